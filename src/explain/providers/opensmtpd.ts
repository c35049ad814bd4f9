import type { Provider } from '../provider.ts'

/** OpenSMTPD: how its replies look, and where to go with them. */
export const opensmtpd: Provider = {
  id: 'opensmtpd',
  name: 'OpenSMTPD',
  kind: 'server',
  marks: `
    ~opensmtpd
    ~smtpd
  `,
  links: ['https://man.openbsd.org/smtpd.conf'],
  steps: {
    'user-unknown': [
      {
        en: "Own server: the action's virtual or userbase table must have the address.",
        zh: '自己的服务器：action 的 virtual 或 userbase 表须包含该地址。',
      },
    ],
  },
}
