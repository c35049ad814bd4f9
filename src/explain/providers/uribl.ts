import type { Provider } from '../provider.ts'

/** URIBL, SURBL: how its replies look, and where to go with them. */
export const uribl: Provider = {
  id: 'uribl',
  name: 'URIBL, SURBL',
  kind: 'list',
  marks: `
    ~uribl
    ~surbl
  `,
  links: ['https://admin.uribl.com/', 'https://surbl.org/surbl-analysis'],
  steps: {
    'domain-blocklisted': [
      {
        en: 'Look each link of the mail up at admin.uribl.com and surbl.org and ask for removal of your own.',
        zh: '在 admin.uribl.com 与 surbl.org 查询邮件中的每个链接，并为自己的域名申请移除。',
      },
    ],
    'dnsbl-query-refused': [
      {
        en: 'The receiver asks URIBL through a shared resolver and is refused: it needs an own resolver.',
        zh: '收件方通过共享解析器查询 URIBL 被拒：需要自建解析器。',
      },
    ],
  },
}
