import type { Provider } from '../provider.ts'

/** Sophos, Reflexion: how its replies look, and where to go with them. */
export const sophos: Provider = {
  id: 'sophos',
  name: 'Sophos, Reflexion',
  kind: 'filter',
  marks: `
    ~sophos com
    ~reflexion net
    ~hydra sophos
  `,
  links: ['https://www.sophos.com/en-us/threat-center/ip-lookup'],
  steps: {
    'policy-blocked': [
      {
        en: "The receiver's admin looks in Sophos Central › Email › Message history for the time of the reply.",
        zh: '由收件方管理员在 Sophos Central › Email › Message history 按时间查看。',
      },
    ],
  },
}
