import type { Provider } from '../provider.ts'

/** Cloudmark Sender Intelligence: how its replies look, and where to go with them. */
export const cloudmark: Provider = {
  id: 'cloudmark',
  name: 'Cloudmark Sender Intelligence',
  kind: 'filter',
  marks: `
    ~cloudmark
    ~csi cloudmark
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~csi cloudmark com
      `,
    ],
  ],
  links: ['https://csi.cloudmark.com/en/reset/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Ask for a reset at csi.cloudmark.com/en/reset with the IP.',
        zh: '在 csi.cloudmark.com/en/reset 提交 IP 申请重置。',
      },
    ],
  },
}
