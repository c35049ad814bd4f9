import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { isPublicAddress, parseIpAddress } from '../dns/ip-address.ts'
import { textRecords } from '../dns/look-up.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { probedDomain } from '../mail/probed-domain.ts'
import { evaluateSpf } from './spf/evaluate.ts'
import { isSpfRecord, parseSpfRecord } from './spf/record.ts'
import { spfLookUp } from './spf-lookups.ts'

/** More single addresses than that are a provider's; the first ones stand for all. */
const addressesLimit = 8

/**
 * From outside nobody sees where mail leaves from. What the owner himself names is as good: single
 * addresses in his SPF record, and those of his MX hosts that the record allows to send.
 */
export const authorisedAddresses = fact({
  id: 'authentication.authorised-addresses',
  summary:
    'Public single addresses that a domain’s SPF names, and addresses of its MX that SPF allows. Absent: none.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution, domains: probedDomain },
  async collect(world, { domains }): Promise<Fact<readonly string[]>> {
    const [domain] = domains.status === 'known' ? domains.value : []
    if (domain === undefined) return { status: 'absent', evidence: [] }
    const texts = await textRecords(world, domain)
    if (texts.status !== 'known') return texts
    const records = texts.value.filter(isSpfRecord)
    const [record] = records
    // None, or several: receivers take no word of it.
    if (record === undefined || records.length > 1) return { status: 'absent', evidence: texts.evidence }
    const exchangers = await exchangersOf(world, domain)
    const servers =
      exchangers.status === 'known'
        ? exchangers.value.exchangers.flatMap(({ addresses }) =>
            addresses.status === 'known' ? addresses.value : [],
          )
        : []
    const allowed = await Promise.all(
      servers
        .slice(0, addressesLimit)
        .map(async (address) => ((await maySend(world, domain, address)) ? [address] : [])),
    )
    const found = [...new Set([...singleAddresses(record), ...allowed.flat()])]
      .filter(isPublicAddress)
      .slice(0, addressesLimit)
    return found.length === 0
      ? { status: 'absent', evidence: texts.evidence }
      : known(found, ...texts.evidence)
  },
})

async function maySend(world: World, domain: string, address: string): Promise<boolean> {
  const question = { address, domain, sender: `postmaster@${domain}`, helo: domain }
  return (await evaluateSpf(question, spfLookUp(world))).result === 'pass'
}

/** `ip4:192.0.2.1`, `ip6:2001:db8::1`: one machine each, named to send. */
function singleAddresses(record: string): string[] {
  return parseSpfRecord(record).directives.flatMap(({ mechanism, qualifier, term }) => {
    if (!('address' in mechanism) || qualifier !== 'pass') return []
    const whole = mechanism.prefixBits === (mechanism.kind === 'ip4' ? 32 : 128)
    const text = term.replace(/^\+?ip[46]:/i, '').replace(/\/\d+$/, '')
    return whole && parseIpAddress(text) !== undefined ? [text] : []
  })
}
