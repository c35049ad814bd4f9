import { type Answer, type Evidence, known } from '../../access/answer.ts'
import type { HttpSeen } from '../../access/net/net.ts'
import { textRecords } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'

/** BIMI: the logo that mail programs may show beside a domain’s mail. */
export interface Bimi {
  readonly texts: readonly string[]
  /** `l=`; empty: the domain declines. */
  readonly logoUrl: string
  /** `a=`: evidence document (VMC, CMC), if there is one. */
  readonly evidenceUrl: string
  /** Undefined where there is no URL. */
  readonly logo: Answer<HttpSeen> | undefined
  readonly evidence: readonly Evidence[]
}

export const bimi = factAbout<string>()({
  id: 'authentication.bimi',
  summary: 'BIMI record of a domain at its default selector, with the logo. Absent: none.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<Bimi>> {
    const answer = await textRecords(world, `default._bimi.${domain}`)
    if (answer.status !== 'known') return answer
    const texts = answer.value.filter((text) => /^\s*v\s*=\s*BIMI1\b/i.test(text))
    const [text] = texts
    if (text === undefined) return { status: 'absent', evidence: answer.evidence }
    const [logoUrl, evidenceUrl] = ['l', 'a'].map((tag) => tagOf(text, tag))
    const logo = logoUrl?.startsWith('https://') ? await world.net.fetch(logoUrl) : undefined
    const evidence = [...answer.evidence, ...(logo?.status === 'known' ? logo.evidence : [])]
    return known(
      { texts, logoUrl: logoUrl ?? '', evidenceUrl: evidenceUrl ?? '', logo, evidence },
      ...evidence,
    )
  },
})

function tagOf(text: string, tag: string): string {
  const parts = text.split(';').map((part) => part.trim())
  const found = parts.find((part) => part.toLowerCase().startsWith(`${tag}=`))
  return found === undefined ? '' : found.slice(tag.length + 1).trim()
}
