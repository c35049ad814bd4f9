import type { Provider } from '../provider.ts'

/** Coremail, Richmail, CMCC 139: how its replies look, and where to go with them. */
export const coremail: Provider = {
  id: 'coremail',
  name: 'Coremail, Richmail, CMCC 139',
  kind: 'mailbox',
  marks: `
    ~coremail
    ~139 com
    ~189 cn
    ~wo cn
    ~richmail
    ~icoremail
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~ip is rejected
      `,
    ],
  ],
  links: ['https://www.coremail.cn/'],
  steps: {
    'poor-reputation': [
      {
        en: "Ask the receiver's admin to allow your IP in Coremail's anti-spam page.",
        zh: '请收件方管理员在 Coremail 反垃圾页面放行你的 IP。',
      },
    ],
  },
}
