import { createHash } from 'node:crypto'
import type { UsableServer } from '../knowledge/client-programs.ts'

/** What a mail account of an Apple device needs. */
export interface AppleAccount {
  readonly domain: string
  readonly incoming: UsableServer
  readonly outgoing: UsableServer
}

type Value = string | number | boolean | readonly Dictionary[]
type Dictionary = Readonly<Record<string, Value>>

/**
 * A configuration profile for Apple Mail on iPhone, iPad and Mac, without address and password: the device
 * asks for both (https://developer.apple.com/documentation/devicemanagement/mail). Text of a .mobileconfig file;
 * the same servers give the same file.
 */
export function renderAppleProfile({ domain, incoming, outgoing }: AppleAccount): string {
  const identifier = `${domain.split('.').toReversed().join('.')}.mail`
  const account: Dictionary = {
    PayloadType: 'com.apple.mail.managed',
    PayloadVersion: 1,
    PayloadIdentifier: `${identifier}.account`,
    PayloadUUID: uuidOf(`${identifier}.account`),
    PayloadDisplayName: `Mail of ${domain}`,
    EmailAccountDescription: domain,
    EmailAccountType: incoming.protocol === 'pop3' ? 'EmailTypePOP' : 'EmailTypeIMAP',
    ...serverOf('Incoming', incoming),
    ...serverOf('Outgoing', outgoing),
    OutgoingPasswordSameAsIncomingPassword: true,
  }
  const profile: Dictionary = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuidOf(identifier),
    PayloadDisplayName: `Mail of ${domain}`,
    PayloadDescription: `Sets up a mail account of ${domain}; address and password are asked for.`,
    PayloadContent: [account],
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...dictionaryLines(profile, ''),
    '</plist>',
    '',
  ].join('\n')
}

function serverOf(direction: 'Incoming' | 'Outgoing', server: UsableServer): Dictionary {
  return {
    [`${direction}MailServerAuthentication`]: 'EmailAuthPassword',
    [`${direction}MailServerHostName`]: server.host,
    [`${direction}MailServerPortNumber`]: server.port,
    [`${direction}MailServerUseSSL`]: server.security !== 'none',
  }
}

function dictionaryLines(dictionary: Dictionary, indent: string): readonly string[] {
  const entries = Object.entries(dictionary).flatMap(([key, value]) => [
    `${indent}  <key>${key}</key>`,
    ...valueLines(value, `${indent}  `),
  ])
  return [`${indent}<dict>`, ...entries, `${indent}</dict>`]
}

function valueLines(value: Value, indent: string): readonly string[] {
  if (typeof value === 'string') return [`${indent}<string>${escaped(value)}</string>`]
  if (typeof value === 'number') return [`${indent}<integer>${value}</integer>`]
  if (typeof value === 'boolean') return [`${indent}<${value}/>`]
  return [
    `${indent}<array>`,
    ...value.flatMap((one) => dictionaryLines(one, `${indent}  `)),
    `${indent}</array>`,
  ]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Name-based (RFC 9562 §5.8): a device replaces the profile that it has by a newer one. */
function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(`mailmedic ${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex').toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
