import { providerReply } from '../../provider-reply.ts'

/** Outlook.com slows an address down that it does not know well yet (451 4.7.650). */
export const reputationMicrosoftRateLimited = providerReply({
  id: 'reputation-microsoft-rate-limited',
  topic: 'slow',
  severity: 'medium',
  says: /temporarily rate limited due to ip reputation|4\.7\.650|\(S775\)/i,
  mistakenFor: [
    {
      condition: 'reputation-microsoft-block-list',
      toldApartBy: { en: 'it is a brake (451), no block', zh: '只是限速（451），不是屏蔽' },
    },
  ],
  texts: {
    en: {
      title: 'Microsoft slows our mail down: {subject}',
      because:
        '{messages} messages wait: Outlook.com accepts little from this address for now, because it does not know it well or had complaints. They are tried again. The reply: {reply}',
      allClear: 'Microsoft does not slow our mail down',
    },
    zh: {
      title: 'Microsoft 对我方邮件限速：{subject}',
      because:
        '{messages} 封邮件在等待：Outlook.com 暂时只接受来自该地址的少量邮件，原因是信誉不足或有投诉。系统会自动重试。对方回复：{reply}',
      allClear: 'Microsoft 没有对我方邮件限速',
    },
  },
  fix: [
    {
      do: {
        en: 'Send less and evenly to Outlook.com for some days; register at SNDS and JMRP and stop what brings complaints',
        zh: '数日内减少并均匀发送到 Outlook.com；登记 SNDS 和 JMRP，并消除投诉来源',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://sendersupport.olc.protection.outlook.com/pm/'],
})
