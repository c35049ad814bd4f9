import type { ReplyText } from './reply-text.ts'

/** Reasons that are limits, and waiting. */
export const rateTexts = {
  greylisted: {
    title: { en: 'First contact is put off on purpose', zh: '首次来信被有意延迟（灰名单）' },
    why: {
      en: 'The receiver wants to see a proper retry; spam programs do not retry.',
      zh: '收件方要看到正常重试；垃圾邮件程序通常不会重试。',
    },
    fix: [
      { en: 'Wait: the next retry, after some minutes, gets in.', zh: '等待：几分钟后的下次重试即可通过。' },
      {
        en: 'Many outgoing addresses: always retry from the same one.',
        zh: '若有多个出口地址：务必从同一地址重试。',
      },
    ],
    standard: 'RFC 6647',
  },
  'rate-limited': {
    title: { en: 'Too much mail or too many connections in a short time', zh: '短时间内邮件或连接过多' },
    why: {
      en: 'The receiver slows this sender down; the queue retries by itself.',
      zh: '收件方限速；队列会自动重试。',
    },
    fix: [
      {
        en: 'Wait, and send more slowly: fewer connections and mails per minute to this destination.',
        zh: '等待并放慢：减少每分钟到该目的地的连接与邮件。',
      },
      {
        en: 'Postfix: a transport of its own with _destination_concurrency_limit = 2 and _destination_rate_delay = 1s.',
        zh: 'Postfix：单独的 transport，设 _destination_concurrency_limit = 2、_destination_rate_delay = 1s。',
      },
      {
        en: 'Look for a reason of the flood: a hacked account, a loop, a bulk mail.',
        zh: '查找突增原因：被盗账号、循环或群发。',
      },
    ],
    standard: 'RFC 5248 (x.7.28), RFC 3463 §3.4 (x.3.2)',
  },
  'recipient-rate-limited': {
    title: { en: 'This recipient gets more mail than allowed for now', zh: '该收件人目前收信过多' },
    why: { en: 'The limit is on the mailbox, whoever sends.', zh: '限制针对该邮箱，与发件人无关。' },
    fix: [
      { en: 'Wait: the queue retries.', zh: '等待：队列会自动重试。' },
      {
        en: 'If you send to it in a loop, such as monitoring mail: send less.',
        zh: '若是循环发送（如监控邮件）：减少发送。',
      },
    ],
    standard: 'RFC 5248 (x.2.1), RFC 3463 §3.3',
  },
  'too-many-recipients': {
    title: { en: 'More recipients in one message than allowed', zh: '单封邮件收件人过多' },
    why: {
      en: 'The server takes a part of them (452) or none.',
      zh: '服务器只接受一部分（452）或全部拒绝。',
    },
    fix: [
      {
        en: 'Send to fewer than 100 at once, or use a mailing list; mail servers split by themselves on 452.',
        zh: '每次少于 100 个，或使用邮件列表；遇 452 时邮件服务器会自行拆分。',
      },
    ],
    standard: 'RFC 5321 §4.5.3.1.8, RFC 3463 §3.6 (x.5.3)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
