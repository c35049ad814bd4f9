import { type MailExchangers, mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * "MX 0 ." says that the domain takes no mail, and other MX records say that it does. RFC 7505 §3.
 */
export const dnsMxNullBesideOthers = condition({
  id: 'dns-mx-null-beside-others',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers },
  detect: ({ exchangers }, domain) => {
    if (exchangers.status === 'absent' || exchangers.value.source === 'address')
      return notApplicable(`${domain} has no MX`)
    if (!isMixed(exchangers.value)) return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      evidence: exchangers.evidence,
      marks: [`domain:${domain}`, 'reason:domain-no-mail'],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-null-mx',
      toldApartBy: { en: 'there are other MX records as well', zh: '同时存在其他 MX 记录' },
    },
  ],
  texts: {
    en: {
      title: '{subject} has a null MX beside other MX records',
      because:
        'One MX record of {subject} is "0 .", which says that the domain takes no mail; others name servers. Senders that meet the first return every message at once.',
      allClear: '{subject} has no null MX beside others',
    },
    zh: {
      title: '{subject} 的 null MX 与其他 MX 记录并存',
      because:
        '{subject} 的一条 MX 记录是“0 .”，表示不接收邮件；其他记录却指向服务器。遇到前者的发件方会立即退信。',
      allClear: '{subject} 没有与其他记录并存的 null MX',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Delete the record "0 ." where {subject} is to take mail, all others where it is not',
        zh: '如果 {subject} 要收信，删除“0 .”记录；否则删除其他 MX 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc7505#section-3'],
})

function isMixed({ nullMx, exchangers, hasNullRecord }: MailExchangers): boolean {
  return hasNullRecord && !nullMx && exchangers.length > 0
}
