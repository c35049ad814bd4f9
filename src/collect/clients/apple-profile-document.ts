import type { Evidence } from '../../access/answer.ts'
import type { SettingsDocument } from './autoconfig-document.ts'
import { isUsable } from './autoconfig-document.ts'
import { type ClientProtocol, type ClientSetting, securityOfPort } from './client-setting.ts'
import { readXml, type XmlElement } from './xml.ts'

const mailPayload = 'com.apple.mail.managed'

/**
 * Reads the mail account of an Apple configuration profile
 * (https://developer.apple.com/documentation/devicemanagement/mail) that is not signed. Pure.
 */
export function readAppleProfile(text: string, evidence: Evidence): SettingsDocument {
  const root = readXml(text)
  if ('error' in root) return { error: `not XML as it must be: ${root.error}` }
  const payload = dictionariesIn(root).find(
    (one) => entryOf(one, 'PayloadType')?.text.toLowerCase() === mailPayload,
  )
  if (payload === undefined) return { error: 'no mail account in it' }
  const incoming: ClientProtocol =
    entryOf(payload, 'EmailAccountType')?.text === 'EmailTypePOP' ? 'pop3' : 'imap'
  const settings = [
    ...serverOf(payload, 'Incoming', incoming, evidence),
    ...serverOf(payload, 'Outgoing', 'smtp', evidence),
  ]
  return settings.length === 0 ? { error: 'no server in its mail account' } : { settings }
}

function serverOf(
  payload: XmlElement,
  direction: 'Incoming' | 'Outgoing',
  protocol: ClientProtocol,
  evidence: Evidence,
): ClientSetting[] {
  const value = (name: string) => entryOf(payload, `${direction}MailServer${name}`)
  const host = value('HostName')?.text.toLowerCase() ?? ''
  const tls = value('UseSSL')?.name === 'true'
  const usual = { imap: tls ? 993 : 143, pop3: tls ? 995 : 110, smtp: 587, managesieve: 4190, jmap: 443 }
  const port = Number(value('PortNumber')?.text ?? usual[protocol])
  if (!isUsable(host, port)) return []
  const userName = value('Username')?.text
  return [
    {
      source: 'Apple profile',
      protocol,
      host,
      port,
      // "SSL" is TLS of either kind there: programs go by the port.
      security: tls ? securityOfPort(port) : 'none',
      authentication: [value('Authentication')?.text ?? ''].filter((one) => one !== ''),
      ...(userName === undefined ? {} : { userName }),
      evidence: [evidence],
    },
  ]
}

function dictionariesIn(element: XmlElement): readonly XmlElement[] {
  const below = element.children.flatMap(dictionariesIn)
  return element.name === 'dict' ? [element, ...below] : below
}

/** In a property list a key is followed by its value. */
function entryOf(dictionary: XmlElement, key: string): XmlElement | undefined {
  const index = dictionary.children.findIndex((one) => one.name === 'key' && one.text === key)
  return index === -1 ? undefined : dictionary.children[index + 1]
}
