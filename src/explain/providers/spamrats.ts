import type { Provider } from '../provider.ts'

/** SpamRats: how its replies look, and where to go with them. */
export const spamrats: Provider = {
  id: 'spamrats',
  name: 'SpamRats',
  kind: 'list',
  marks: `
    ~spamrats
  `,
  links: ['https://www.spamrats.com/lookup.php'],
  steps: {
    'dynamic-ip': [
      {
        en: 'Set a PTR with a real host name first; then remove the IP at spamrats.com.',
        zh: '先设置真实主机名的 PTR，再在 spamrats.com 移除 IP。',
      },
    ],
  },
}
