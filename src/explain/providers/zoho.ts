import type { Provider } from '../provider.ts'

/** Zoho Mail: how its replies look, and where to go with them. */
export const zoho: Provider = {
  id: 'zoho',
  name: 'Zoho Mail',
  kind: 'mailbox',
  marks: `
    ~zoho com
    ~zoho eu
    ~zohomail
    ~mx zoho
    ~zoho
  `,
  tokens: [
    [
      'policy-blocked',
      `
        mailbox delivery restricted by policy error
        mailbox delivery failure policy error
        mailpolicy violation
      `,
    ],
  ],
  dialect: [
    [
      'relay-denied',
      `
        relaying disallowed
      `,
    ],
    [
      'user-unknown',
      `
        invalid recipients
      `,
    ],
  ],
  links: ['https://www.zoho.com/mail/help/non-delivery-reports.html'],
  steps: {
    'relay-denied': [
      {
        en: 'The domain is not verified at Zoho, or its MX points there too early: finish the domain set-up in the Zoho admin console.',
        zh: '域名未在 Zoho 验证，或 MX 过早指向 Zoho：在管理控制台完成域名设置。',
      },
    ],
  },
}
