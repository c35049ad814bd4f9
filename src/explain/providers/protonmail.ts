import type { Provider } from '../provider.ts'

/** Proton Mail: how its replies look, and where to go with them. */
export const protonmail: Provider = {
  id: 'protonmail',
  name: 'Proton Mail',
  kind: 'mailbox',
  marks: `
    ~protonmail
    ~proton me
    ~proton ch
  `,
  links: ['https://proton.me/support/email-rejected'],
  steps: {
    'poor-reputation': [
      {
        en: "Write to Proton's postmaster with the IP, the time and the reply.",
        zh: '附 IP、时间与回复写信给 Proton 的 postmaster。',
      },
    ],
  },
}
