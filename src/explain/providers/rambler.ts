import type { Provider } from '../provider.ts'

/** Rambler: how its replies look, and where to go with them. */
export const rambler: Provider = {
  id: 'rambler',
  name: 'Rambler',
  kind: 'mailbox',
  marks: `
    ~rambler ru
    ~rambler
  `,
  tokens: [
    [
      'mailbox-disabled',
      `
        recipient address rejected inactive
        recipient address rejected blocked
      `,
    ],
  ],
  links: ['https://help.rambler.ru/mail/'],
  steps: {
    'mailbox-disabled': [
      {
        en: 'The mailbox was unused for long: its owner logs in once, or gives another address.',
        zh: '邮箱长期未使用：请对方登录一次，或换一个地址。',
      },
    ],
  },
}
