import type { Provider } from '../provider.ts'

/** Amavis, SpamAssassin: how its replies look, and where to go with them. */
export const amavis: Provider = {
  id: 'amavis',
  name: 'Amavis, SpamAssassin',
  kind: 'server',
  marks: `
    ~amavis*
    ~spamassassin
    reject id
  `,
  tokens: [
    [
      'spam-content',
      `
        reject & spam
        ~spamassassin
      `,
    ],
  ],
  links: ['https://www.ijs.si/software/amavisd/'],
  steps: {
    'spam-content': [
      {
        en: 'Own server: the log line of amavis with that id lists the tests and the score.',
        zh: '自己的服务器：amavis 日志中该 id 的行列出测试项与分数。',
      },
    ],
  },
}
