import type { Provider } from '../provider.ts'

/** Orange, Wanadoo: how its replies look, and where to go with them. */
export const orange: Provider = {
  id: 'orange',
  name: 'Orange, Wanadoo',
  kind: 'mailbox',
  marks: `
    ~orange fr
    ~wanadoo fr
    ~mwinf*
    ~ofr*
  `,
  tokens: [
    [
      'rate-limited',
      `
        ~ofr 104
        ~ofr005 104
        ~ofr004 104
        ~ofr 999
        ~ofr 105
        ~ofr 505
        ~ofr005 105
        ~ofr005 505
        ~ofr004 505
        trop de connexions
      `,
    ],
    [
      'spam-content',
      `
        ~ofr 506
        ~ofr004 506
        ~ofr 515
        ~ofr 517
      `,
    ],
    [
      'user-unknown',
      `
        ~ofr 416
        ~ofr004 416
        ~ofr 418
      `,
    ],
    [
      'mailbox-full',
      `
        ~ofr 417
        ~ofr004 417
      `,
    ],
    [
      'auth-failed',
      `
        ~ofr 305
        ~ofr002 305
      `,
    ],
    [
      'poor-reputation',
      `
        ~ofr006 102
        ~ofr 102
        ~ofr 510
        ~ofr004 510
        incident de spam
        ~ofr 103
        ~ofr006 103
      `,
    ],
    [
      'sender-invalid',
      `
        ~ofr 405
        ~ofr004 405
      `,
    ],
    [
      'spf-fail',
      `
        ~ofr 401
        ~ofr004 401
      `,
    ],
    [
      'too-many-recipients',
      `
        ~ofr 109
      `,
    ],
    [
      'mailbox-disabled',
      `
        ~ofr 426
      `,
    ],
    [
      'sender-not-allowed',
      `
        ~ofr 421
      `,
    ],
    [
      'auth-required',
      `
        ~ofr 402
      `,
    ],
  ],
  dialect: [
    [
      'poor-reputation',
      `
        service refuse !ofr
      `,
    ],
    [
      'rate-limited',
      `
        service refuse
      `,
    ],
  ],
  links: ['https://postmaster.orange.fr/'],
  steps: {
    'rate-limited': [
      {
        en: 'At most 3 connections at once to Orange: smtp_destination_concurrency_limit = 2 for orange.fr and wanadoo.fr.',
        zh: '同时最多 3 个连接：对 orange.fr、wanadoo.fr 设置 smtp_destination_concurrency_limit = 2。',
      },
    ],
    'poor-reputation': [
      {
        en: 'Ask at csi.cloudmark.com/en/reset (Orange uses Cloudmark), then at postmaster.orange.fr.',
        zh: '先在 csi.cloudmark.com/en/reset 申请（Orange 使用 Cloudmark），再联系 postmaster.orange.fr。',
      },
    ],
  },
}
