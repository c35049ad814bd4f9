import { dnssecChain } from '../../../collect/dns/dnssec-chain.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** RFC 8624 §3.1: not to be used for signing, validation at most optional. */
const weakAlgorithms = new Map([
  [1, 'RSA/MD5'],
  [3, 'DSA'],
  [5, 'RSA/SHA-1'],
  [6, 'DSA'],
  [7, 'RSA/SHA-1'],
])

/**
 * Signed with an algorithm or digest that validators no longer trust (SHA-1, MD5, DSA): they treat the zone
 * as not signed, so DANE is void. RFC 8624 §3.
 */
export const dnsDnssecWeak = condition({
  id: 'dns-dnssec-weak',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { chain: dnssecChain },
  detect: ({ chain }, domain) => {
    if (chain.status === 'absent') return notApplicable(`${domain} is not signed`)
    const { zone, signers } = chain.value
    const old = signers.filter(
      ({ algorithm, digestType }) => weakAlgorithms.has(algorithm) || digestType === 1,
    )
    // SHA-1 beside SHA-256 of the same key is ignored by all (RFC 4509 §3).
    if (signers.length === 0 || old.length < signers.length) return fine(chain.evidence)
    const names = old.map(
      ({ algorithm, digestType }) =>
        weakAlgorithms.get(algorithm) ?? (digestType === 1 ? 'SHA-1 digest' : ''),
    )
    return problem({
      confidence: 'certain',
      evidence: chain.evidence,
      values: { zone, algorithms: [...new Set(names)].join(', ') },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-dnssec-bogus',
      toldApartBy: { en: 'the chain holds; it is its algorithm that is old', zh: '信任链完整，只是算法过时' },
    },
  ],
  texts: {
    en: {
      title: '{zone} is signed with {algorithms}, which is no longer trusted',
      because:
        'The DS records of {zone} lead to {algorithms} only. Validators of today treat such a zone as one without signatures: DANE of its mail servers is void, and nobody notices forged answers.',
      allClear: '{subject} is signed with an algorithm that is trusted, if at all',
    },
    zh: {
      title: '{zone} 使用不再受信任的 {algorithms} 签名',
      because:
        '{zone} 的 DS 记录只指向 {algorithms}。如今的验证方把这样的区域当作未签名：其邮件服务器的 DANE 失效，伪造的应答也无人察觉。',
      allClear: '{subject} 若有签名，使用的是受信任的算法',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Roll over to algorithm 13 (ECDSA P-256) with a SHA-256 DS record',
        zh: '切换到算法 13（ECDSA P-256），并使用 SHA-256 的 DS 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} DS'],
  references: ['https://www.rfc-editor.org/rfc/rfc8624#section-3'],
})
