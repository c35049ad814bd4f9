import type { ClientProtocol, ClientSecurity, ClientSetting } from '../collect/clients/client-setting.ts'
import type { ClientDialogue } from '../collect/servers/client-dialogues.ts'
import type { Text } from './condition.ts'

/** A server that a person can type into a mail program and that works, as far as it was seen. */
export interface UsableServer {
  readonly protocol: ClientProtocol
  readonly host: string
  readonly port: number
  readonly security: ClientSecurity
  /** PLAIN or LOGIN inside TLS is what programs call "normal password". */
  readonly password: Text
}

/** Best first: TLS from the first byte before STARTTLS (RFC 8314 §3.3), IMAP before POP3. */
const wishes: Readonly<Record<'incoming' | 'outgoing', readonly number[]>> = {
  incoming: [993, 143, 995, 110],
  outgoing: [465, 587],
}

const securityWords: Readonly<Record<ClientSecurity, string>> = {
  implicit: 'SSL/TLS',
  starttls: 'STARTTLS',
  none: '–',
}

/** The best server that answered with TLS and a certificate that fits. Undefined: none does. */
export function bestServer(
  direction: 'incoming' | 'outgoing',
  clients: readonly ClientDialogue[],
  settings: readonly ClientSetting[],
): UsableServer | undefined {
  const works = clients.filter(isUsable)
  const published = (one: ClientDialogue) =>
    settings.some(({ host, port }) => host === one.host && port === one.port)
  const [best] = wishes[direction]
    .flatMap((port) => works.filter((one) => one.port === port))
    .toSorted((one, other) => Number(published(other)) - Number(published(one)))
  if (best === undefined || best.protocol === 'lmtp') return undefined
  const { protocol, host, port, tls } = best
  return { protocol, host, port, security: tls, password: passwordWords(best) }
}

function isUsable({ dialogue }: ClientDialogue): boolean {
  const tls = dialogue.status === 'known' ? dialogue.value.tls : undefined
  return tls?.verified === true && tls.nameMatches
}

function passwordWords({ dialogue }: ClientDialogue): Text {
  const capabilities = dialogue.status === 'known' ? dialogue.value.capabilities : []
  const mechanisms = capabilities.filter((one) => /^(?:AUTH|SASL|USER)/.test(one)).join(' ')
  if (/\b(?:PLAIN|LOGIN|USER)\b/.test(mechanisms)) return { en: 'normal password', zh: '普通密码' }
  if (/\b(?:XOAUTH2|OAUTHBEARER)\b/.test(mechanisms)) return { en: 'OAuth2', zh: 'OAuth2' }
  if (/\bCRAM-MD5\b/.test(mechanisms)) return { en: 'encrypted password', zh: '加密密码' }
  return { en: 'normal password', zh: '普通密码' }
}

/** `mail.example.org · 993 · SSL/TLS`. */
export function serverWords(server: UsableServer | undefined): string {
  if (server === undefined) return '–'
  return `${server.host} · ${server.port} · ${securityWords[server.security]}`
}

/** `%EMAILADDRESS%` is what nearly everybody has; the other placeholders in words. */
export function userNameWords(settings: readonly ClientSetting[], domain: string): Text {
  const name = settings.find(({ userName }) => userName !== undefined)?.userName ?? '%EMAILADDRESS%'
  if (name.toUpperCase() === '%EMAILLOCALPART%') return { en: 'the part before the @', zh: '@ 之前的部分' }
  return { en: `the whole address (you@${domain})`, zh: `完整地址（you@${domain}）` }
}
