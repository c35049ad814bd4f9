import type { Evidence } from '../../access/answer.ts'
import { isDomainName, normalName } from '../dns/domain-name.ts'
import type { ClientProtocol, ClientSecurity, ClientSetting } from './client-setting.ts'
import { child, childrenNamed, childText, readXml, type XmlElement } from './xml.ts'

/** What a document says, or in words why it cannot be used. */
export type SettingsDocument = { readonly settings: readonly ClientSetting[] } | { readonly error: string }

const protocols: Readonly<Record<string, ClientProtocol>> = { imap: 'imap', pop3: 'pop3', smtp: 'smtp' }
const securities: Readonly<Record<string, ClientSecurity>> = {
  ssl: 'implicit',
  starttls: 'starttls',
  plain: 'none',
}

/** More servers than this are nonsense. */
const mostServers = 20

/**
 * Reads a document of Thunderbird's configuration format 1.1
 * (https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat). `%EMAILDOMAIN%` in host names
 * is filled with the domain. Pure.
 */
export function readAutoconfig(text: string, domain: string, evidence: Evidence): SettingsDocument {
  const root = readXml(text)
  if ('error' in root) return { error: `not XML as it must be: ${root.error}` }
  const provider = child(root, 'emailprovider')
  if (root.name !== 'clientconfig' || provider === undefined)
    return { error: `<${root.name}> is not a clientConfig with an emailProvider` }
  const servers = [
    ...childrenNamed(provider, 'incomingserver'),
    ...childrenNamed(provider, 'outgoingserver'),
  ].slice(0, mostServers)
  const settings = servers.flatMap((server) => settingOf(server, domain, evidence))
  return settings.length === 0 ? { error: 'no server of a kind that is known' } : { settings }
}

function settingOf(server: XmlElement, domain: string, evidence: Evidence): ClientSetting[] {
  const protocol = protocols[server.attributes.get('type')?.toLowerCase() ?? '']
  const security = securities[childText(server, 'sockettype')?.toLowerCase() ?? '']
  const host = normalName((childText(server, 'hostname') ?? '').replaceAll('%EMAILDOMAIN%', domain))
  const port = Number(childText(server, 'port'))
  if (protocol === undefined || security === undefined || !isUsable(host, port)) return []
  const userName = childText(server, 'username')
  return [
    {
      source: 'autoconfig',
      protocol,
      host,
      port,
      security,
      authentication: childrenNamed(server, 'authentication').map(({ text }) => text),
      ...(userName === undefined ? {} : { userName }),
      evidence: [evidence],
    },
  ]
}

/** A host name and a port that a program could connect to. */
export function isUsable(host: string, port: number): boolean {
  return isDomainName(host) && /^[\w.-]+$/.test(host) && Number.isInteger(port) && port > 0 && port < 65_536
}
