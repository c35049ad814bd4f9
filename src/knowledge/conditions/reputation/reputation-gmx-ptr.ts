import { providerReply } from '../../provider-reply.ts'

/** GMX and web.de refuse the reverse name: missing, not leading back, or a provider's generic one. */
export const reputationGmxPtr = providerReply({
  id: 'reputation-gmx-ptr',
  topic: 'delivery',
  severity: 'high',
  says: /bad dns ptr resource record/i,
  mistakenFor: [
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: { en: 'the reply speaks of the PTR record', zh: '回复说的是 PTR 记录' },
    },
  ],
  texts: {
    en: {
      title: 'GMX / web.de refuse the reverse name of our address',
      because:
        '{messages} messages wait or were refused: the PTR of the sending address is missing, does not lead back, or looks generic. The reply: {reply}',
      allClear: 'GMX and web.de do not object to our reverse name',
    },
    zh: {
      title: 'GMX / web.de 因反向名称拒收',
      because:
        '{messages} 封邮件在等待或被拒：发信地址的 PTR 缺失、没有指回，或看上去是通用名称。对方回复：{reply}',
      allClear: 'GMX 和 web.de 对我方反向名称没有异议',
    },
  },
  fix: [
    {
      do: {
        en: 'Set a PTR of your own (mail.your-domain), equal to the EHLO name, that leads back to the address',
        zh: '设置自己的 PTR（mail.您的域名），与 EHLO 名称一致并能指回该地址',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://postmaster.gmx.net/en/error-messages'],
})
