import { refusedSenderDomains } from '../../../collect/dns/sender-domains.ts'
import { condition, couldNotTell, fine, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * Mail leaves with an envelope sender in a domain that does not exist (cron, web forms, myorigin with an
 * internal name), and receivers refuse it. Named only when a receiver said so and the DNS agrees.
 */
export const identitySenderDomainUnresolvable = condition({
  id: 'identity-sender-domain-unresolvable',
  topic: 'delivery',
  severity: 'medium',
  needs: { refused: refusedSenderDomains },
  detect: ({ refused }) => {
    if (refused.status === 'absent') return fine()
    return refused.value.map(({ domain, exists, replies, queueIds, senders, firstAt }) => {
      if (exists.status === 'unknown') return couldNotTell(exists.because, domain)
      if (exists.status === 'known') return fine(exists.evidence, domain)
      return problem({
        subject: domain,
        confidence: 'certain',
        evidence: [...replies, ...exists.evidence],
        values: { senders: senders.slice(0, 3).join(', ') },
        marks: [`sender-domain:${domain}`, 'reason:sender-invalid', 'parameter:myorigin'],
        since: firstAt,
        impact: { messages: queueIds, users: senders },
      })
    })
  },
  explains: explainsRefusals(['sender-invalid']),
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: { en: 'the name resolution of this host works', zh: '本机的域名解析正常' },
    },
  ],
  texts: {
    en: {
      title: 'Mail leaves with a sender domain that does not exist: {subject}',
      because:
        'Mail from {senders} was refused, because the domain {subject} is not in the DNS. It is usually mail of ' +
        'cron jobs and web pages, sent under the internal name of the server.',
      allClear: 'no sender domain was refused that does not exist',
    },
    zh: {
      title: '发件域名不存在：{subject}',
      because:
        '来自 {senders} 的邮件被拒，因为 DNS 中没有域名 {subject}。通常是 cron 任务或网页程序以服务器内部名称发出的邮件。',
      allClear: '没有因发件域名不存在而被拒的邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Let local mail be sent under a domain that exists',
        zh: '让本机邮件使用真实存在的域名发送',
      },
      command: "postconf -e 'myorigin = example.com' && systemctl reload postfix",
      risk: 'reload',
    },
    {
      do: {
        en: 'Or rewrite such senders on the way out with smtp_generic_maps',
        zh: '或用 smtp_generic_maps 在发出时改写此类发件人',
      },
      risk: 'none',
    },
  ],
  verify: ['postconf myorigin', 'dig +short {subject} MX'],
  references: ['https://www.postfix.org/ADDRESS_REWRITING_README.html#generic'],
})
