import type { Provider } from '../provider.ts'

/** Mailgun: how its replies look, and where to go with them. */
export const mailgun: Provider = {
  id: 'mailgun',
  name: 'Mailgun',
  kind: 'sender',
  marks: `
    ~mailgun
  `,
  tokens: [
    [
      'sender-account-suspended',
      `
        domain & is disabled + ~mailgun
      `,
    ],
  ],
  links: ['https://documentation.mailgun.com/docs/mailgun/faq/'],
  steps: {
    'sender-account-suspended': [
      {
        en: 'Look in the Mailgun panel: a disabled domain or account needs its support.',
        zh: '在 Mailgun 面板查看：被禁用的域名或账号需联系其支持。',
      },
    ],
  },
}
