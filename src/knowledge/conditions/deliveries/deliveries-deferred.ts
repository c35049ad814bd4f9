import { deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { condition, notApplicable } from '../../condition.ts'
import { deliveryVerdicts } from '../../delivery-symptom.ts'

/**
 * Mail waits in the queue because deliveries to a destination fail for now (`status=deferred`). Postfix
 * tries again for five days (postconf(5) maximal_queue_lifetime). Deferrals after which the mail was sent
 * are over: that is what queues are for.
 */
export const deliveriesDeferred = condition({
  id: 'deliveries-deferred',
  topic: 'delivery',
  severity: 'medium',
  symptom: true,
  needs: { log: mailLog, troubles: deliveryTroubles },
  detect: ({ log, troubles }) => {
    if (log.status === 'absent' || troubles.status === 'absent')
      return notApplicable('this host has no mail log')
    return deliveryVerdicts(troubles.value, 'deferred', log.value)
  },
  texts: {
    en: {
      title: 'Mail waits: deliveries to {subject} fail for now',
      because:
        '{messages} messages could not be delivered to {subject} and wait in the queue ({attempts} attempts). ' +
        'The reason given is: {reply}',
      allClear: 'no delivery is being put off',
    },
    zh: {
      title: '邮件滞留：暂时无法投递到 {subject}',
      because:
        '{messages} 封邮件无法投递到 {subject}，正在队列中等待（已尝试 {attempts} 次）。对方给出的原因：{reply}',
      allClear: '没有被推迟的投递',
    },
  },
  fix: [
    {
      do: { en: 'See what waits, and why', zh: '查看哪些邮件在等待以及原因' },
      command: 'postqueue -p',
      risk: 'none',
    },
    {
      do: {
        en: 'When the reason is gone, let the queue run; it also does so by itself',
        zh: '原因消除后让队列立即重试（队列本身也会自动重试）',
      },
      command: 'postqueue -f',
      risk: 'none',
    },
  ],
  verify: ['postqueue -p | tail -1'],
  references: [
    'https://www.postfix.org/QSHAPE_README.html',
    'https://www.postfix.org/postconf.5.html#maximal_queue_lifetime',
  ],
})
