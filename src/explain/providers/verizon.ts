import type { Provider } from '../provider.ts'

/** Verizon: how its replies look, and where to go with them. */
export const verizon: Provider = {
  id: 'verizon',
  name: 'Verizon',
  kind: 'mailbox',
  marks: `
    ~verizon net
    ~vtext com
    ~vzwpix
  `,
  links: ['https://senders.yahooinc.com/contact/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Verizon mailboxes are run by Yahoo: use senders.yahooinc.com.',
        zh: 'Verizon 邮箱由 Yahoo 运营：使用 senders.yahooinc.com。',
      },
    ],
  },
}
