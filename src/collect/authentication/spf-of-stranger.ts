import { known } from '../../access/answer.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { evaluateSpf } from './spf/evaluate.ts'
import type { SpfEvaluation } from './spf/outcome.ts'
import { spfLookUp } from './spf-lookups.ts'

/** TEST-NET-1 (RFC 5737): nobody sends from there, so a receiver goes through the whole record. */
const strangersAddress = '192.0.2.255'

export const spfOfStranger = factAbout<string>()({
  id: 'authentication.spf-of-stranger',
  summary: 'SPF result of a domain for an address that nobody sends from: the whole record is evaluated.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<SpfEvaluation>> {
    const question = { address: strangersAddress, domain, sender: `postmaster@${domain}`, helo: domain }
    return known(await evaluateSpf(question, spfLookUp(world)))
  },
})
