import type { Provider } from '../provider.ts'

/** KDDI au: how its replies look, and where to go with them. */
export const kddi: Provider = {
  id: 'kddi',
  name: 'KDDI au',
  kind: 'mailbox',
  marks: `
    ~ezweb ne jp
    ~au com
    ~auone net jp
    ~kddi
    ~dion ne jp
  `,
  dialect: [
    [
      'user-unknown',
      `
        recipient address rejected
        user unknown
      `,
    ],
  ],
  links: ['https://www.au.com/mobile/service/attention/meiwaku/'],
  steps: {
    'user-unknown': [
      {
        en: 'Ask the recipient to allow your domain in the au mail filter: the same words are used for it.',
        zh: '请收件人在 au 邮件过滤中允许你的域名：同样的文字也用于过滤。',
      },
    ],
  },
}
