import type { Provider } from '../provider.ts'

/** FortiMail: how its replies look, and where to go with them. */
export const fortimail: Provider = {
  id: 'fortimail',
  name: 'FortiMail',
  kind: 'filter',
  marks: `
    ~fortimail
    ~fortinet
    ~fortiguard
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~fortiguard com
      `,
    ],
  ],
  links: ['https://www.fortiguard.com/services/antispam'],
  steps: {
    'poor-reputation': [
      {
        en: 'Ask for removal at fortiguard.com/faq/antispam with the IP.',
        zh: '在 fortiguard.com/faq/antispam 提交 IP 申请解除。',
      },
    ],
  },
}
