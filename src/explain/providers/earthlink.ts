import type { Provider } from '../provider.ts'

/** EarthLink: how its replies look, and where to go with them. */
export const earthlink: Provider = {
  id: 'earthlink',
  name: 'EarthLink',
  kind: 'mailbox',
  marks: `
    ~earthlink net
    ~mindspring com
  `,
  tokens: [
    [
      'poor-reputation',
      `
        blocked by earthlink
      `,
    ],
  ],
  links: ['https://support.earthlink.net/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to blockedbyearthlink@abuse.earthlink.net with the IP.',
        zh: '附 IP 写信至 blockedbyearthlink@abuse.earthlink.net。',
      },
    ],
  },
}
