import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Microsoft 365 proves ownership of a domain by an MX that is never used. */
const verificationOnly = /\.msv1\.invalid$/

/**
 * One of several MX names has no address: senders that try it first lose time, and it is no reserve.
 * Where none has one: dns-mx-missing.
 */
export const dnsMxHostWithoutAddress = condition({
  id: 'dns-mx-host-without-address',
  topic: 'delivery',
  severity: 'medium',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers },
  detect: ({ exchangers }, domain) => {
    if (exchangers.status === 'absent') return notApplicable(`${domain} has no mail server in the DNS`)
    const all = exchangers.value.exchangers
    const empty = all.filter(
      ({ addresses, host }) => addresses.status === 'absent' && !verificationOnly.test(host),
    )
    if (empty.length === 0 || empty.length === all.length) return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      evidence: [
        ...exchangers.evidence,
        ...empty.flatMap(({ addresses }) => (addresses.status === 'absent' ? addresses.evidence : [])),
      ],
      values: { hosts: empty.map(({ host }) => host).join(', ') },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: { en: 'other MX names have addresses', zh: '其他 MX 名称有地址' },
    },
  ],
  texts: {
    en: {
      title: 'MX names of {subject} have no address: {hosts}',
      because:
        'The MX records of {subject} name {hosts}, for which the DNS has neither A nor AAAA. Senders that choose it waste an attempt; as a reserve it is worth nothing, and some senders refuse such a domain.',
      allClear: 'all MX names of {subject} have addresses',
    },
    zh: {
      title: '{subject} 的 MX 名称没有地址：{hosts}',
      because:
        '{subject} 的 MX 记录指向 {hosts}，而 DNS 中它没有 A 也没有 AAAA。选中它的发件方会浪费一次尝试；作为备用毫无作用，部分发件方还会拒绝这样的域名。',
      allClear: '{subject} 的所有 MX 名称都有地址',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Give each of these names its address, or delete the MX record',
        zh: '为这些名称写上地址，或删除相应的 MX 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})
