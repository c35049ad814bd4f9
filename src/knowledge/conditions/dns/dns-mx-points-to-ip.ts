import { parseIpAddress } from '../../../collect/dns/ip-address.ts'
import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'
import { mxTakesSpfAlong } from '../../effect-marks.ts'

/** An address was typed where a name belongs: the DNS sees a name made of digits. RFC 5321 §5.1. */
export const dnsMxPointsToIp = condition({
  id: 'dns-mx-points-to-ip',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers },
  detect: ({ exchangers }, domain) => {
    if (exchangers.status === 'absent') return fine(exchangers.evidence)
    const numeric = exchangers.value.exchangers.filter(({ host }) => parseIpAddress(host) !== undefined)
    const [first] = numeric
    if (first === undefined || exchangers.value.source === 'address') return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      evidence: exchangers.evidence,
      values: { target: first.host },
      marks: [`domain:${domain}`],
    })
  },
  explains: [mxTakesSpfAlong],
  mistakenFor: [
    { condition: 'dns-mx-missing', toldApartBy: { en: 'an MX record exists', zh: 'MX 记录存在' } },
  ],
  texts: {
    en: {
      title: 'The MX of {subject} holds an address instead of a name: {target}',
      because:
        'An MX record must name a host. {target} stands there as if it were a name, which does not exist; some ' +
        'senders deliver all the same, others bounce the mail.',
      allClear: 'the MX of {subject} holds names',
    },
    zh: {
      title: '{subject} 的 MX 写成了地址而不是名称：{target}',
      because:
        'MX 记录必须写主机名。{target} 被当作名称，而这个名称并不存在；有的发件方仍会投递，有的会退信。',
      allClear: '{subject} 的 MX 写的是名称',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Give {target} a name (an A record, such as mail.{subject}) and put that name into the MX record',
        zh: '为 {target} 建一个名称（A 记录，例如 mail.{subject}），并把该名称写入 MX 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})
