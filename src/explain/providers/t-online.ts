import type { Provider } from '../provider.ts'

/** T-Online (Deutsche Telekom): how its replies look, and where to go with them. */
export const tOnline: Provider = {
  id: 't-online',
  name: 'T-Online (Deutsche Telekom)',
  kind: 'mailbox',
  marks: `
    ~t online de
    ~telekom de
    ~rx t online
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~tosa rx t online
        ~tobr rx t online
        ~ip + ~a problem occurred
      `,
    ],
  ],
  links: ['https://postmaster.t-online.de/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to tosa@rx.t-online.de with the IP: an unknown or long silent IP is refused until it is registered.',
        zh: '附 IP 写信至 tosa@rx.t-online.de：陌生或久未发信的 IP 须登记后才接收。',
      },
      {
        en: 'T-Online wants a PTR like mail.example.org whose web page has an imprint with a contact.',
        zh: 'T-Online 要求 PTR 形如 mail.example.org，且该域名网页上有联系信息（Impressum）。',
      },
    ],
  },
}
