import { postfixQueue } from '../../../collect/postfix/queue.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A handful of bounces to dead addresses lies in every queue. */
const manyBounces = 50
const largeShare = 0.5

/**
 * The queue is full of bounces that nobody takes: mail was accepted first and refused later, and its
 * senders were forged. BACKSCATTER_README.
 */
export const queueUndeliverableBounces = condition({
  id: 'queue-undeliverable-bounces',
  topic: 'security',
  severity: 'medium',
  needs: { queue: postfixQueue },
  detect: ({ queue }) => {
    if (queue.status === 'absent') return notApplicable('Postfix is not installed')
    const { bounces, messages, oldestAt } = queue.value
    if (bounces < manyBounces || bounces < messages * largeShare) return fine(queue.evidence)
    return problem({
      confidence: 'certain',
      severity: bounces >= 10 * manyBounces ? 'high' : 'medium',
      evidence: queue.evidence,
      values: { bounces, messages },
      marks: ['sender:MAILER-DAEMON'],
      ...(oldestAt === undefined ? {} : { since: oldestAt }),
    })
  },
  texts: {
    en: {
      title: 'The queue is full of bounces that nobody takes: {bounces} of {messages}',
      because:
        '{bounces} of {messages} messages in the queue are bounces. So many come from taking mail first and refusing it ' +
        'afterwards (unknown recipients, spam, a backup MX): the bounces go to forged senders, and get this server listed.',
      allClear: 'the queue holds no mass of bounces',
    },
    zh: {
      title: '队列中充满无人接收的退信：{messages} 封中有 {bounces} 封',
      because:
        '队列的 {messages} 封邮件中有 {bounces} 封是退信。如此之多通常是因为先接收后拒绝（收件人不存在、垃圾邮件、备用 MX）：退信发给了伪造的发件人，会使本服务器被列入黑名单。',
      allClear: '队列中没有大量退信',
    },
  },
  fix: [
    {
      do: {
        en: 'Refuse unknown recipients while the sender is connected',
        zh: '在连接阶段就拒绝不存在的收件人',
      },
      command: 'postconf local_recipient_maps virtual_mailbox_maps relay_recipient_maps virtual_alias_maps',
      risk: 'none',
    },
    {
      do: { en: 'Delete the bounces, after a look at them', zh: '查看之后删除这些退信' },
      command: 'postqueue -j | jq -r \'select(.sender=="MAILER-DAEMON").queue_id\' | postsuper -d -',
      risk: 'data',
    },
  ],
  verify: ['postqueue -p | grep -c MAILER-DAEMON'],
  references: ['https://www.postfix.org/BACKSCATTER_README.html'],
})
