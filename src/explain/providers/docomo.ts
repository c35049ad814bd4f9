import type { Provider } from '../provider.ts'

/** NTT docomo: how its replies look, and where to go with them. */
export const docomo: Provider = {
  id: 'docomo',
  name: 'NTT docomo',
  kind: 'mailbox',
  marks: `
    ~docomo ne jp
    ~spmode ne jp
  `,
  dialect: [
    [
      'user-unknown',
      `
        unknown user
        transaction failed
      `,
    ],
    [
      'too-many-recipients',
      `
        too many recipients
      `,
    ],
  ],
  links: ['https://www.docomo.ne.jp/service/docomo_mail/rejection_method/'],
  steps: {
    'user-unknown': [
      {
        en: 'Japanese carriers answer "unknown user" also when the recipient\'s filter refuses the mail: ask for your domain to be allowed.',
        zh: '日本运营商在收件人过滤拒收时也回复“unknown user”：请对方在手机设置中允许你的域名。',
      },
    ],
  },
}
