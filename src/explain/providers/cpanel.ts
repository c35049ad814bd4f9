import type { Provider } from '../provider.ts'

/** cPanel (Exim): how its replies look, and where to go with them. */
export const cpanel: Provider = {
  id: 'cpanel',
  name: 'cPanel (Exim)',
  kind: 'server',
  marks: `
    ~cpanel
    max defers and failures
    pop imap server in the last
  `,
  tokens: [
    [
      'sending-quota-exceeded',
      `
        max defers and failures
        max emails per hour
      `,
    ],
    [
      'auth-required',
      `
        not permitted to relay & smtp authentication + relay denied
      `,
    ],
  ],
  links: ['https://docs.cpanel.net/knowledge-base/email/'],
  steps: {
    'sending-quota-exceeded': [
      {
        en: 'WHM › Tweak Settings › "Max hourly emails per domain" and "max defers and failures": find the account that sends, then raise them.',
        zh: 'WHM › Tweak Settings › “Max hourly emails per domain”等：先找到发信账号，再调高限额。',
      },
    ],
  },
}
