import type { Provider } from '../provider.ts'

/** Hetzner: how its replies look, and where to go with them. */
export const hetzner: Provider = {
  id: 'hetzner',
  name: 'Hetzner',
  kind: 'mailbox',
  marks: `
    ~your server de
    ~hetzner
  `,
  links: ['https://docs.hetzner.com/cloud/servers/faq/'],
  steps: {
    'connection-failed': [
      {
        en: 'Hetzner Cloud closes outgoing ports 25 and 465 for new customers: ask for them to be opened after the first month.',
        zh: 'Hetzner Cloud 对新客户封禁出站 25 与 465：首月后申请解封。',
      },
    ],
  },
}
