import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { type EndpointState, type HelperEndpoint, parseEndpoint, stateOf } from './endpoints.ts'
import type { PostfixConfiguration } from './parameters.ts'
import { parseRestrictions, restrictionLists } from './restrictions.ts'
import { activeServices, type PostfixService, postfixServices, serviceEvidence } from './services.ts'
import { listItems } from './table-references.ts'

/** A program that Postfix asks while it takes mail, and whether it answers now. */
export interface FilterEndpoint {
  readonly endpoint: HelperEndpoint
  readonly use: 'milter' | 'policy'
  /** What happens to mail when it does not answer: `tempfail`, `accept`, `reject`, `quarantine`, `shutdown`. */
  readonly defaultAction: string
  /** Services of master.cf that ask it: `smtp`, `submission`, `cleanup`. */
  readonly services: readonly string[]
  readonly parameter: string
  readonly evidence: readonly Evidence[]
  readonly state: Fact<EndpointState>
}

export const postfixFilterEndpoints = fact({
  id: 'postfix.filter-endpoints',
  summary: 'Milters and policy services that Postfix asks, with default action and whether they answer now.',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  async collect(world, { configuration, services }): Promise<Fact<readonly FilterEndpoint[]>> {
    if (configuration.status === 'absent') return configuration
    const active = services.status === 'known' ? activeServices(services.value) : []
    const at = isoTime(world.clock.now())
    // Sockets of master's own services are made by master: they come and go with Postfix.
    const ownSockets = new Set(
      active.map(({ name, private: isPrivate }) => {
        const folder = isPrivate ? 'private' : 'public'
        return `${configuration.value.queueDirectory}/${folder}/${name}`
      }),
    )
    const uses = active
      .flatMap((service) => usesOf(configuration.value, service, at))
      .filter(({ endpoint }) => !ownSockets.has(endpoint.socketPath ?? ''))
    const merged = Map.groupBy(uses, ({ endpoint, use }) => `${use} ${endpoint.socketPath ?? endpoint.text}`)
    const found = await Promise.all([...merged.values()].slice(0, 40).map((same) => withState(world, same)))
    return known(found, ...configuration.evidence)
  },
})

type Use = Omit<FilterEndpoint, 'state' | 'services'> & { readonly service: string }

function usesOf(postfix: PostfixConfiguration, service: PostfixService, at: string): Use[] {
  const program = service.command
  if (program === 'smtpd')
    return [...milters(postfix, service, 'smtpd_milters', at), ...policies(postfix, service, at)]
  return program === 'cleanup' ? milters(postfix, service, 'non_smtpd_milters', at) : []
}

function milters(
  postfix: PostfixConfiguration,
  service: PostfixService,
  parameter: string,
  at: string,
): Use[] {
  const general = postfix.valueIn(service, 'milter_default_action') ?? 'tempfail'
  return listItems(postfix.valueIn(service, parameter) ?? '').flatMap((item) => {
    // `{ inet:host:port, default_action=accept }`: MILTER_README, Postfix ≥ 3.0.
    const [address = '', ...settings] = listItems(item.replace(/^\{|\}$/g, ''))
    const own = settings.find((setting) => setting.startsWith('default_action='))?.split('=')[1]
    return use(postfix, service, address, { use: 'milter', defaultAction: own ?? general, parameter }, at)
  })
}

function policies(postfix: PostfixConfiguration, service: PostfixService, at: string): Use[] {
  return restrictionLists.flatMap((parameter) =>
    parseRestrictions(postfix.valueIn(service, parameter) ?? '').flatMap(({ name, argument, settings }) => {
      if (name !== 'check_policy_service' || argument === undefined) return []
      const own = settings
        .find((setting) => setting.startsWith('default_action='))
        ?.slice('default_action='.length)
      const general = postfix.valueIn(service, 'smtpd_policy_service_default_action') ?? '451'
      return use(postfix, service, argument, { use: 'policy', defaultAction: own ?? general, parameter }, at)
    }),
  )
}

function use(
  postfix: PostfixConfiguration,
  service: PostfixService,
  text: string,
  about: Pick<Use, 'use' | 'defaultAction' | 'parameter'>,
  at: string,
): Use[] {
  const place = { chroot: service.chroot, queueDirectory: postfix.queueDirectory }
  const endpoint = parseEndpoint(text, place)
  if (endpoint === undefined) return []
  const evidence = service.overrides.has(about.parameter)
    ? [serviceEvidence(service, at)]
    : postfix.evidence(about.parameter)
  return [{ ...about, endpoint, evidence, service: service.name }]
}

async function withState(world: World, same: readonly Use[]): Promise<FilterEndpoint> {
  const [first] = same
  if (first === undefined) throw new Error('a group is never empty')
  const { service: _, ...rest } = first
  const services = [...new Set(same.map(({ service }) => service))]
  const evidence = [...new Map(same.flatMap((one) => one.evidence).map((one) => [one.where, one])).values()]
  return { ...rest, services, evidence, state: await stateOf(world, first.endpoint) }
}
