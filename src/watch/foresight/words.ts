import type { Language } from '../../knowledge/condition.ts'
import type { ForecastKind } from './forecasts.ts'
import type { UnusualKind } from './unusual.ts'

interface Texts {
  readonly title: string
  readonly because: string
  readonly fix: string
}

interface Words {
  readonly forecast: Readonly<Record<ForecastKind, Texts>>
  readonly unusual: Readonly<Record<UnusualKind, Texts>>
  readonly failing: Texts
  readonly noImpact: string
}

export const foresightWords: Readonly<Record<Language, Words>> = {
  en: {
    forecast: {
      disk: {
        title: '{subject} will be full in {left}',
        because:
          'it fills by {rate} an hour, steadily for {observed}; {used} is used, {free} is left. It was not as full as this in the last week.',
        fix: 'See what grows, and make room or stop it',
      },
      inodes: {
        title: '{subject} will have no free inodes in {left}',
        because:
          '{rate} of its inodes go in an hour, steadily for {observed}; {used} is used, {free} are left.',
        fix: 'See which folder holds so many small files, and remove them or stop what makes them',
      },
      queue: {
        title: 'the queue will hold 20,000 messages in {left}',
        because:
          'it grows by {rate} messages an hour, steadily for {observed}, and holds {used}. Beyond that, new mail waits for mail that cannot be delivered.',
        fix: 'See which destination the mail waits for',
      },
      mailbox: {
        title: 'the mailbox {subject} will be full in {left}',
        because:
          'it fills by {rate} an hour, steadily for {observed}; {used} is used. Then mail to it waits or bounces.',
        fix: 'Raise its quota, or tell its owner to make room',
      },
    },
    unusual: {
      'no-mail': {
        title: 'no mail came in the hour from {hour}',
        because:
          'usually about {usual} messages come in this hour, and on no day that is known did so few come, weekends among them. Nothing else that was looked at explains it.',
        fix: 'Send a mail from outside, and see where it stops',
      },
      rejections: {
        title: 'far more mail than usual is refused',
        because: '{value} refusals in the hour from {hour}; usual are {usual}, the most before was {most}.',
        fix: 'See what is refused, and from where',
      },
      deferrals: {
        title: 'far more deliveries than usual are put off',
        because: '{value} deferrals in the hour from {hour}; usual are {usual}, the most before was {most}.',
        fix: 'See for which destinations, and with which replies',
      },
      'failed-logins': {
        title: 'far more log-ins than usual fail',
        because: '{value} failed in the hour from {hour}; usual are {usual}, the most before was {most}.',
        fix: 'See from where they come; is fail2ban at work?',
      },
      'user-sending': {
        title: '{subject} sends far more mail than ever',
        because:
          '{value} messages in the hour from {hour}; usual are {usual}, the most before was {most}. A stolen password looks like this; so does a first newsletter.',
        fix: 'Ask the owner; if it was not them, change the password and empty the queue of that sender',
      },
    },
    failing: {
      title: 'alerts do not reach {subject}',
      because: 'the channel took nothing in {tries} tries since {since} UTC: {error}',
      fix: 'See whether its address and secret still hold',
    },
    noImpact: 'no mail is hit yet',
  },
  zh: {
    forecast: {
      disk: {
        title: '{subject} 将在 {left} 后写满',
        because: '它每小时增加 {rate}，已持续 {observed}；已用 {used}，剩余 {free}。最近一周从未这么满过。',
        fix: '查看是什么在增长，清理空间或阻止它',
      },
      inodes: {
        title: '{subject} 的 inode 将在 {left} 后用尽',
        because: '每小时消耗 {rate} 的 inode，已持续 {observed}；已用 {used}，剩余 {free} 个。',
        fix: '查看哪个目录存放了大量小文件，清理它们或阻止其来源',
      },
      queue: {
        title: '队列将在 {left} 后达到 20,000 封邮件',
        because:
          '它每小时增加 {rate} 封，已持续 {observed}，现有 {used} 封。超过该数量后，新邮件要等待无法投递的邮件。',
        fix: '查看邮件在等待哪个目的地',
      },
      mailbox: {
        title: '邮箱 {subject} 将在 {left} 后满',
        because:
          '它每小时增加 {rate}，已持续 {observed}；已用 {used}。满了之后，发给它的邮件会等待或被退回。',
        fix: '提高其配额，或请用户清理邮箱',
      },
    },
    unusual: {
      'no-mail': {
        title: '从 {hour} 开始的一小时内没有收到邮件',
        because:
          '这一小时通常约有 {usual} 封邮件，已知的任何一天（包括周末）都没有这么少。检查过的其他项目都不能解释它。',
        fix: '从外部发送一封邮件，看它停在哪里',
      },
      rejections: {
        title: '被拒收的邮件远多于平常',
        because: '从 {hour} 开始的一小时内拒收 {value} 次；平常 {usual} 次，此前最多 {most} 次。',
        fix: '查看拒收了什么、来自哪里',
      },
      deferrals: {
        title: '被推迟的投递远多于平常',
        because: '从 {hour} 开始的一小时内推迟 {value} 次；平常 {usual} 次，此前最多 {most} 次。',
        fix: '查看是哪些目的地、收到了什么应答',
      },
      'failed-logins': {
        title: '登录失败远多于平常',
        because: '从 {hour} 开始的一小时内失败 {value} 次；平常 {usual} 次，此前最多 {most} 次。',
        fix: '查看它们来自哪里；fail2ban 是否在工作？',
      },
      'user-sending': {
        title: '{subject} 发送的邮件远多于以往',
        because:
          '从 {hour} 开始的一小时内发送 {value} 封；平常 {usual} 封，此前最多 {most} 封。密码被盗会这样，第一次发送新闻邮件也会这样。',
        fix: '询问用户；如果不是本人，请修改密码并清空该发件人的队列',
      },
    },
    failing: {
      title: '告警无法送达 {subject}',
      because: '自 {since}（UTC）起，该渠道 {tries} 次都没有接收：{error}',
      fix: '检查其地址和密钥是否仍然有效',
    },
    noImpact: '尚无邮件受影响',
  },
}
