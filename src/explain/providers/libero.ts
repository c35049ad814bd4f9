import type { Provider } from '../provider.ts'

/** Libero, Virgilio (Italiaonline): how its replies look, and where to go with them. */
export const libero: Provider = {
  id: 'libero',
  name: 'Libero, Virgilio (Italiaonline)',
  kind: 'mailbox',
  marks: `
    ~libero it
    ~virgilio it
    ~italiaonline
    ~iol it
  `,
  links: ['https://postmaster.libero.it/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Use the form for senders at postmaster.libero.it.',
        zh: '使用 postmaster.libero.it 的发件人表单。',
      },
    ],
  },
}
