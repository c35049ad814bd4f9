import type { Provider } from '../provider.ts'

/** Free (free.fr): how its replies look, and where to go with them. */
export const freeFr: Provider = {
  id: 'free-fr',
  name: 'Free (free.fr)',
  kind: 'mailbox',
  marks: `
    ~free fr
    ~proxad net
  `,
  tokens: [
    [
      'rate-limited',
      `
        too many errors from your ip
      `,
    ],
    [
      'poor-reputation',
      `
        too many spams from your ip
      `,
    ],
  ],
  dialect: [
    [
      'spam-content',
      `
        spam detected
      `,
    ],
  ],
  links: ['https://postmaster.free.fr/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Use the form at postmaster.free.fr; blocks end by themselves when no spam comes for some hours.',
        zh: '使用 postmaster.free.fr 的表单；数小时内无垃圾邮件则自动解除。',
      },
    ],
  },
}
