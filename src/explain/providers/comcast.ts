import type { Provider } from '../provider.ts'

/** Comcast Xfinity: how its replies look, and where to go with them. */
export const comcast: Provider = {
  id: 'comcast',
  name: 'Comcast Xfinity',
  kind: 'mailbox',
  marks: `
    ~comcast net
    ~comcast
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~bl000000
        ~bl000001
        ~bl000002
        comcast block for spam !dynamic
      `,
    ],
    [
      'ip-blocklisted',
      `
        ~bl000010
        found on one or more dnsbls
      `,
    ],
    [
      'rate-limited',
      `
        ~rl000001
        ~rl000002
        ~rl000003
        too many sessions opened
      `,
    ],
    [
      'dmarc-fail',
      `
        ~dm000001
      `,
    ],
    [
      'dynamic-ip',
      `
        ~es000010
      `,
    ],
  ],
  dialect: [
    [
      'user-unknown',
      `
        not our customer
      `,
    ],
    [
      'missing-ptr',
      `
        reverse dns failure
      `,
    ],
  ],
  links: ['https://postmaster.comcast.net/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Fill in the block removal form at postmaster.comcast.net with the IP.',
        zh: '在 postmaster.comcast.net 的解封表单提交 IP。',
      },
    ],
    'missing-ptr': [
      {
        en: "Comcast takes nothing from an IP without a valid PTR: set it at the IP's provider.",
        zh: 'Comcast 拒收没有有效 PTR 的 IP：在 IP 提供商处设置。',
      },
    ],
  },
}
