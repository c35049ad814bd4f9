import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { mailRouteState } from '../../mail-route-state.ts'

/**
 * No MX record, so mail goes to the address of the domain itself, and a server takes it there. It works; some
 * senders and filters distrust it. RFC 5321 §5.1.
 */
export const dnsMxImplicit = condition({
  id: 'dns-mx-implicit',
  topic: 'configuration',
  severity: 'low',
  subjects: ownDomains,
  needs: { route: mailRoute, dialogues: exchangerDialogues },
  detect: ({ route }, domain) => {
    if (route.status === 'absent') return notApplicable(`${domain} has no mail server in the DNS`)
    const { exchangers } = route.value
    if (exchangers.source === 'mx' || mailRouteState(route.value) !== 'accepted elsewhere')
      return fine(route.evidence)
    return problem({ confidence: 'certain', evidence: route.evidence, marks: [] })
  },
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: {
        en: 'a server takes the mail at the address of the domain',
        zh: '域名自身的地址上有服务器收信',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} takes mail without an MX record',
      because:
        'The DNS has no MX record for {subject}; mail goes to its own address, where a server takes it. Every move of the web site moves the mail with it, and some filters count a sender without MX as suspicious.',
      allClear: '{subject} has an MX record, or takes no mail',
    },
    zh: {
      title: '{subject} 没有 MX 记录也在收信',
      because:
        'DNS 中没有 {subject} 的 MX 记录；邮件发往其自身地址，那里有服务器接收。网站一搬迁，邮件也会跟着走；部分过滤器会怀疑没有 MX 的发件域。',
      allClear: '{subject} 有 MX 记录，或不收信',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: { en: 'Publish an MX record with the name of the server', zh: '发布指向该服务器名称的 MX 记录' },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})
