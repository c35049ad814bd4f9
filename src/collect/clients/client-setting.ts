import type { Evidence } from '../../access/answer.ts'

export type ClientProtocol = 'imap' | 'pop3' | 'smtp' | 'managesieve' | 'jmap'

/** How the connection is protected: TLS from the first byte, by STARTTLS, or not at all. */
export type ClientSecurity = 'implicit' | 'starttls' | 'none'

/** One way in which a mail program is told to reach a server. */
export interface ClientSetting {
  /** Who says so. */
  readonly source: 'SRV' | 'autoconfig' | 'autodiscover' | 'Apple profile'
  readonly protocol: ClientProtocol
  /** Lower case, without the dot at the end. */
  readonly host: string
  readonly port: number
  readonly security: ClientSecurity
  /** How to log in, in the source's own words: `password-cleartext`, `OAuth2` … */
  readonly authentication: readonly string[]
  /** The log-in name, placeholders as published: `%EMAILADDRESS%`. */
  readonly userName?: string
  readonly evidence: readonly Evidence[]
}

/** Ports that IANA gave to a protocol, with how TLS starts there (RFC 8314 §3). */
const usualSecurity: Readonly<Record<number, ClientSecurity>> = {
  25: 'starttls',
  110: 'starttls',
  143: 'starttls',
  465: 'implicit',
  587: 'starttls',
  993: 'implicit',
  995: 'implicit',
  4190: 'starttls',
}

/** How TLS starts on a well-known port; on any other, STARTTLS is a guess. */
export function securityOfPort(port: number): ClientSecurity {
  return usualSecurity[port] ?? 'starttls'
}

/** `imap://mail.example.org:993`: the same for all who name the same. */
export function settingKey({ protocol, host, port }: Pick<ClientSetting, 'protocol' | 'host' | 'port'>) {
  return `${protocol}://${host}:${port}`
}
