import { providerReply } from '../../provider-reply.ts'

/** Gmail slows us down or refuses for volume, complaints or low reputation (4.7.28, 4.7.0). */
export const reputationGmailRate = providerReply({
  id: 'reputation-gmail-rate',
  topic: 'slow',
  severity: 'medium',
  says: /4\.7\.28|unusual rate of (?:unsolicited )?mail|very low reputation of the sending (?:ip address|domain)|likely (?:suspicious|unsolicited)[\s\S]{0,300}gsmtp/i,
  mistakenFor: [
    {
      condition: 'reputation-gmail-unauthenticated',
      toldApartBy: { en: 'the reply speaks of volume or reputation', zh: '回复说的是发送量或信誉' },
    },
  ],
  texts: {
    en: {
      title: 'Gmail slows our mail down or refuses it for its reputation',
      because:
        '{messages} messages were put off or refused: Gmail sees an unusual rate, complaints or a low reputation. The reply: {reply}',
      allClear: 'Gmail does not slow our mail down',
    },
    zh: {
      title: 'Gmail 因信誉对我方邮件限速或拒收',
      because: '{messages} 封邮件被推迟或拒收：Gmail 发现发送量异常、投诉或信誉过低。对方回复：{reply}',
      allClear: 'Gmail 没有对我方邮件限速',
    },
  },
  fix: [
    {
      do: {
        en: 'Look for a stolen account or a newsletter in the log; send less to Gmail for some days; watch https://postmaster.google.com',
        zh: '在日志中查找被盗账号或群发；数日内减少发往 Gmail 的邮件；关注 https://postmaster.google.com',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://support.google.com/mail/answer/81126'],
})
