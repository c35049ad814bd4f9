import { deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { deliveryMarks, endedAt, impactOf } from '../../delivery-symptom.ts'
import { shortened } from '../../mail-share.ts'

/**
 * A receiver puts off mail of senders that it does not know yet and takes it at a later try (RFC 6647).
 * Nothing is to be mended; mail that has got through since is over and done with.
 */
export const remoteGreylisting = condition({
  id: 'remote-greylisting',
  topic: 'slow',
  severity: 'info',
  needs: { troubles: deliveryTroubles },
  detect: ({ troubles }) => {
    if (troubles.status === 'absent') return notApplicable('this host has no mail log')
    const found = troubles.value.filter(({ reading, local }) => reading.reason === 'greylisted' && !local)
    if (found.length === 0) return fine()
    return found.map((trouble) => {
      const { subject, evidence, firstAt, reply, messages } = trouble
      const until = endedAt(trouble)
      if (until !== undefined) return over({ evidence, subject, since: firstAt, until })
      return problem({
        subject,
        confidence: 'likely',
        evidence,
        values: { messages, reply: shortened(reply) },
        marks: deliveryMarks(trouble),
        since: firstAt,
        impact: impactOf(trouble),
      })
    })
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) => cause.subject === effect.subject && effect.marks.includes('reason:greylisted'),
    },
  ],
  texts: {
    en: {
      title: '{subject} greylists: the mail is only late',
      because:
        '{subject} puts off mail of senders that it does not know yet, on purpose ({messages} messages: {reply}). ' +
        'Postfix tries again by itself, and then it is taken. Nothing is wrong here.',
      allClear: 'no receiver greylists mail of this host',
    },
    zh: {
      title: '{subject} 启用了灰名单：邮件只是延迟',
      because:
        '{subject} 会有意推迟陌生发件方的邮件（{messages} 封：{reply}）。Postfix 会自动重试，之后即被接收。本机没有问题。',
      allClear: '没有接收方对本机启用灰名单',
    },
  },
  fix: [
    {
      do: {
        en: 'Wait: the next tries follow after 5, 10, 20 … minutes. Do not flush the queue again and again',
        zh: '等待即可：之后会在 5、10、20……分钟时重试。不要反复强制刷新队列',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p | tail -1', "grep 'status=sent' /var/log/mail.log | tail -3"],
  references: ['https://www.rfc-editor.org/rfc/rfc6647'],
})
