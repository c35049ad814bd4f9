import { exchangerTlsa } from '../../../collect/authentication/exchanger-tlsa.ts'
import { validation } from '../../../collect/dns/validation.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Domain and mail host are signed with DNSSEC, and there are no TLSA records: the protection is one record away.
 */
export const daneNotUsed = condition({
  id: 'dane-not-used',
  topic: 'security',
  severity: 'info',
  subjects: ownDomains,
  needs: { hosts: exchangerTlsa, state: validation },
  detect: ({ hosts, state }, domain) => {
    if (hosts.status === 'absent') return notApplicable(`${domain} has no MX host`)
    if (state.status === 'absent' || state.value !== 'secure') return notApplicable(`${domain} is not signed`)
    const mine = hosts.value.filter(({ domains }) => domains.includes(domain))
    const bare = mine.filter(
      ({ published, signed }) => published.status === 'absent' && signed.status === 'known' && signed.value,
    )
    if (bare.length === 0 || bare.length < mine.length) return fine(state.evidence)
    return problem({
      confidence: 'certain',
      evidence: state.evidence,
      values: { hosts: bare.map(({ host }) => host).join(', ') },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: '{subject} is signed, and does not use DANE',
      because:
        '{subject} and its mail servers ({hosts}) are signed with DNSSEC, yet have no TLSA records. With them, senders (Microsoft, Comcast, GMX and many more) verify the encryption of mail to you.',
      allClear: '{subject} uses DANE, or is not signed',
    },
    zh: {
      title: '{subject} 已签名，但没有使用 DANE',
      because:
        '{subject} 及其邮件服务器（{hosts}）都有 DNSSEC 签名，却没有 TLSA 记录。有了它们，发件方（Microsoft、Comcast、GMX 等）会验证发给你的邮件的加密。',
      allClear: '{subject} 使用 DANE，或未签名',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish for each host: _25._tcp.HOST TLSA 3 1 1 and the SHA-256 of its public key',
        zh: '为每台主机发布：_25._tcp.HOST TLSA 3 1 1 加公钥的 SHA-256',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc7672'],
})
