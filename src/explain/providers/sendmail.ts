import type { Provider } from '../provider.ts'

/** Sendmail: how its replies look, and where to go with them. */
export const sendmail: Provider = {
  id: 'sendmail',
  name: 'Sendmail',
  kind: 'server',
  marks: `
    ~sendmail
    need rcpt recipient
    domain of sender address
    proper authentication required
  `,
  links: ['https://www.sendmail.org/'],
  steps: {
    'relay-denied': [
      {
        en: 'Own server: domain in /etc/mail/local-host-names or relay-domains; clients in access.db.',
        zh: '自己的服务器：域名写入 /etc/mail/local-host-names 或 relay-domains；客户端写入 access.db。',
      },
    ],
  },
}
