import type { Provider } from '../provider.ts'

/** Mail.ru: how its replies look, and where to go with them. */
export const mailRu: Provider = {
  id: 'mail-ru',
  name: 'Mail.ru',
  kind: 'mailbox',
  marks: `
    ~mail ru
    ~corp mail ru
    ~bk ru
    ~inbox ru
    ~list ru
  `,
  tokens: [
    [
      'spam-content',
      `
        ~notspam support
        spam message rejected + ~mail ru
      `,
    ],
    [
      'user-unknown',
      `
        message was not accepted invalid mailbox !disabled !overquota !full
      `,
    ],
    [
      'mailbox-disabled',
      `
        account is disabled + ~mail ru !sending
      `,
    ],
    [
      'mailbox-full',
      `
        overquota + ~mail ru
      `,
    ],
    [
      'dynamic-ip',
      `
        do not accept mail from hosts with dynamic ip*
      `,
    ],
  ],
  dialect: [
    [
      'user-unknown',
      `
        user not found
      `,
    ],
  ],
  links: ['https://postmaster.mail.ru/', 'https://help.mail.ru/notspam-support'],
  steps: {
    'spam-content': [
      {
        en: 'Fill in help.mail.ru/notspam-support with the id that stands in the reply.',
        zh: '用回复中的 id 填写 help.mail.ru/notspam-support。',
      },
    ],
    'poor-reputation': [
      {
        en: 'Register the domain at postmaster.mail.ru: it shows complaints and deliveries.',
        zh: '在 postmaster.mail.ru 登记域名，可查看投诉与投递情况。',
      },
    ],
  },
}
