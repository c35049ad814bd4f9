import type { Provider } from '../provider.ts'

/** SFR, Neuf, Numericable: how its replies look, and where to go with them. */
export const sfr: Provider = {
  id: 'sfr',
  name: 'SFR, Neuf, Numericable',
  kind: 'mailbox',
  marks: `
    ~sfr fr
    ~neuf fr
    ~gu eib*
    ~numericable
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~gu eib 02
        ~gu eib 04
        bloques par nos services !spamhaus
      `,
    ],
  ],
  links: ['https://postmaster.sfr.fr/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Open the link in the reply, or postmaster.sfr.fr, and give the IP.',
        zh: '打开回复中的链接或 postmaster.sfr.fr 并提交 IP。',
      },
    ],
  },
}
