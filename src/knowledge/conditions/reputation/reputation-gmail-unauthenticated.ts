import { providerReply } from '../../provider-reply.ts'

/** Gmail refuses mail of ours because neither SPF nor DKIM passes (5.7.26). A fault of SPF or DKIM seen here explains it. */
export const reputationGmailUnauthenticated = providerReply({
  id: 'reputation-gmail-unauthenticated',
  topic: 'delivery',
  severity: 'high',
  says: /5\.7\.26|gmail requires all senders to authenticate/i,
  unless: /dmarc policy/i,
  ownSendersOnly: true,
  mistakenFor: [
    {
      condition: 'reputation-gmail-rate',
      toldApartBy: {
        en: 'the reply speaks of authentication, not of volume',
        zh: '回复说的是身份认证，而不是发送量',
      },
    },
  ],
  texts: {
    en: {
      title: 'Gmail refuses our mail as unauthenticated',
      because: '{messages} messages were refused: neither SPF nor DKIM passed at Gmail. The reply: {reply}',
      allClear: 'Gmail does not refuse our mail as unauthenticated',
    },
    zh: {
      title: 'Gmail 以未经认证为由拒收我方邮件',
      because: '{messages} 封邮件被拒：在 Gmail 处 SPF 和 DKIM 都未通过。对方回复：{reply}',
      allClear: 'Gmail 没有以未经认证为由拒收',
    },
  },
  fix: [
    {
      do: {
        en: 'Let the SPF record allow the sending address, and sign with DKIM; then send again',
        zh: '让 SPF 记录允许发信地址并启用 DKIM 签名，然后重新发送',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://support.google.com/mail/answer/81126'],
})
