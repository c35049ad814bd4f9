import type { ReplyText } from './reply-text.ts'

/** What is no failure, and what nobody can tell. */
export const outcomeTexts = {
  delivered: {
    title: { en: 'Not a failure: the next server took the mail', zh: '不是失败：下一台服务器已接收' },
    why: {
      en: 'It has taken over the mail; whether it is in the inbox or in spam it does not say.',
      zh: '它已接管邮件；是否进入收件箱或垃圾箱并不说明。',
    },
    fix: [
      {
        en: 'Nothing to do; if it is missing, look in the spam folder.',
        zh: '无需处理；若未见到，请查看垃圾箱。',
      },
    ],
    standard: 'RFC 5321 §4.2.1, RFC 3464 §2.3.3',
  },
  'auto-reply': {
    title: { en: 'Not a failure: an automatic answer', zh: '不是失败：自动回复' },
    why: {
      en: 'The mail arrived, and a program answered for the person.',
      zh: '邮件已送达，由程序代为回复。',
    },
    fix: [{ en: 'Nothing to do; do not answer it.', zh: '无需处理，不要回复它。' }],
    standard: 'RFC 3834',
  },
  complaint: {
    title: { en: 'Not a bounce: a recipient marked the mail as spam', zh: '不是退信：收件人举报为垃圾邮件' },
    why: {
      en: 'A feedback loop sends you the complaint so that you stop.',
      zh: '反馈环把投诉转给你，以便你停止发送。',
    },
    fix: [
      { en: 'Take that person off the list at once.', zh: '立即把此人从名单中删除。' },
      {
        en: 'Check how the address got on it; too many complaints end in a block.',
        zh: '检查地址来源；投诉过多会被封锁。',
      },
    ],
    standard: 'RFC 5965',
  },
  unknown: {
    title: { en: 'The reply names no cause', zh: '回复没有说明原因' },
    why: {
      en: 'Nothing in it can be told apart; a guess would mislead.',
      zh: '其中没有可辨认的信息，猜测会误导。',
    },
    fix: [
      {
        en: 'Look in the log of the server that said it, at that time and queue id.',
        zh: '按时间和队列号查看应答服务器的日志。',
      },
      { en: 'Ask its postmaster, with the whole reply.', zh: '附完整回复询问其管理员。' },
    ],
    standard: 'RFC 3463 §3.1 (x.0.0)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
