import type { DovecotConfiguration } from './configuration.ts'
import type { DovecotSection } from './sections.ts'
import { sectionsNamed } from './sections.ts'
import { sectionValue } from './settings.ts'

/** A TCP port on which Dovecot waits, if it runs. */
export interface DovecotPort {
  /** `imap-login`, `pop3-login`, `managesieve-login`, `submission-login`, `lmtp`, `auth` … */
  readonly service: string
  /** Name of the listener: `imap`, `imaps`, … */
  readonly name: string
  readonly port: number
  /** TLS from the first byte. */
  readonly implicitTls: boolean
  /** As configured; empty: those of the `listen` setting. */
  readonly addresses: readonly string[]
  readonly path: string | undefined
  readonly line: number | undefined
}

/** A UNIX-domain socket that Dovecot makes, with the owner and mode that it gives it. */
export interface DovecotSocket {
  readonly service: string
  /** Absolute; relative names are below base_dir. */
  readonly socketPath: string
  /** Permission bits; undefined: Dovecot's own default for this one. */
  readonly mode: number | undefined
  /** User name or number; empty: root. */
  readonly user: string
  readonly group: string
  readonly path: string | undefined
  readonly line: number | undefined
}

interface DefaultPort {
  readonly protocol: string
  readonly service: string
  readonly name: string
  readonly port: number
  readonly implicitTls: boolean
}

/** What Dovecot opens for each enabled protocol without being told (src/*-login/*-login-settings.c). */
const defaultPorts: readonly DefaultPort[] = [
  { protocol: 'imap', service: 'imap-login', name: 'imap', port: 143, implicitTls: false },
  { protocol: 'imap', service: 'imap-login', name: 'imaps', port: 993, implicitTls: true },
  { protocol: 'pop3', service: 'pop3-login', name: 'pop3', port: 110, implicitTls: false },
  { protocol: 'pop3', service: 'pop3-login', name: 'pop3s', port: 995, implicitTls: true },
  { protocol: 'sieve', service: 'managesieve-login', name: 'sieve', port: 4190, implicitTls: false },
  { protocol: 'submission', service: 'submission-login', name: 'submission', port: 587, implicitTls: false },
]
const protocolOfService = new Map(defaultPorts.map(({ service, protocol }) => [service, protocol]))
const withTlsByDefault = new Set(['imaps', 'pop3s', 'submissions'])

/** `protocols`, lower case: `imap`, `pop3`, `lmtp`, `sieve`, `submission`. Undefined: not known. */
export function dovecotProtocols(configuration: DovecotConfiguration): readonly string[] | undefined {
  const value = configuration.value('protocols')
  if (value === undefined) return configuration.source === 'doveconf' ? [] : undefined
  return value.toLowerCase().split(/\s+/).filter(Boolean)
}

/** The TCP ports of the enabled protocols. A listener with `port = 0` is switched off on purpose. */
export function dovecotPorts(configuration: DovecotConfiguration): readonly DovecotPort[] {
  const protocols = dovecotProtocols(configuration) ?? []
  const services = sectionsNamed(configuration.root, 'service')
  const listeners = services.flatMap((service) =>
    sectionsNamed(service, 'inet_listener').map((listener) => configuredPort(service.argument, listener)),
  )
  const named = new Set(listeners.map(({ service, name }) => `${service} ${name}`))
  const untouched = defaultPorts
    .filter(({ service, name }) => !named.has(`${service} ${name}`))
    .map((port) => ({ ...port, addresses: [], path: undefined, line: undefined }))
  return [...listeners, ...untouched].filter(({ service, port }) => {
    const protocol = protocolOfService.get(service)
    return port > 0 && (protocol === undefined || protocols.includes(protocol))
  })
}

function configuredPort(service: string, listener: DovecotSection): DovecotPort {
  const name = listener.argument
  const usual = defaultPorts.find((one) => one.service === service && one.name === name)
  const ssl = sectionValue(listener, 'ssl')
  const addresses = sectionValue(listener, 'address') ?? sectionValue(listener, 'listen') ?? ''
  return {
    service,
    name,
    port: portNumber(sectionValue(listener, 'port')) ?? usual?.port ?? 0,
    implicitTls: ssl === undefined ? withTlsByDefault.has(name) : ssl === 'yes',
    addresses: addresses.split(/[\s,]+/).filter(Boolean),
    path: listener.path,
    line: listener.line,
  }
}

function portNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined
}

/** The UNIX-domain sockets that are configured (Dovecot's internal ones, which nobody names, are left out). */
export function dovecotSockets(configuration: DovecotConfiguration): readonly DovecotSocket[] {
  const base = configuration.value('base_dir') ?? '/run/dovecot'
  return sectionsNamed(configuration.root, 'service').flatMap((service) =>
    sectionsNamed(service, 'unix_listener').map((listener) => {
      const name = sectionValue(listener, 'path') ?? listener.argument
      const modeText = sectionValue(listener, 'mode')
      return {
        service: service.argument,
        socketPath: name.startsWith('/') ? name : `${base}/${name}`,
        mode:
          modeText !== undefined && /^0?[0-7]{3,4}$/.test(modeText)
            ? Number.parseInt(modeText, 8)
            : undefined,
        user: accountName(configuration, sectionValue(listener, 'user') ?? ''),
        group: accountName(configuration, sectionValue(listener, 'group') ?? ''),
        path: listener.path,
        line: listener.line,
      }
    }),
  )
}

/** `$default_internal_user` (2.3), `$SET:default_internal_user` (2.4) → its name. */
function accountName(configuration: DovecotConfiguration, text: string): string {
  const name = /^\$(?:SET:)?(default_[a-z_]+)$/.exec(text)?.[1]
  return name === undefined ? text : (configuration.value(name) ?? text)
}
