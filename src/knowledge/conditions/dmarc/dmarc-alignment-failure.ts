import { providerReply } from '../../provider-reply.ts'

/**
 * Receivers refuse our mail by the sender domain's own DMARC policy: neither SPF nor DKIM passes for the
 * domain in From. RFC 9989 §4.4. Where a fault of SPF or DKIM is seen here, that one explains it.
 */
export const dmarcAlignmentFailure = providerReply({
  id: 'dmarc-alignment-failure',
  topic: 'delivery',
  severity: 'high',
  says: /due to (?:the )?domain's dmarc|domain's dmarc policy|dmarc policy of|does not pass dmarc|dmarc (?:verification|check|evaluation)? ?fail|isn't aligned with either|5\.7\.509|4\.7\.32|5\.7\.32/i,
  ownSendersOnly: true,
  mistakenFor: [
    {
      condition: 'spf-sending-ip-not-listed',
      toldApartBy: {
        en: 'the SPF record allows the addresses that mail leaves from',
        zh: 'SPF 记录允许本机的发信地址',
      },
    },
    {
      condition: 'dkim-key-mismatch',
      toldApartBy: {
        en: 'the published DKIM key is the one that signs',
        zh: '已发布的 DKIM 密钥与签名密钥一致',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} refuses our mail by our own DMARC policy',
      because:
        '{messages} messages were refused because they did not pass DMARC: neither SPF nor DKIM passed for the ' +
        'domain in From. The reply: {reply}',
      allClear: 'no receiver refuses our mail by DMARC',
    },
    zh: {
      title: '{subject} 依据我方 DMARC 策略拒收邮件',
      because:
        '{messages} 封邮件因未通过 DMARC 被拒：From 域名的 SPF 和 DKIM 均未通过对齐。对方回复：{reply}',
      allClear: '没有收件方因 DMARC 拒收我方邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Look at the headers of such a mail: sign with DKIM for the domain in From (d= equal to it), and let the envelope sender be of that domain',
        zh: '检查此类邮件的标头：用 From 域名做 DKIM 签名（d= 与之一致），并使信封发件人属于该域名',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'While you mend it, the policy can be lowered to p=none for some days',
        zh: '修复期间可暂时把策略降为 p=none',
      },
      risk: 'none',
    },
  ],
  verify: ['grep -i dmarc /var/log/mail.log | tail -5'],
  references: ['https://www.rfc-editor.org/rfc/rfc9989', 'https://support.google.com/mail/answer/81126'],
})
