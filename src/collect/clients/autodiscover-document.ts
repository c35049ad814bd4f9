import type { Evidence } from '../../access/answer.ts'
import { normalName } from '../dns/domain-name.ts'
import { isUsable, type SettingsDocument } from './autoconfig-document.ts'
import {
  type ClientProtocol,
  type ClientSecurity,
  type ClientSetting,
  securityOfPort,
} from './client-setting.ts'
import { child, childrenNamed, childText, readXml, type XmlElement } from './xml.ts'

/** What an Autodiscover answer can also be: another place to ask, or an Exchange server of its own. */
export type AutodiscoverDocument =
  | SettingsDocument
  | { readonly redirect: string }
  | { readonly exchange: string }

const protocols: Readonly<Record<string, ClientProtocol>> = { IMAP: 'imap', POP3: 'pop3', SMTP: 'smtp' }
const exchangeTypes = new Set(['EXCH', 'EXPR', 'EXHTTP', 'WEB'])

/** What Outlook posts ([MS-OXDSCLI] §3.1.5.1); the address is made up, no password is sent. */
export function autodiscoverRequest(address: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">' +
    `<Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>` +
    'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a' +
    '</AcceptableResponseSchema></Request></Autodiscover>'
  )
}

/** Reads an Autodiscover answer ([MS-OXDSCLI] §2.2.4). Pure. */
export function readAutodiscover(text: string, evidence: Evidence): AutodiscoverDocument {
  const root = readXml(text)
  if ('error' in root) return { error: `not XML as it must be: ${root.error}` }
  const account = child(child(root, 'response'), 'account')
  if (root.name !== 'autodiscover') return { error: `<${root.name}> is not an Autodiscover answer` }
  if (account === undefined) return { error: errorText(root) }
  const redirect = childText(account, 'redirecturl') ?? childText(account, 'redirectaddr')
  if (redirect !== undefined) return { redirect }
  const offered = childrenNamed(account, 'protocol').slice(0, 20)
  const settings = offered.flatMap((one) => settingOf(one, evidence))
  if (settings.length > 0) return { settings }
  const exchange = offered.find((one) => exchangeTypes.has(typeOf(one)))
  if (exchange !== undefined) return { exchange: childText(exchange, 'server') ?? 'Exchange' }
  return { error: 'no server of a kind that is known' }
}

function errorText(root: XmlElement): string {
  const error = child(child(root, 'response'), 'error')
  const words = childText(error, 'message')
  return words === undefined ? 'no account in it' : `it answers with an error: ${words.slice(0, 200)}`
}

function settingOf(element: XmlElement, evidence: Evidence): ClientSetting[] {
  const protocol = protocols[typeOf(element)]
  const host = normalName(childText(element, 'server') ?? '')
  const port = Number(childText(element, 'port'))
  if (protocol === undefined || !isUsable(host, port)) return []
  const userName = childText(element, 'loginname')
  return [
    {
      source: 'autodiscover',
      protocol,
      host,
      port,
      security: securityOf(element, port),
      authentication: isOff(childText(element, 'authrequired')) ? ['none'] : [],
      ...(userName === undefined || userName === '' ? {} : { userName }),
      evidence: [evidence],
    },
  ]
}

/** `Encryption` goes before `SSL` ([MS-OXDSCLI] §2.2.4.1.1.2.5); SSL on 587 means STARTTLS in practice. */
function securityOf(element: XmlElement, port: number): ClientSecurity {
  const encryption = childText(element, 'encryption')?.toLowerCase()
  if (encryption === 'tls') return 'starttls'
  if (encryption === 'ssl') return 'implicit'
  if (encryption === 'none' || isOff(childText(element, 'ssl'))) return 'none'
  return encryption === undefined ? securityOfPort(port) : 'starttls'
}

function typeOf(element: XmlElement): string {
  return (childText(element, 'type') ?? element.attributes.get('type') ?? '').toUpperCase()
}

function isOff(value: string | undefined): boolean {
  return value?.toLowerCase() === 'off'
}
