import type { Provider } from '../provider.ts'

/** Securence, UsInternet: how its replies look, and where to go with them. */
export const securence: Provider = {
  id: 'securence',
  name: 'Securence, UsInternet',
  kind: 'filter',
  marks: `
    ~securence
    ~usinternet
  `,
  links: ['https://www.securence.com/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to the postmaster of securence.com with the IP and the reply.',
        zh: '附 IP 与回复写信给 securence.com 的 postmaster。',
      },
    ],
  },
}
