import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { addressClasses } from '../../../collect/postfix/address-classes.ts'
import { condition, fine, problem } from '../../condition.ts'

/** A domain of this host declares "MX 0 .": it takes no mail (RFC 7505). Often left over from parking. */
export const dnsNullMx = condition({
  id: 'dns-null-mx',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  // Only where a server is set up to take its mail, which a host shows: else the domain means it.
  needs: { exchangers: mailExchangers, here: addressClasses },
  detect: ({ exchangers }, domain) => {
    if (exchangers.status === 'absent' || !exchangers.value.nullMx) return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      evidence: exchangers.evidence,
      marks: [`domain:${domain}`, 'reason:domain-no-mail'],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: { en: 'there is a record: "0 ."', zh: '记录存在，内容为“0 .”' },
    },
  ],
  texts: {
    en: {
      title: '{subject} tells the world that it takes no mail (null MX)',
      because:
        'The MX record of {subject} is "0 .", which means that the domain takes no mail at all. Senders return ' +
        'every message at once, although this server is set up to take it.',
      allClear: '{subject} has no null MX',
    },
    zh: {
      title: '{subject} 对外声明不接收邮件（null MX）',
      because:
        '{subject} 的 MX 记录是“0 .”，表示该域名不接收任何邮件。虽然本服务器已配置为接收，发件方仍会立即退信。',
      allClear: '{subject} 没有 null MX',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Replace the record by an MX with the name of this server; where the domain is to take no mail, remove it from this server instead',
        zh: '把该记录换成指向本服务器名称的 MX；如果该域名确实不收信，则从本服务器配置中移除它',
      },
      command: 'postconf myhostname',
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc7505'],
})
