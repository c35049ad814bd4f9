import type { Provider } from '../provider.ts'

/** MDaemon: how its replies look, and where to go with them. */
export const mdaemon: Provider = {
  id: 'mdaemon',
  name: 'MDaemon',
  kind: 'server',
  marks: `
    ~mdaemon
  `,
  links: ['https://help.mdaemon.com/'],
  steps: {
    'policy-blocked': [
      {
        en: "The receiver's admin looks in MDaemon's SMTP-in log.",
        zh: '由收件方管理员查看 MDaemon 的 SMTP-in 日志。',
      },
    ],
  },
}
