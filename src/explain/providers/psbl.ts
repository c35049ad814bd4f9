import type { Provider } from '../provider.ts'

/** PSBL: how its replies look, and where to go with them. */
export const psbl: Provider = {
  id: 'psbl',
  name: 'PSBL',
  kind: 'list',
  marks: `
    ~psbl
    ~surriel
  `,
  links: ['https://psbl.org/remove'],
  steps: {
    'ip-blocklisted': [
      {
        en: 'Remove the IP yourself at psbl.org/remove once the source is stopped.',
        zh: '停止源头后在 psbl.org/remove 自助移除。',
      },
    ],
  },
}
