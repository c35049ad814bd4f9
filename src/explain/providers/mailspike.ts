import type { Provider } from '../provider.ts'

/** Mailspike: how its replies look, and where to go with them. */
export const mailspike: Provider = {
  id: 'mailspike',
  name: 'Mailspike',
  kind: 'list',
  marks: `
    ~mailspike
  `,
  links: ['https://mailspike.org/iplookup.html'],
  steps: {
    'ip-blocklisted': [
      { en: 'Look up and delist the IP at mailspike.org.', zh: '在 mailspike.org 查询并移除 IP。' },
    ],
  },
}
