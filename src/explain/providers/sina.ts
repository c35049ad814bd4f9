import type { Provider } from '../provider.ts'

/** Sina Mail: how its replies look, and where to go with them. */
export const sina: Provider = {
  id: 'sina',
  name: 'Sina Mail',
  kind: 'mailbox',
  marks: `
    ~sina com
    ~sina cn
    ~sinamail
  `,
  links: ['https://help.sina.com.cn/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to the postmaster of sina.com with the IP and the reply.',
        zh: '附 IP 与退信内容写信给 sina.com 的 postmaster。',
      },
    ],
  },
}
