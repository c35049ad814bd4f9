import type { Provider } from '../provider.ts'

/** iCloud Mail: how its replies look, and where to go with them. */
export const icloud: Provider = {
  id: 'icloud',
  name: 'iCloud Mail',
  kind: 'mailbox',
  marks: `
    ~icloud com
    ~me com
    ~mac com
    ~support apple com
    ~apple com
    ~akadns net
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~hm07
        ~hm08
        esmtp not accepting connections
      `,
    ],
    [
      'policy-blocked',
      `
        ~cs01
        smtpin & not accepting connections
      `,
    ],
    [
      'spam-content',
      `
        ~cs02
      `,
    ],
    [
      'unauthenticated',
      `
        ~hme1
      `,
    ],
    [
      'recipient-rate-limited',
      `
        deferred due to excessive volume
      `,
    ],
  ],
  dialect: [
    [
      'user-unknown',
      `
        inactive email address
        recipient no longer on server
      `,
    ],
  ],
  links: ['https://support.apple.com/102322'],
  steps: {
    'poor-reputation': [
      {
        en: 'Read support.apple.com/102322, then write to icloudadmin@apple.com with IP, date and the whole reply.',
        zh: '阅读 support.apple.com/102322，然后写信至 icloudadmin@apple.com，附 IP、日期和完整回复。',
      },
    ],
    'policy-blocked': [
      {
        en: 'Write to icloudadmin@apple.com with IP, date and the whole reply: [CS01] names no cause.',
        zh: '写信至 icloudadmin@apple.com，附 IP、日期和完整回复：[CS01] 不说明原因。',
      },
    ],
  },
}
