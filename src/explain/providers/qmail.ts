import type { Provider } from '../provider.ts'

/** qmail, netqmail, s/qmail: how its replies look, and where to go with them. */
export const qmail: Provider = {
  id: 'qmail',
  name: 'qmail, netqmail, s/qmail',
  kind: 'server',
  marks: `
    ~qmail
    im not going to try again
    rcpthosts
    in my badmailfrom
  `,
  tokens: [
    [
      'relay-denied',
      `
        ~rcpthosts
      `,
    ],
    [
      'sender-blocked',
      `
        badmailfrom
      `,
    ],
  ],
  links: ['https://cr.yp.to/qmail.html'],
  steps: {
    'relay-denied': [
      {
        en: 'Own server: add the domain to control/rcpthosts and locals or virtualdomains, then HUP qmail-send.',
        zh: '自己的服务器：把域名加入 control/rcpthosts 与 locals 或 virtualdomains，然后 HUP qmail-send。',
      },
    ],
  },
}
