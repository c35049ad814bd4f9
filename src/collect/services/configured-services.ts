import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { DialogueProtocol } from '../../access/net/net.ts'
import { type DovecotConfiguration, dovecotConfiguration } from '../dovecot/configuration.ts'
import { type DovecotPort, dovecotPorts } from '../dovecot/listeners.ts'
import { sectionsNamed } from '../dovecot/sections.ts'
import { sectionValue } from '../dovecot/settings.ts'
import { type DovecotState, dovecotState } from '../dovecot/state.ts'
import { type Fact, fact } from '../fact.ts'
import type { MailServer } from '../mail/mail-server.ts'
import { otherMailServers } from '../mail/other-mail-servers.ts'
import type { PostfixConfiguration } from '../postfix/configuration.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import {
  activeServices,
  addressOf,
  type PostfixService,
  portOf,
  postfixServices,
  serviceEvidence,
} from '../postfix/services.ts'

/** A TCP service that this host is configured to offer, whether or not it runs. */
export interface ConfiguredService {
  /** `587/submission`: stable, for subjects and keys. */
  readonly id: string
  readonly port: number
  /** The name that people use: `smtp`, `submission`, `submissions`, `imap`, `imaps` … */
  readonly name: string
  readonly protocol: DialogueProtocol
  readonly tls: 'starttls' | 'implicit'
  /** Whether the configuration wants TLS to be offered here; false: switched off, or hidden on purpose. */
  readonly offersTls: boolean
  /** `its server`: seen from outside, where nobody knows which one it is. */
  readonly program: 'Postfix' | 'Dovecot' | 'Exim' | 'OpenSMTPD' | 'its server'
  /** As configured; empty: every address, or those that the program's own setting names. */
  readonly addresses: readonly string[]
  /** It expects the PROXY protocol of a load balancer before anything else: nobody else can talk to it. */
  readonly behindProxy: boolean
  readonly evidence: readonly Evidence[]
}

const dovecotProtocolOf: Readonly<Record<string, DialogueProtocol>> = {
  'imap-login': 'imap',
  'pop3-login': 'pop3',
  'managesieve-login': 'managesieve',
  'submission-login': 'smtp',
  lmtp: 'lmtp',
}

const smtpPrograms = new Set(['smtpd', 'postscreen'])
const smtpPortNames: Readonly<Record<number, string>> = { 25: 'smtp', 465: 'submissions', 587: 'submission' }

export const configuredServices = fact({
  id: 'services.configured',
  summary:
    'TCP services that the mail servers and Dovecot are configured to offer: port, protocol, TLS, addresses.',
  optional: {
    postfix: postfixServices,
    parameters: postfixConfiguration,
    dovecot: dovecotConfiguration,
    state: dovecotState,
    servers: otherMailServers,
  },
  collect(world, { postfix, parameters, dovecot, state, servers }): Fact<readonly ConfiguredService[]> {
    const at = isoTime(world.clock.now())
    const fromPostfix =
      postfix.status === 'known' && parameters.status === 'known'
        ? activeServices(postfix.value).flatMap((service) => postfixService(service, parameters.value, at))
        : []
    const fromDovecot =
      dovecot.status === 'known' && dovecot.value.refusal === undefined && !isSwitchedOff(state)
        ? dovecotServices(dovecot.value, at)
        : []
    if (postfix.status === 'unknown' && dovecot.status !== 'known' && servers.status !== 'known')
      return postfix
    if (dovecot.status === 'unknown' && postfix.status !== 'known') return dovecot
    const fromOthers = servers.status === 'known' ? servers.value.flatMap(servedPorts) : []
    const services = onceEach([...fromPostfix, ...fromOthers, ...fromDovecot])
    return services.length === 0 ? absent() : known(services)
  },
})

/** Installed as somebody's dependency, or left from before: its ports are not missed. */
function isSwitchedOff(state: Fact<DovecotState>): boolean {
  if (state.status !== 'known' || state.value.running) return false
  return state.value.enabled === 'disabled' || state.value.enabled === 'masked'
}

function postfixService(
  service: PostfixService,
  parameters: PostfixConfiguration,
  at: string,
): ConfiguredService[] {
  const port = portOf(service)
  if (port === undefined || !smtpPrograms.has(service.command)) return []
  const bound = addressOf(service)
  const wrapped = parameters.valueIn(service, 'smtpd_tls_wrappermode') === 'yes'
  const name = smtpPortNames[port] ?? service.name
  const proxy = parameters.valueIn(service, `${service.command}_upstream_proxy_protocol`) ?? ''
  return [
    {
      id: `${port}/${name}`,
      port,
      name,
      protocol: 'smtp',
      tls: wrapped ? 'implicit' : 'starttls',
      offersTls: wrapped || offersStartTls(service, parameters),
      program: 'Postfix',
      addresses: bound === undefined ? interfaces(parameters) : [bound],
      behindProxy: proxy !== '',
      evidence: [serviceEvidence(service, at)],
    },
  ]
}

