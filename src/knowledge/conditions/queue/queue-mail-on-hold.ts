import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { postfixQueue } from '../../../collect/postfix/queue.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const hour = 3_600_000
/** What an operator or a rule holds is looked at within a working day. */
const forgottenMilliseconds = 24 * hour
const many = 10

/** Mail lies in the hold queue, where it stays until somebody releases or deletes it. postsuper(1). */
export const queueMailOnHold = condition({
  id: 'queue-mail-on-hold',
  topic: 'delivery',
  severity: 'medium',
  needs: { queue: postfixQueue, now },
  optional: { configuration: postfixConfiguration },
  detect: ({ queue, now, configuration }) => {
    if (queue.status === 'absent' || now.status === 'absent') return notApplicable('Postfix is not installed')
    const held = queue.value.byQueue.get('hold')
    if (held === undefined || held.messages === 0) return fine(queue.evidence)
    const age = held.oldestAt === undefined ? undefined : now.value - held.oldestAt
    const isForgotten = age === undefined || age > forgottenMilliseconds
    return problem({
      subject: 'hold',
      confidence: 'certain',
      severity: isForgotten && held.messages >= many ? 'medium' : 'low',
      evidence: [
        ...queue.evidence,
        ...(configuration.status === 'known' ? configuration.value.evidence('header_checks') : []),
      ],
      values: { count: held.messages, hours: age === undefined ? '?' : Math.floor(age / hour) },
      marks: [],
      ...(held.oldestAt === undefined ? {} : { since: held.oldestAt }),
      impact: { messages: held.queueIds, users: held.senders.filter((sender) => sender !== '') },
    })
  },
  texts: {
    en: {
      title: '{count} messages are on hold',
      because:
        '{count} messages lie in the queue "{subject}", the oldest for {hours} hours. Postfix never delivers those by ' +
        'itself: an operator, an access or header rule (HOLD), or a filter such as MailScanner put them there.',
      allClear: 'nothing is on hold',
    },
    zh: {
      title: '{count} 封邮件被挂起',
      because:
        '“{subject}”队列中有 {count} 封邮件，最旧的已有 {hours} 小时。Postfix 不会自行投递它们：是管理员、访问或信头规则（HOLD），或 MailScanner 之类的过滤器放入的。',
      allClear: '没有被挂起的邮件',
    },
  },
  fix: [
    { do: { en: 'Look at them', zh: '查看它们' }, command: "postqueue -p | grep -A2 '!'", risk: 'none' },
    {
      do: { en: 'Release those that are wanted (or all)', zh: '放行需要的邮件（或全部）' },
      command: 'postsuper -H ALL',
      risk: 'data',
    },
  ],
  verify: ["postqueue -p | grep -c '!'"],
  references: ['https://www.postfix.org/postsuper.1.html'],
})
