import type { Provider } from '../provider.ts'

/** SpamExperts, N-able Mail Assure: how its replies look, and where to go with them. */
export const spamexperts: Provider = {
  id: 'spamexperts',
  name: 'SpamExperts, N-able Mail Assure',
  kind: 'filter',
  marks: `
    ~spamexperts
    ~antispamcloud
    ~mtroute com
  `,
  links: ['https://documentation.n-able.com/mail-assure/'],
  steps: {
    'policy-blocked': [
      {
        en: "The receiver's admin looks in the log search of the filter and lifts the block.",
        zh: '由收件方管理员在过滤器日志中查找并解除。',
      },
    ],
  },
}
