import type { Provider } from '../provider.ts'

/** Zimbra: how its replies look, and where to go with them. */
export const zimbra: Provider = {
  id: 'zimbra',
  name: 'Zimbra',
  kind: 'server',
  marks: `
    ~zimbra
  `,
  links: ['https://wiki.zimbra.com/'],
  steps: {
    'mailbox-full': [
      {
        en: 'Own server: zmprov ma USER zimbraMailQuota BYTES.',
        zh: '自己的服务器：zmprov ma USER zimbraMailQuota 字节数。',
      },
    ],
  },
}
