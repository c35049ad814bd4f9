import type { Provider } from '../provider.ts'

/** Amazon SES, WorkMail: how its replies look, and where to go with them. */
export const amazonSes: Provider = {
  id: 'amazon-ses',
  name: 'Amazon SES, WorkMail',
  kind: 'sender',
  marks: `
    ~amazonses
    ~amazonaws com
    ~ses
    ~awsapps com
    aws account
  `,
  tokens: [
    [
      'sender-not-allowed',
      `
        email address is not verified
        identities failed the check
      `,
    ],
    [
      'sender-account-suspended',
      `
        sending paused for this account
        account not subscribed to ses
      `,
    ],
    [
      'sending-quota-exceeded',
      `
        daily message quota exceeded
        maximum sending rate exceeded
      `,
    ],
  ],
  links: ['https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html'],
  steps: {
    'sender-not-allowed': [
      {
        en: 'Verify the From address or domain in the SES console of the same region; in the sandbox the recipients too.',
        zh: '在同一区域的 SES 控制台验证发件地址或域名；沙盒中还须验证收件人。',
      },
    ],
    'sending-quota-exceeded': [
      {
        en: 'Slow down to the rate in the SES console, or ask there for a higher quota.',
        zh: '按 SES 控制台的速率发送，或申请提高配额。',
      },
    ],
  },
}
