import type { Provider } from '../provider.ts'

/** GoDaddy (secureserver.net): how its replies look, and where to go with them. */
export const godaddy: Provider = {
  id: 'godaddy',
  name: 'GoDaddy (secureserver.net)',
  kind: 'mailbox',
  marks: `
    ~secureserver net
    ~godaddy
    ~bizsmtp
    ~ib1*
    ~ib2*
    ~ib5*
    ~ib6*
  `,
  tokens: [
    [
      'dynamic-ip',
      `
        ~ib106
      `,
    ],
    [
      'ip-blocklisted',
      `
        ~ib104
        ~ib105
        ~ib103
      `,
    ],
    [
      'rate-limited',
      `
        ~ib007
        ~ib607
        ~ib504
        ~ib510
        ~ib503
        ~ib512
      `,
    ],
    [
      'missing-ptr',
      `
        ~ib108
      `,
    ],
    [
      'poor-reputation',
      `
        ~ib110
        ~ib111
        ~ib112
        ~ib113
        ~ib102
        ~ib107
        ~ib109
      `,
    ],
    [
      'spam-content',
      `
        ~ib212
        ~ib201
        ~ib202
        ~ib203
        ~ib204
        ~ib205
        ~ib206
        ~ib211
      `,
    ],
    [
      'auth-failed',
      `
        ~ib401
      `,
    ],
    [
      'sender-invalid',
      `
        ~ib501
        ~ib502
        ~ib505
        ~ib506
        ~ib507
      `,
    ],
    [
      'spf-fail',
      `
        ~ib508
      `,
    ],
    [
      'too-many-recipients',
      `
        ~ib605
        ~ib504 recipients
      `,
    ],
    [
      'user-unknown',
      `
        ~ib601
        ~ib602
        ~ib603
      `,
    ],
    [
      'virus',
      `
        ~ib705
      `,
    ],
  ],
  links: ['https://unblock.secureserver.net/'],
  steps: {
    'poor-reputation': [
      { en: 'Enter the IP at unblock.secureserver.net.', zh: '在 unblock.secureserver.net 提交 IP。' },
    ],
  },
}
