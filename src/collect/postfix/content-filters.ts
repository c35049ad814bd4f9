import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { type EndpointState, type HelperEndpoint, parseEndpoint, stateOf } from './endpoints.ts'
import type { PostfixConfiguration } from './parameters.ts'
import { activeServices, type PostfixService, postfixServices, serviceEvidence } from './services.ts'

/** A filter that mail is handed to whole, before (smtpd_proxy_filter) or after (content_filter) the queue. */
export interface ContentFilter {
  readonly parameter: 'content_filter' | 'smtpd_proxy_filter'
  readonly endpoint: HelperEndpoint
  readonly evidence: readonly Evidence[]
  readonly state: Fact<EndpointState>
}

type Named = Omit<ContentFilter, 'state'>

/** FILTER_README: `transport:nexthop`; the filter itself is named by the next hop. */
const throughTransport = /^[A-Za-z0-9_.-]{1,64}:(?:inet:)?(.+:\d{1,5})$/

export const postfixContentFilters = fact({
  id: 'postfix.content-filters',
  summary:
    'Filters that mail passes whole (content_filter, smtpd_proxy_filter), and whether they answer now.',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  async collect(world, { configuration, services }): Promise<Fact<readonly ContentFilter[]>> {
    if (configuration.status === 'absent') return configuration
    const postfix = configuration.value
    const active = services.status === 'known' ? activeServices(services.value) : []
    const at = isoTime(world.clock.now())
    const named = active
      .filter(({ command }) => command === 'smtpd' || command === 'pickup')
      .flatMap((service) => filtersOf(postfix, service, at))
    const once = [...new Map(named.map((one) => [`${one.parameter} ${one.endpoint.text}`, one])).values()]
    return known(await Promise.all(once.slice(0, 20).map((one) => withState(world, one))))
  },
})

function filtersOf(postfix: PostfixConfiguration, service: PostfixService, at: string): Named[] {
  const place = { chroot: service.chroot, queueDirectory: postfix.queueDirectory }
  return (['content_filter', 'smtpd_proxy_filter'] as const).flatMap((parameter) => {
    const written = (postfix.valueIn(service, parameter) ?? '').trim()
    const text = parameter === 'content_filter' ? throughTransport.exec(written)?.[1] : written
    if (text === undefined || text === '') return []
    const endpoint = parseEndpoint(/^(?:inet|unix):/.test(text) ? text : `inet:${text}`, place)
    if (endpoint === undefined) return []
    const evidence = service.overrides.has(parameter)
      ? [serviceEvidence(service, at)]
      : postfix.evidence(parameter)
    return [{ parameter, endpoint, evidence }]
  })
}

async function withState(world: World, named: Named): Promise<ContentFilter> {
  return { ...named, state: await stateOf(world, named.endpoint) }
}