/** Exim's and OpenSMTPD's ports. */
function servedPorts({ program, ports }: MailServer): ConfiguredService[] {
  return ports.map(({ port, addresses, tls, offersTls, evidence }) => {
    const name = smtpPortNames[port] ?? String(port)
    const id = `${port}/${name}`
    return {
      id,
      port,
      name,
      protocol: 'smtp',
      tls,
      offersTls,
      program,
      addresses,
      behindProxy: false,
      evidence,
    }
  })
}

/** postconf(5) smtpd_tls_security_level and the older pair; EHLO keywords may be withheld on purpose. */
function offersStartTls(service: PostfixService, parameters: PostfixConfiguration): boolean {
  const value = (name: string) => parameters.valueIn(service, name) ?? ''
  const level = value(`${service.command}_tls_security_level`)
  const older = ['use_tls', 'enforce_tls'].some((name) => value(`${service.command}_${name}`) === 'yes')
  const withheld =
    /\bstarttls\b/i.test(value(`${service.command}_discard_ehlo_keywords`)) ||
    value(`${service.command}_discard_ehlo_keyword_address_maps`) !== ''
  return ((level !== '' && level !== 'none') || older) && !withheld
}

/** `inet_interfaces`: none for "all"; names are left to the resolver of Postfix. */
function interfaces(parameters: PostfixConfiguration): string[] {
  const value = parameters.value('inet_interfaces') ?? 'all'
  if (value === 'loopback-only') return ['127.0.0.1', '::1']
  return value
    .split(/[\s,]+/)
    .map((name) => name.replace(/^\[|\]$/g, ''))
    .filter((name) => /^[0-9.]+$|:/.test(name))
}

function dovecotServices(dovecot: DovecotConfiguration, at: string): ConfiguredService[] {
  const withoutTls = dovecot.value('ssl') === 'no'
  return (
    dovecotPorts(dovecot)
      // With `ssl = no` the ports for TLS from the first byte are of no use.
      .filter(({ implicitTls }) => !(withoutTls && implicitTls))
      .flatMap((port) => dovecotService(port, behindProxy(dovecot, port), at))
      .map((service) => (withoutTls ? { ...service, offersTls: false } : service))
  )
}

function dovecotService(port: DovecotPort, proxied: boolean, at: string): ConfiguredService[] {
  const protocol = dovecotProtocolOf[port.service]
  if (protocol === undefined) return []
  const place = port.path === undefined ? 'doveconf -n' : `${port.path}:${port.line ?? 1}`
  const text = `service ${port.service} { inet_listener ${port.name} { port = ${port.port} } }`
  return [
    {
      id: `${port.port}/${port.name}`,
      port: port.port,
      name: port.name,
      protocol,
      tls: port.implicitTls ? 'implicit' : 'starttls',
      // LMTP is for the own host or network: hardly anybody gives it a certificate.
      offersTls: protocol !== 'lmtp',
      program: 'Dovecot',
      addresses: port.addresses.filter((address) => /^[0-9.]+$|[0-9A-Fa-f]:/.test(address)),
      behindProxy: proxied,
      evidence: [{ kind: 'file', where: place, text, at }],
    },
  ]
}

/** `inet_listener imaps { haproxy = yes }` */
function behindProxy(dovecot: DovecotConfiguration, { service, name }: DovecotPort): boolean {
  return sectionsNamed(dovecot.root, 'service')
    .filter(({ argument }) => argument === service)
    .flatMap((section) => sectionsNamed(section, 'inet_listener'))
    .some((listener) => listener.argument === name && sectionValue(listener, 'haproxy') === 'yes')
}

/** One port on two addresses is one service in two lines of master.cf. */
function onceEach(services: readonly ConfiguredService[]): ConfiguredService[] {
  return [...Map.groupBy(services, ({ id }) => id).values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const everywhere = alike.some(({ addresses }) => addresses.length === 0)
    const addresses = everywhere ? [] : [...new Set(alike.flatMap((one) => one.addresses))]
    return [{ ...first, addresses, evidence: alike.flatMap(({ evidence }) => evidence) }]
  })
}
