import { unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'

/** A host of many domains publishes the same for all of them: the web is asked for the first ones. */
const domainsLimit = 10

/**
 * On a host with many domains, why this one's documents are not asked for; undefined: they are. In a probe there is
 * one domain, and it is asked for.
 */
export function notAmongFirst(
  { task }: World,
  domains: Fact<readonly string[]>,
  domain: string,
): Fact<never> | undefined {
  const first = domains.status === 'known' ? domains.value.slice(0, domainsLimit) : []
  if (task !== undefined || domains.status !== 'known' || first.includes(domain)) return undefined
  return unknown('not-from-here', `the documents of ${domainsLimit} domains are looked at, no more`)
}
