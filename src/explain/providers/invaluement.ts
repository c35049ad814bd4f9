import type { Provider } from '../provider.ts'

/** Invaluement: how its replies look, and where to go with them. */
export const invaluement: Provider = {
  id: 'invaluement',
  name: 'Invaluement',
  kind: 'list',
  marks: `
    ~invaluement
    ~ivmsip
    ~ivmuri
  `,
  links: ['https://www.invaluement.com/lookup/'],
  steps: {
    'ip-blocklisted': [
      { en: 'Look up and ask at invaluement.com/lookup.', zh: '在 invaluement.com/lookup 查询并申请。' },
    ],
  },
}
