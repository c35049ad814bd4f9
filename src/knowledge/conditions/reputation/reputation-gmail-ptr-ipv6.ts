import { providerReply } from '../../provider-reply.ts'

/** Gmail refuses the address for its reverse name (5.7.25, or the IPv6 guidelines). A PTR fault seen here explains it. */
export const reputationGmailPtrIpv6 = providerReply({
  id: 'reputation-gmail-ptr-ipv6',
  topic: 'delivery',
  severity: 'high',
  says: /5\.7\.25[\s\S]{0,400}ptr|ipv6 sending guidelines|does not have a (?:550-5\.7\.25 )?ptr record/i,
  mistakenFor: [
    {
      condition: 'reputation-gmail-unauthenticated',
      toldApartBy: { en: 'the reply speaks of the PTR record', zh: '回复说的是 PTR 记录' },
    },
  ],
  texts: {
    en: {
      title: 'Gmail refuses the reverse name of our address',
      because:
        '{messages} messages were refused by Gmail because the sending address has no reverse name, or one that does not lead back to it. The reply: {reply}',
      allClear: 'Gmail does not object to our reverse name',
    },
    zh: {
      title: 'Gmail 因反向名称拒收我方邮件',
      because:
        '{messages} 封邮件被 Gmail 拒收：发信地址没有反向名称，或反向名称没有指回该地址。对方回复：{reply}',
      allClear: 'Gmail 对我方反向名称没有异议',
    },
  },
  fix: [
    {
      do: {
        en: 'Set PTR and A/AAAA so that they lead to each other, for IPv4 and IPv6; or send over IPv4 until then',
        zh: '设置相互对应的 PTR 与 A/AAAA（IPv4 和 IPv6 都要）；在此之前可改用 IPv4 发送',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://support.google.com/mail/answer/81126'],
})
