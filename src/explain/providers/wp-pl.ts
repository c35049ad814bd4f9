import type { Provider } from '../provider.ts'

/** WP, o2, Onet, Interia: how its replies look, and where to go with them. */
export const wpPl: Provider = {
  id: 'wp-pl',
  name: 'WP, o2, Onet, Interia',
  kind: 'mailbox',
  marks: `
    ~wp pl
    ~o2 pl
    ~onet pl
    ~interia pl
  `,
  links: ['https://poczta.wp.pl/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to the postmaster of the domain with the IP and the reply.',
        zh: '附 IP 与回复写信给该域名的 postmaster。',
      },
    ],
  },
}
