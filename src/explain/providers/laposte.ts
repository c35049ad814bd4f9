import type { Provider } from '../provider.ts'

/** La Poste (laposte.net): how its replies look, and where to go with them. */
export const laposte: Provider = {
  id: 'laposte',
  name: 'La Poste (laposte.net)',
  kind: 'mailbox',
  marks: `
    ~laposte net
    ~lpn*
    ~laposte
  `,
  tokens: [
    ['ip-blocklisted', '~lpn007 102'],
    [
      'spf-fail',
      `
        ~lpn004 401
        ~lpn007 401
      `,
    ],
    [
      'auth-required',
      `
        ~lpn105 402
      `,
    ],
    [
      'rate-limited',
      `
        ~lpn007 505
        ~lpn005 104
        ~lpn003 505
      `,
    ],
    [
      'poor-reputation',
      `
        ~lpn007 510
        ~lpn006 102
      `,
    ],
    [
      'mailbox-disabled',
      `
        ~lpn007 426
        boite du destinataire archivee
      `,
    ],
    [
      'sender-invalid',
      `
        ~lpn105 405
        ~lpn004 405
      `,
    ],
    [
      'sender-not-allowed',
      `
        ~lpn105 421
      `,
    ],
    [
      'user-unknown',
      `
        ~lpn007 416
        ~lpn 416
      `,
    ],
    [
      'mailbox-full',
      `
        ~lpn007 417
      `,
    ],
  ],
  links: ['https://postmaster.laposte.net/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Ask at postmaster.laposte.net with the LPN code and the IP.',
        zh: '附 LPN 代码与 IP 在 postmaster.laposte.net 申诉。',
      },
    ],
  },
}
