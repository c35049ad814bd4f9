import type { Provider } from '../provider.ts'

/** Hostkarma, junkemailfilter.com: how its replies look, and where to go with them. */
export const junkemailfilter: Provider = {
  id: 'junkemailfilter',
  name: 'Hostkarma, junkemailfilter.com',
  kind: 'list',
  marks: `
    ~junkemailfilter
    ~hostkarma
  `,
  links: ['https://ipadmin.junkemailfilter.com/remove.php'],
  steps: {
    'ip-blocklisted': [
      { en: 'Remove the IP at ipadmin.junkemailfilter.com.', zh: '在 ipadmin.junkemailfilter.com 移除 IP。' },
    ],
  },
}
