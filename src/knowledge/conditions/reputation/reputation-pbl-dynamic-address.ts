import { reversedText } from '../../../collect/dns/ip-address.ts'
import { visibleAddresses } from '../../../collect/dns/visible-addresses.ts'
import { addressListings } from '../../../collect/reputation/listings.ts'
import { condition, fine, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'
import { listedAs, notListed } from '../../listing-verdicts.ts'

/** The provider declares that no mail is to come straight from this address (Spamhaus PBL). No spam is meant. */
export const reputationPblDynamicAddress = condition({
  id: 'reputation-pbl-dynamic-address',
  topic: 'reputation',
  severity: 'high',
  subjects: visibleAddresses,
  needs: { listings: addressListings },
  detect: ({ listings }, address) => {
    if (listings.status === 'absent') return fine()
    const listed = listedAs(listings.value, 'policy')
    if (listed === undefined) return notListed(listings.value)
    return problem({
      confidence: 'certain',
      evidence: listed.evidence,
      values: { lists: listed.text, reversed: reversedText(address) },
      marks: [`address:${address}`, 'reason:dynamic-ip', ...listed.lists.map(({ zone }) => `list:${zone}`)],
    })
  },
  explains: explainsRefusals(['dynamic-ip', 'ip-blocklisted']),
  mistakenFor: [
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: {
        en: 'the code means a policy of the provider, no spam',
        zh: '返回码表示提供商的政策，与垃圾邮件无关',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} is in a range that must not send mail directly: {lists}',
      because:
        'Mail leaves from {subject}. Its provider, or Spamhaus, declares that no mail is to come straight from ' +
        'there ({lists}), as for home lines and fresh virtual servers. Many receivers refuse it.',
      allClear: '{subject} is in no range that must not send mail',
    },
    zh: {
      title: '{subject} 属于不应直接发信的地址段：{lists}',
      because:
        '邮件从 {subject} 发出。其提供商或 Spamhaus 声明该地址段不应直接发送邮件（{lists}），常见于家庭宽带和新开的虚拟服务器。许多收件方会拒收。',
      allClear: '{subject} 不属于禁止直接发信的地址段',
    },
  },
  fix: [
    {
      do: {
        en: 'Where the address is fixed and has its own reverse name: remove it yourself at https://check.spamhaus.org/',
        zh: '如果地址固定且有自己的反向名称：在 https://check.spamhaus.org/ 自助移除',
      },
      risk: 'none',
    },
    {
      do: { en: 'Else send through the relay host of your provider', zh: '否则通过提供商的中继服务器发送' },
      command: "postconf -e 'relayhost = [smtp.provider.example]:587' && systemctl reload postfix",
      risk: 'reload',
    },
  ],
  verify: ['dig +short {reversed}.zen.spamhaus.org A'],
  references: ['https://www.spamhaus.org/faqs/policy-blocklist-pbl/'],
})
