import { providerReply } from '../../provider-reply.ts'

/** Outlook.com refuses the address or its neighbourhood by Microsoft's own list (S3140, S3150). Fresh VPS ranges mostly. */
export const reputationMicrosoftBlockList = providerReply({
  id: 'reputation-microsoft-block-list',
  severity: 'high',
  says: /\(S31[45]0\)|part of their network is on our block list/i,
  mistakenFor: [
    {
      condition: 'reputation-microsoft-rate-limited',
      toldApartBy: {
        en: 'the refusal is permanent (550), not a brake',
        zh: '拒收是永久性的（550），而不是限速',
      },
    },
  ],
  texts: {
    en: {
      title: 'Microsoft blocks our address: {subject}',
      because:
        '{messages} messages were refused by Outlook.com: the address, or the network that it belongs to, is on Microsoft’s own block list. Nothing on this server can change that. The reply: {reply}',
      allClear: 'Microsoft does not block our address',
    },
    zh: {
      title: 'Microsoft 屏蔽了我方地址：{subject}',
      because:
        '{messages} 封邮件被 Outlook.com 拒收：本机地址或其所在网段在 Microsoft 自己的屏蔽名单上，本服务器上无法解除。对方回复：{reply}',
      allClear: 'Microsoft 没有屏蔽我方地址',
    },
  },
  fix: [
    {
      do: {
        en: 'Ask Microsoft to lift it, with the address and this reply: https://olcsupport.office.com/; register the address at SNDS',
        zh: '向 Microsoft 申请解除（附上地址和此回复）：https://olcsupport.office.com/；并在 SNDS 登记地址',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Until then send mail to Microsoft through another relay host',
        zh: '在此之前，发往 Microsoft 的邮件改走其他中继',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p', "grep 'status=' /var/log/mail.log | tail -20"],
  references: ['https://sendersupport.olc.protection.outlook.com/pm/', 'https://olcsupport.office.com/'],
})
