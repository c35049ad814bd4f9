import type { World } from '../../access/world.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'

/** All TXT records at the name of MTA-STS (RFC 8461 §3.1), whatever they say. */
export const mtaStsTexts = textsAt('_mta-sts', 'authentication.mta-sts-texts', 'MTA-STS')

/** All TXT records at the name of TLS-RPT (RFC 8460 §3), whatever they say. */
export const tlsReportingTexts = textsAt('_smtp._tls', 'authentication.tls-reporting-texts', 'TLS-RPT')

function textsAt(label: string, id: string, standard: string) {
  return factAbout<string>()({
    id,
    summary: `All TXT records that a domain has where ${standard} looks. Absent: none.`,
    fromOutside: 'same',
    needs: { works: nameResolution },
    collect: (world: World, _facts: unknown, domain: string): Promise<Fact<readonly string[]>> =>
      textRecords(world, `${label}.${domain}`),
  })
}
