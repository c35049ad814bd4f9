import type { Provider } from '../provider.ts'

/** Rspamd: how its replies look, and where to go with them. */
export const rspamd: Provider = {
  id: 'rspamd',
  name: 'Rspamd',
  kind: 'server',
  marks: `
    ~rspamd
    gtube
    spam message rejected
  `,
  links: ['https://rspamd.com/doc/'],
  steps: {
    'spam-content': [
      {
        en: "Own server: search the message's queue id in /var/log/rspamd/rspamd.log: the symbols and their scores stand there.",
        zh: '自己的服务器：在 /var/log/rspamd/rspamd.log 中按队列号查看触发的 symbol 与分数。',
      },
    ],
  },
}
