import type { Provider } from '../provider.ts'

/** Freenet: how its replies look, and where to go with them. */
export const freenet: Provider = {
  id: 'freenet',
  name: 'Freenet',
  kind: 'mailbox',
  marks: `
    ~freenet de
    ~mx freenet
  `,
  links: ['https://postmaster.freenet.de/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to postmaster@freenet.de with the IP and the reply.',
        zh: '附 IP 与回复写信至 postmaster@freenet.de。',
      },
    ],
  },
}
