import type { Provider } from '../provider.ts'

/** Fastmail: how its replies look, and where to go with them. */
export const fastmail: Provider = {
  id: 'fastmail',
  name: 'Fastmail',
  kind: 'mailbox',
  marks: `
    ~fastmail
    ~messagingengine com
  `,
  links: ['https://www.fastmail.help/hc/en-us/articles/1500000280461'],
  steps: {
    'mailbox-full': [
      { en: 'The recipient frees space in Settings › Storage.', zh: '收件人在“设置 › 存储”中清理空间。' },
    ],
  },
}
