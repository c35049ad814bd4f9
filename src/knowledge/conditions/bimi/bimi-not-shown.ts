import { type Bimi, bimi } from '../../../collect/authentication/bimi.ts'
import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/** The group’s advice for the file. */
const largestLogo = 32 << 10

/**
 * A BIMI record is published, and no mail program will show the logo: the record, the file or DMARC is not as it
 * must be.
 */
export const bimiNotShown = condition({
  id: 'bimi-not-shown',
  topic: 'configuration',
  severity: 'info',
  subjects: ownDomains,
  needs: { published: bimi, dmarc: dmarcPublished },
  detect: ({ published, dmarc }, domain) => {
    if (published.status === 'absent') return notApplicable(`${domain} does not use BIMI`)
    const { texts, logoUrl, logo } = published.value
    // An empty l= says that the domain wants no logo.
    if (logoUrl === '' && texts.length === 1) return fine(published.evidence)
    const record = dmarc.status === 'known' ? dmarc.value.record : undefined
    const enforced =
      record !== undefined && record.policy !== 'none' && record.subdomainPolicy !== 'none' && !record.testing
    const faults = [
      ...(texts.length > 1 ? [`${texts.length} records, one is allowed`] : []),
      ...(enforced ? [] : ['DMARC is not enforced']),
      ...(logoUrl.startsWith('https://') ? logoFaults(logo) : ['l= is no https address']),
    ]
    if (faults.length === 0 && logo?.status === 'unknown') return couldNotTell(logo.because)
    if (faults.length === 0) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.value.evidence,
      values: { faults: faults.join('; ') },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'The BIMI logo of {subject} is not shown',
      because:
        '{subject} publishes a logo for mail programs (BIMI), but: {faults}. Gmail, Apple and Yahoo show nothing then.',
      allClear: 'the BIMI record of {subject} is as it must be',
    },
    zh: {
      title: '{subject} 的 BIMI 标志不会显示',
      because:
        '{subject} 发布了供邮件程序显示的标志（BIMI），但：{faults}。Gmail、Apple 和 Yahoo 因此不会显示。',
      allClear: '{subject} 的 BIMI 记录正确',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Correct what is named: one record at default._bimi.{subject}, an SVG Tiny PS file over https, DMARC with p=quarantine or p=reject',
        zh: '更正上述问题：default._bimi.{subject} 处一条记录、通过 https 提供 SVG Tiny PS 文件、DMARC 为 p=quarantine 或 p=reject',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short default._bimi.{subject} TXT'],
  references: ['https://bimigroup.org/implementation-guide/'],
})

/** SVG Tiny Portable/Secure 1.2, without scripts, references and absolute sizes. */
function logoFaults(logo: Bimi['logo']): string[] {
  if (logo?.status !== 'known') return []
  const { statusCode, body } = logo.value
  if (statusCode !== 200) return [`the logo answers HTTP ${statusCode}`]
  const start = /<svg\b[^>]{0,2000}>/i.exec(body)?.[0]
  if (start === undefined) return ['the logo is no SVG']
  return [
    ...(/baseProfile\s*=\s*["']tiny-ps["']/.test(start)
      ? []
      : ['the logo is not SVG Tiny PS (baseProfile="tiny-ps")']),
    ...(/\s[xy]\s*=\s*["']/.test(start) ? ['the svg element has x or y'] : []),
    ...(/<script\b/i.test(body) ? ['the logo has a script in it'] : []),
    ...(/<title\b/i.test(body) ? [] : ['the logo has no title']),
    ...(Buffer.byteLength(body) > largestLogo ? ['the logo is larger than 32 KiB'] : []),
  ]
}
