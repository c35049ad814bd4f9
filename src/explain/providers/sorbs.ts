import type { Provider } from '../provider.ts'

/** SORBS (closed in 2024): how its replies look, and where to go with them. */
export const sorbs: Provider = {
  id: 'sorbs',
  name: 'SORBS (closed in 2024)',
  kind: 'list',
  marks: `
    ~sorbs net
    ~sorbs
  `,
  links: ['https://en.wikipedia.org/wiki/Spam_and_Open_Relay_Blocking_System'],
  steps: {
    'ip-blocklisted': [
      {
        en: 'SORBS was shut down in June 2024: the receiver must take it out of its configuration; you cannot be removed.',
        zh: 'SORBS 已于 2024 年 6 月关闭：收件方应从配置中删除；无法再申请移除。',
      },
    ],
  },
}
