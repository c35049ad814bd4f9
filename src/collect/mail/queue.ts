import { absent } from '../../access/answer.ts'
import { eximQueue } from '../exim/queue.ts'
import { type Fact, fact } from '../fact.ts'
import { opensmtpdQueue } from '../opensmtpd/queue.ts'
import { postfixQueue } from '../postfix/queue.ts'
import type { QueueSummary } from './queue-summary.ts'

export const mailQueue = fact({
  id: 'mail.queue',
  privilege: 'root',
  summary: 'Mail in the queue of the mail server here, whichever it is: number, size, age, by destination.',
  optional: { postfix: postfixQueue, exim: eximQueue, opensmtpd: opensmtpdQueue },
  collect(_world, { postfix, exim, opensmtpd }): Fact<QueueSummary> {
    const all = [postfix, exim, opensmtpd]
    return (
      all.find(({ status }) => status === 'known') ??
      all.find(({ status }) => status === 'unknown') ??
      absent()
    )
  },
})
