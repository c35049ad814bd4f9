import type { Provider } from '../provider.ts'

/** AT&T, Bellsouth, SBCGlobal: how its replies look, and where to go with them. */
export const att: Provider = {
  id: 'att',
  name: 'AT&T, Bellsouth, SBCGlobal',
  kind: 'mailbox',
  marks: `
    ~att net
    ~bellsouth
    ~sbcglobal
    ~attrbl
    ~prodigy net
    ~abuse att
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~dnsbl attrbl
        ~attrbl
        ~att net blocks
      `,
    ],
  ],
  links: ['https://www.att.com/esupport/postmaster/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to abuse_rbl@abuse-att.net with the IP and the whole reply.',
        zh: '附 IP 与完整回复写信至 abuse_rbl@abuse-att.net。',
      },
    ],
  },
}
