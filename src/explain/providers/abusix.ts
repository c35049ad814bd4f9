import type { Provider } from '../provider.ts'

/** Abusix Mail Intelligence: how its replies look, and where to go with them. */
export const abusix: Provider = {
  id: 'abusix',
  name: 'Abusix Mail Intelligence',
  kind: 'list',
  marks: `
    ~abusix
  `,
  links: ['https://lookup.abusix.com/'],
  steps: {
    'ip-blocklisted': [
      { en: 'Look up and delist the IP at lookup.abusix.com.', zh: '在 lookup.abusix.com 查询并移除 IP。' },
    ],
  },
}
