import { known } from '../../access/answer.ts'
import { type Fact, factAbout } from '../fact.ts'
import { dnssecValidation } from './dnssec/validate.ts'
import { lookUp } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

/**
 * `secure`: signed, and the resolver says that it holds · `insecure`: not signed · `bogus`: a validating
 * resolver refuses it, and gives the data when it is told not to check.
 */
export type Validation = 'secure' | 'insecure' | 'bogus'

export const validation = factAbout<string>()({
  id: 'dns.validation',
  summary: 'Whether a domain’s DNSSEC holds for a validating resolver, or else by our own validation.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  optional: { verified: dnssecValidation },
  async collect(world, { verified }, domain): Promise<Fact<Validation>> {
    const checked = await lookUp(world, { name: domain, type: 'MX' })
    if (checked.status === 'known' && checked.value.authenticated) return known('secure', ...checked.evidence)
    if (checked.status === 'unknown') {
      if (checked.because.code !== 'servfail') return checked
      const unchecked = await lookUp(world, { name: domain, type: 'MX', checkingDisabled: true })
      if (unchecked.status === 'unknown') return checked
      const refused = { kind: 'dns', where: `${domain} MX`, text: checked.because.text, at: '' } as const
      const [answered] = unchecked.evidence
      return known('bogus', { ...refused, at: answered?.at ?? '' }, ...unchecked.evidence)
    }
    const delegation = await lookUp(world, { name: domain, type: 'DS' })
    if (delegation.status === 'unknown') return delegation
    if (delegation.status === 'known' && delegation.value.authenticated)
      return known('secure', ...delegation.evidence)
    // A resolver that does not validate, or a name inside a zone: our own eyes. What they find broken is
    // `dns.dnssec-validation`'s to say.
    if (verified.status === 'known' && verified.value.verdict !== 'bogus')
      return known(verified.value.verdict, ...verified.evidence)
    if (delegation.status === 'absent') return known('insecure', ...delegation.evidence)
    return {
      status: 'unknown',
      because: {
        code: 'refused',
        text: `${domain} is signed, and the resolver of this host does not say whether the signature holds`,
        remedy: 'use a resolver that validates (Unbound on this host), or ask dnsviz.net',
      },
    }
  },
})
