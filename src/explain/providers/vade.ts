import type { Provider } from '../provider.ts'

/** Vade (Hornetsecurity): how its replies look, and where to go with them. */
export const vade: Provider = {
  id: 'vade',
  name: 'Vade (Hornetsecurity)',
  kind: 'filter',
  marks: `
    ~vadesecure
    ~vade secure
    ~sendertool
    ~vaderetro
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~sendertool vadesecure*
      `,
    ],
  ],
  links: ['https://sendertool.vadesecure.com/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Register the IP and domain at sendertool.vadesecure.com and ask for delisting.',
        zh: '在 sendertool.vadesecure.com 登记 IP 与域名并申请解除。',
      },
    ],
  },
}
