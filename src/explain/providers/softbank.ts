import type { Provider } from '../provider.ts'

/** SoftBank: how its replies look, and where to go with them. */
export const softbank: Provider = {
  id: 'softbank',
  name: 'SoftBank',
  kind: 'mailbox',
  marks: `
    ~softbank jp
    ~vodafone ne jp
    ~softbank ne jp
    ~i softbank
  `,
  links: ['https://www.softbank.jp/mobile/support/mail/antispam/'],
  steps: {
    'user-unknown': [
      {
        en: "Ask the recipient to allow your domain in SoftBank's mail filter.",
        zh: '请收件人在 SoftBank 邮件过滤中允许你的域名。',
      },
    ],
  },
}
