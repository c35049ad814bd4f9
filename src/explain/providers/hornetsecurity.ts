import type { Provider } from '../provider.ts'

/** Hornetsecurity, Antispameurope: how its replies look, and where to go with them. */
export const hornetsecurity: Provider = {
  id: 'hornetsecurity',
  name: 'Hornetsecurity, Antispameurope',
  kind: 'filter',
  marks: `
    ~hornetsecurity
    ~antispameurope
    ~hornet
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~antispameurope & blacklist
      `,
    ],
  ],
  links: ['https://support.hornetsecurity.com/'],
  steps: {
    'policy-blocked': [
      {
        en: "The receiver's admin releases or allow-lists you in the Hornetsecurity control panel.",
        zh: '由收件方管理员在 Hornetsecurity 控制面板放行或加入白名单。',
      },
    ],
  },
}
