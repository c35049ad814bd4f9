import type { Provider } from '../provider.ts'

/** Cox: how its replies look, and where to go with them. */
export const cox: Provider = {
  id: 'cox',
  name: 'Cox',
  kind: 'mailbox',
  marks: `
    ~cox net
    ~cxbl
    ~cxsndr
    ~cxdns
    ~cxcnct
    ~cxthrt
    ~cxmxrt
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~cxbl
        ~cdrbl
        ~csrbl
      `,
    ],
    [
      'sender-invalid',
      `
        ~cxsndr
      `,
    ],
    [
      'missing-ptr',
      `
        ~cxdns
      `,
    ],
    [
      'rate-limited',
      `
        ~cxcnct
        ~cxmxrt
        ~cxmjct
      `,
    ],
    [
      'sender-account-suspended',
      `
        ~cxthrt
        ~cxmj
      `,
    ],
  ],
  links: ['https://www.cox.com/residential/support/email-error-codes.html'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to unblock.request@cox.net with IP, PTR and the reply.',
        zh: '附 IP、PTR 与回复写信至 unblock.request@cox.net。',
      },
    ],
  },
}
