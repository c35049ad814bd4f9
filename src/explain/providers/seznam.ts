import type { Provider } from '../provider.ts'

/** Seznam.cz: how its replies look, and where to go with them. */
export const seznam: Provider = {
  id: 'seznam',
  name: 'Seznam.cz',
  kind: 'mailbox',
  marks: `
    ~seznam cz
    ~email cz
  `,
  links: ['https://napoveda.seznam.cz/en/email/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to abuse@seznam.cz with the IP and the reply.',
        zh: '附 IP 与回复写信至 abuse@seznam.cz。',
      },
    ],
  },
}
