import { startOfAuthority } from '../../../collect/dns/start-of-authority.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const shortestExpire = (7 * 86_400) / 2
const longestDenial = 86_400

/**
 * Numbers of the SOA record that hurt: a copy that expires within days, denials that are kept for days, no mail
 * address. RFC 1912 §2.2, RIPE-203.
 */
export const dnsSoaUnusual = condition({
  id: 'dns-soa-unusual',
  topic: 'configuration',
  severity: 'info',
  subjects: ownDomains,
  needs: { soa: startOfAuthority },
  detect: ({ soa }, domain) => {
    if (soa.status === 'absent') return notApplicable(`${domain} has no zone`)
    const { zone, responsible, refresh, retry, expire, minimum } = soa.value
    const faults = [
      ...(expire < shortestExpire
        ? [
            [
              `expire ${expire} s: copies end after ${Math.round(expire / 3_600)} h without the primary`,
              `expire ${expire} 秒：主服务器失联后副本很快失效`,
            ],
          ]
        : []),
      ...(expire <= refresh + retry
        ? [[`expire ${expire} s is not above refresh + retry`, `expire ${expire} 秒不大于 refresh + retry`]]
        : []),
      ...(minimum > longestDenial
        ? [
            [
              `minimum ${minimum} s: "no such name" is kept that long`,
              `minimum ${minimum} 秒：“名称不存在”会缓存这么久`,
            ],
          ]
        : []),
      ...(/@/.test(responsible) || !responsible.includes('.')
        ? [
            [
              `"${responsible}" is no mail address in the form of the DNS`,
              `“${responsible}”不是 DNS 形式的邮件地址`,
            ],
          ]
        : []),
    ]
    if (faults.length === 0) return fine(soa.evidence)
    return problem({
      confidence: 'certain',
      evidence: soa.evidence,
      values: {
        zone,
        faults: faults.map(([en]) => en).join('; '),
        faultsZh: faults.map(([, zh]) => zh).join('；'),
      },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'The SOA record of {zone} has unusual values',
      because: 'In the SOA record of {zone}: {faults}.',
      allClear: 'the SOA record of {subject} is as usual',
    },
    zh: {
      title: '{zone} 的 SOA 记录取值异常',
      because: '{zone} 的 SOA 记录：{faultsZh}。',
      allClear: '{subject} 的 SOA 记录正常',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Set refresh 14400, retry 3600, expire 1209600, minimum 3600, and a mail address that somebody reads',
        zh: '设置 refresh 14400、retry 3600、expire 1209600、minimum 3600，以及有人查看的邮件地址',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {zone} SOA'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc1912#section-2.2',
    'https://www.ripe.net/publications/docs/ripe-203/',
  ],
})
