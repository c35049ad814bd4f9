import type { Provider } from '../provider.ts'

/** Yandex Mail: how its replies look, and where to go with them. */
export const yandex: Provider = {
  id: 'yandex',
  name: 'Yandex Mail',
  kind: 'mailbox',
  marks: `
    ~yandex ru
    ~yandex net
    ~yandex com
    ~yandex
    ~ya cc
  `,
  tokens: [
    [
      'spam-content',
      `
        under suspicion of spam
      `,
    ],
    [
      'policy-blocked',
      `
        policy rejection on the target address
      `,
    ],
  ],
  dialect: [
    [
      'mailbox-full',
      `
        mailbox size limit
      `,
    ],
    [
      'recipient-rejected',
      `
        policy rejection
      `,
    ],
  ],
  links: ['https://yandex.com/support/mail/bounces.html', 'https://postoffice.yandex.com/'],
  steps: {
    'spam-content': [
      {
        en: 'Register the domain at postoffice.yandex.com and use the feedback form linked in the reply.',
        zh: '在 postoffice.yandex.com 登记域名，并用回复中链接的反馈表单申诉。',
      },
    ],
  },
}
