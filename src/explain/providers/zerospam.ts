import type { Provider } from '../provider.ts'

/** ZEROSPAM, Halon, SpamTitan, MailChannels: how its replies look, and where to go with them. */
export const zerospam: Provider = {
  id: 'zerospam',
  name: 'ZEROSPAM, Halon, SpamTitan, MailChannels',
  kind: 'filter',
  marks: `
    ~zerospam
    ~mailchannels
    ~spamtitan
    ~halon
  `,
  links: ['https://www.mailchannels.com/'],
  steps: {
    'policy-blocked': [
      {
        en: "The admin of the receiving side finds the message in the filter's log by time and sender.",
        zh: '由收件方管理员按时间和发件人在过滤日志中查找。',
      },
    ],
  },
}
