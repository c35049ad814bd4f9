import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { domainListings } from '../../../collect/reputation/listings.ts'
import { condition, fine, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'
import { listedAs, notListed } from '../../listing-verdicts.ts'

/** A domain of this host is on a block list of domains: mail that names it, in a link or as sender, is refused. */
export const reputationDomainListed = condition({
  id: 'reputation-domain-listed',
  topic: 'reputation',
  severity: 'high',
  subjects: ownDomains,
  needs: { listings: domainListings },
  detect: ({ listings }, domain) => {
    if (listings.status === 'absent') return fine()
    const listed = listedAs(listings.value, 'domain')
    if (listed === undefined) return notListed(listings.value)
    return problem({
      confidence: 'certain',
      evidence: listed.evidence,
      values: { lists: listed.text, removal: listed.lists[0]?.removal ?? '' },
      marks: [
        `sender-domain:${domain}`,
        'reason:domain-blocklisted',
        ...listed.lists.map(({ zone }) => `list:${zone}`),
      ],
    })
  },
  explains: explainsRefusals(['domain-blocklisted']),
  mistakenFor: [
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: { en: 'the domain is listed, not the address', zh: '被列入的是域名，而不是地址' },
    },
  ],
  texts: {
    en: {
      title: 'The domain {subject} is on a block list: {lists}',
      because:
        '{subject} is listed by {lists}. Mail that has it as sender or in a link is refused or sorted as spam, ' +
        'whichever server sends it. Often a web site of the domain was broken into.',
      allClear: '{subject} is on none of the domain block lists that answered',
    },
    zh: {
      title: '域名 {subject} 在黑名单上：{lists}',
      because:
        '{subject} 被 {lists} 列入。无论由哪台服务器发送，以它为发件域或含有其链接的邮件都会被拒收或判为垃圾邮件。常见原因是该域名的网站被入侵。',
      allClear: '{subject} 不在任何有应答的域名黑名单上',
    },
  },
  fix: [
    {
      do: {
        en: 'Look for what is abused (web site, short links, forms) and clean it, then ask for removal at {removal}',
        zh: '查找并清理被滥用之处（网站、短链接、表单），然后在 {removal} 申请移除',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject}.dbl.spamhaus.org A'],
  references: ['https://www.spamhaus.org/dbl/'],
})
