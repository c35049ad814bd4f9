import { exchangerTlsa } from '../../../collect/authentication/exchanger-tlsa.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Some MX hosts have TLSA records, others have none: an attacker leads mail to those without. RFC 7672 §2.2.1.
 */
export const daneIncomplete = condition({
  id: 'dane-incomplete',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { hosts: exchangerTlsa },
  detect: ({ hosts }, domain) => {
    if (hosts.status === 'absent') return notApplicable(`${domain} has no MX host`)
    const mine = hosts.value.filter(({ domains }) => domains.includes(domain))
    const unseen = mine.find(({ published }) => published.status === 'unknown')
    const bare = mine.filter(({ published }) => published.status === 'absent')
    const covered = mine.filter(({ published }) => published.status === 'known')
    if (covered.length === 0) return notApplicable(`${domain} does not use DANE`)
    const evidence = covered.flatMap(({ published }) =>
      published.status === 'known' ? published.evidence : [],
    )
    if (bare.length === 0)
      return unseen?.published.status === 'unknown' ? couldNotTell(unseen.published.because) : fine(evidence)
    return problem({
      confidence: 'certain',
      evidence,
      values: { hosts: bare.map(({ host }) => host).join(', ') },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'DANE covers only some of the mail servers of {subject}',
      because:
        '{hosts} have no TLSA record, while other MX hosts of {subject} do. Who wants to read mail only has to keep senders away from those others.',
      allClear: 'DANE covers all mail servers of {subject}, or none',
    },
    zh: {
      title: 'DANE 只覆盖 {subject} 的部分邮件服务器',
      because: '{hosts} 没有 TLSA 记录，而 {subject} 的其他 MX 主机有。想窃听的人只需让发件方连不上后者。',
      allClear: 'DANE 覆盖 {subject} 的所有邮件服务器，或都不使用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: { en: 'Publish TLSA records for {hosts} as well', zh: '也为 {hosts} 发布 TLSA 记录' },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc7672#section-2.2.1'],
})
