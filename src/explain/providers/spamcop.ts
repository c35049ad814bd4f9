import type { Provider } from '../provider.ts'

/** SpamCop: how its replies look, and where to go with them. */
export const spamcop: Provider = {
  id: 'spamcop',
  name: 'SpamCop',
  kind: 'list',
  marks: `
    ~spamcop
  `,
  links: ['https://www.spamcop.net/bl.shtml'],
  steps: {
    'ip-blocklisted': [
      {
        en: 'The listing ends by itself within 24 hours after the last report: find and stop the source, then wait.',
        zh: '最后一次举报后 24 小时内自动解除：找到并停止源头，然后等待。',
      },
    ],
  },
}
