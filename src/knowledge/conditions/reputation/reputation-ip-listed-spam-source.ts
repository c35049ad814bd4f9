import { reversedText } from '../../../collect/dns/ip-address.ts'
import { visibleAddresses } from '../../../collect/dns/visible-addresses.ts'
import { addressListings } from '../../../collect/reputation/listings.ts'
import { condition, fine, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'
import { listedAs, notListed } from '../../listing-verdicts.ts'

/**
 * An address that mail leaves from is on a list of spam sources: a large part of all receivers refuses
 * it. Something here sent spam, or the address had another owner before. The list's test entries were
 * asked first; a list that refuses this resolver is not believed.
 */
export const reputationIpListedSpamSource = condition({
  id: 'reputation-ip-listed-spam-source',
  topic: 'reputation',
  severity: 'critical',
  subjects: visibleAddresses,
  needs: { listings: addressListings },
  detect: ({ listings }, address) => {
    if (listings.status === 'absent') return fine()
    const listed = listedAs(listings.value, 'spam source')
    if (listed === undefined) return notListed(listings.value)
    const [first] = listed.lists
    const weighty = listed.lists.length > 1 || listed.lists.some(({ weight }) => weight === 'heavy')
    return problem({
      confidence: 'certain',
      severity: weighty ? 'critical' : 'medium',
      evidence: listed.evidence,
      values: {
        lists: listed.text,
        zone: first?.zone ?? '',
        reversed: reversedText(address),
        removal: first?.removal ?? '',
      },
      marks: [
        `address:${address}`,
        'reason:ip-blocklisted',
        ...listed.lists.map(({ zone }) => `list:${zone}`),
      ],
    })
  },
  explains: explainsRefusals(['ip-blocklisted', 'poor-reputation', 'spam-content']),
  mistakenFor: [
    {
      condition: 'reputation-pbl-dynamic-address',
      toldApartBy: {
        en: 'the code of the answer means spam, not a dial-up range',
        zh: '返回码表示垃圾邮件来源，而不是动态地址段',
      },
    },
    {
      condition: 'dns-ptr-missing',
      toldApartBy: { en: 'the address has a reverse name', zh: '该地址有反向名称' },
    },
  ],
  texts: {
    en: {
      title: '{subject} is on a block list: {lists}',
      because:
        'Mail leaves from {subject}, which is listed as a source of spam by {lists}. Receivers that use the list ' +
        'refuse every mail. Usually a password was stolen, a web form is abused, or the server relays for strangers.',
      allClear: '{subject} is on none of the block lists that answered',
    },
    zh: {
      title: '{subject} 在黑名单上：{lists}',
      because:
        '邮件从 {subject} 发出，而该地址被 {lists} 列为垃圾邮件来源。使用该名单的收件方会拒收所有邮件。常见原因是密码被盗、网页表单被滥用或服务器为陌生人转发。',
      allClear: '{subject} 不在任何有应答的黑名单上',
    },
  },
  fix: [
    {
      do: {
        en: 'Find and stop the source first: who sent the most mail lately, by log-in and by client',
        zh: '首先找出并停止来源：最近谁发送得最多（按登录名和客户端统计）',
      },
      command:
        "grep -oE 'sasl_username=[^, ]+' /var/log/mail.log | sort | uniq -c | sort -rn | head; postqueue -p | tail -1",
      risk: 'none',
    },
    {
      do: {
        en: 'When it has stopped, ask for removal at {removal}; removal without that lasts hours',
        zh: '停止之后在 {removal} 申请移除；否则移除只能维持几小时',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {reversed}.{zone} A'],
  references: ['https://www.spamhaus.org/faqs/', 'https://www.rfc-editor.org/rfc/rfc5782'],
})
