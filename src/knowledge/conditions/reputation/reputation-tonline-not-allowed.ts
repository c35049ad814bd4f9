import { providerReply } from '../../provider-reply.ts'

/** Deutsche Telekom (t-online.de) takes mail only from addresses that it knows: it refuses at connect. */
export const reputationTonlineNotAllowed = providerReply({
  id: 'reputation-tonline-not-allowed',
  severity: 'medium',
  says: /IP=[0-9a-f.:]{3,45} - |tosa@rx\.t-online\.de/i,
  mistakenFor: [
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: { en: 'no public block list names the address', zh: '没有公共黑名单列出该地址' },
    },
  ],
  texts: {
    en: {
      title: 't-online.de does not take mail from our address yet',
      because:
        '{messages} messages wait or were refused: t-online.de takes mail only from servers that it has been told of, with a reverse name of their own and an imprint. The reply: {reply}',
      allClear: 't-online.de takes our mail',
    },
    zh: {
      title: 't-online.de 尚未允许我方地址',
      because:
        '{messages} 封邮件在等待或被拒：t-online.de 只接受已登记的服务器，要求有自己的反向名称和网站联系信息。对方回复：{reply}',
      allClear: 't-online.de 接受我方邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'See that the reverse name is your own and that its web page names who runs it, then write to tosa@rx.t-online.de with the address',
        zh: '确认反向名称属于自己且其网页写明运营者，然后把地址发给 tosa@rx.t-online.de',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://postmaster.t-online.de'],
})
