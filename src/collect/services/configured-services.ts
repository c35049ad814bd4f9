import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { DialogueProtocol } from '../../access/net/net.ts'
import { dovecotConfiguration } from '../dovecot/configuration.ts'
import { type DovecotPort, dovecotPorts } from '../dovecot/listeners.ts'
import { type Fact, fact } from '../fact.ts'
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
  readonly program: 'Postfix' | 'Dovecot'
  /** As configured; empty: every address, or those that the program's own setting names. */
  readonly addresses: readonly string[]
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

export const configuredServices = fact({
  id: 'services.configured',
  summary: 'TCP services that Postfix and Dovecot are configured to offer: port, protocol, TLS, addresses.',
  optional: { postfix: postfixServices, parameters: postfixConfiguration, dovecot: dovecotConfiguration },
  collect(world, { postfix, parameters, dovecot }): Fact<readonly ConfiguredService[]> {
    const at = isoTime(world.clock.now())
    const fromPostfix =
      postfix.status === 'known' && parameters.status === 'known'
        ? activeServices(postfix.value).flatMap((service) => postfixService(service, parameters.value, at))
        : []
    const fromDovecot =
      dovecot.status === 'known' && dovecot.value.refusal === undefined
        ? dovecotPorts(dovecot.value).flatMap((port) => dovecotService(port, at))
        : []
    if (postfix.status === 'unknown' && dovecot.status !== 'known') return postfix
    if (dovecot.status === 'unknown' && postfix.status !== 'known') return dovecot
    const services = [...fromPostfix, ...fromDovecot]
    return services.length === 0 ? absent() : known(services)
  },
})

function postfixService(
  service: PostfixService,
  parameters: PostfixConfiguration,
  at: string,
): ConfiguredService[] {
  const port = portOf(service)
  if (port === undefined || !smtpPrograms.has(service.command)) return []
  const bound = addressOf(service)
  const wrapped = parameters.valueIn(service, 'smtpd_tls_wrappermode') === 'yes'
  const name = ({ 25: 'smtp', 465: 'submissions', 587: 'submission' } as const)[port] ?? service.name
  return [
    {
      id: `${port}/${name}`,
      port,
      name,
      protocol: 'smtp',
      tls: wrapped ? 'implicit' : 'starttls',
      program: 'Postfix',
      addresses: bound === undefined ? interfaces(parameters) : [bound],
      evidence: [serviceEvidence(service, at)],
    },
  ]
}

/** `inet_interfaces`: none for "all"; names are left to the resolver of Postfix. */
function interfaces(parameters: PostfixConfiguration): string[] {
  const value = parameters.value('inet_interfaces') ?? 'all'
  if (value === 'loopback-only') return ['127.0.0.1', '::1']
  return value.split(/[\s,]+/).filter((name) => /^[0-9A-Fa-f:.]+$/.test(name) && name !== 'all')
}

function dovecotService(port: DovecotPort, at: string): ConfiguredService[] {
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
      program: 'Dovecot',
      addresses: port.addresses.filter((address) => address !== '*' && address !== '::'),
      evidence: [{ kind: 'file', where: place, text, at }],
    },
  ]
}
