import type { Provider } from '../provider.ts'

/** Spectrum, Charter, Roadrunner: how its replies look, and where to go with them. */
export const spectrum: Provider = {
  id: 'spectrum',
  name: 'Spectrum, Charter, Roadrunner',
  kind: 'mailbox',
  marks: `
    ~charter net
    ~rr com
    ~spectrum
    ~aup*
    ~twc com
    ~roadrunner
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~aup i 1000
        ~aup i 1010
        ~aup i 1090
        ~e1310
        ~e2110
      `,
    ],
    [
      'rate-limited',
      `
        ~aup o 1*
        ~aup cnx
        ~aup rate
      `,
    ],
  ],
  links: ['https://www.spectrum.net/support/internet/understanding-email-error-codes'],
  steps: {
    'poor-reputation': [
      {
        en: 'Look up the E or AUP code on Spectrum\'s page "Email error codes" and use its unblock form.',
        zh: '在 Spectrum 的“Email error codes”页查询 E 或 AUP 代码并使用其解封表单。',
      },
    ],
  },
}
