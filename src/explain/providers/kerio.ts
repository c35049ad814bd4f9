import type { Provider } from '../provider.ts'

/** Kerio Connect: how its replies look, and where to go with them. */
export const kerio: Provider = {
  id: 'kerio',
  name: 'Kerio Connect',
  kind: 'server',
  marks: `
    ~kerio
  `,
  links: ['https://support.kerioconnect.gfi.com/'],
  steps: {
    'policy-blocked': [
      {
        en: "The receiver's admin looks in Kerio's security log.",
        zh: '由收件方管理员查看 Kerio 的 security 日志。',
      },
    ],
  },
}
