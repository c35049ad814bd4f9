import { deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { condition, notApplicable } from '../../condition.ts'
import { deliveryVerdicts } from '../../delivery-symptom.ts'

/**
 * Mail was refused for good by its destination and returned to its sender (`status=bounced`), or given
 * up after days in the queue. RFC 5321 §4.2.1: a 5yz reply is not tried again.
 */
export const deliveriesRejected = condition({
  id: 'deliveries-rejected',
  topic: 'delivery',
  severity: 'medium',
  symptom: true,
  needs: { log: mailLog, troubles: deliveryTroubles },
  detect: ({ log, troubles }) => {
    if (log.status === 'absent' || troubles.status === 'absent')
      return notApplicable('this host has no mail log')
    return deliveryVerdicts(troubles.value, 'bounced', log.value)
  },
  texts: {
    en: {
      title: 'Mail is refused: {subject}',
      because:
        '{messages} messages to {subject} were refused for good and returned to their senders. ' +
        'The reason given is: {reply}',
      allClear: 'no delivery was refused for good',
    },
    zh: {
      title: '邮件被拒收：{subject}',
      because: '发往 {subject} 的 {messages} 封邮件被永久拒收并退回发件人。对方给出的原因：{reply}',
      allClear: '没有被永久拒收的投递',
    },
  },
  fix: [
    {
      do: {
        en: 'Read the reply: it names what the receiver demands. Returned mail is not sent again by itself; tell the senders when it is mended',
        zh: '阅读对方的回复：其中写明了要求。被退回的邮件不会自动重发，修复后请通知发件人',
      },
      risk: 'none',
    },
  ],
  verify: ["grep 'status=bounced' /var/log/mail.log | tail -5"],
  references: [
    'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1',
    'https://www.rfc-editor.org/rfc/rfc3463',
  ],
})
