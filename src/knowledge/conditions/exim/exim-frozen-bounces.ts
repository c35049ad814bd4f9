import { eximQueue } from '../../../collect/exim/queue.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A few frozen messages are everyday life; Debian's daily report speaks of more than that. */
const few = 10
/** So many are no everyday life any more. */
const several = 100
const many = 1_000

/** Messages that Exim gave up trying, mostly bounces to forged senders, pile up in the queue. */
export const eximFrozenBounces = condition({
  id: 'exim-frozen-bounces',
  topic: 'slow',
  severity: 'low',
  needs: { queue: eximQueue },
  detect: ({ queue }) => {
    if (queue.status === 'absent') return notApplicable('Exim is not installed')
    const { messages, frozen, frozenBounces, byQueue } = queue.value
    if (frozen < few) return fine(queue.evidence, 'exim queue')
    return problem({
      subject: 'exim queue',
      confidence: 'certain',
      severity: frozen >= many ? 'high' : frozen >= several ? 'medium' : 'low',
      evidence: queue.evidence,
      values: { messages, frozen, bounces: frozenBounces, example: byQueue.get('frozen')?.queueIds[0] ?? '' },
      marks: ['program:exim'],
    })
  },
  texts: {
    en: {
      title: '{frozen} frozen messages lie in Exim’s queue',
      because:
        'Of {messages} messages in the queue {frozen} are frozen: Exim tries them no more. {bounces} are bounces that ' +
        'nobody takes back, as happens when mail to unknown recipients is accepted first and returned later.',
      allClear: 'hardly anything is frozen in Exim’s queue',
    },
    zh: {
      title: 'Exim 队列中有 {frozen} 封冻结的邮件',
      because:
        '队列中 {messages} 封邮件有 {frozen} 封被冻结：Exim 不再尝试投递。其中 {bounces} 封是无人接收的退信，通常是先接收发往未知收件人的邮件、之后再退回造成的。',
      allClear: 'Exim 队列中几乎没有冻结的邮件',
    },
  },
  fix: [
    {
      do: { en: 'See what they are and why they are frozen', zh: '查看内容以及冻结原因' },
      command: 'exim -bp | grep -A1 frozen | head; exim -Mvl {example}',
      risk: 'none',
    },
    {
      do: {
        en: 'Refuse unknown recipients in the dialogue (verify = recipient), so that no bounce is made',
        zh: '在会话中拒绝未知收件人（verify = recipient），从而不产生退信',
      },
      risk: 'none',
    },
    {
      do: { en: 'Remove those that are of no use', zh: '删除无用的冻结邮件' },
      command: 'exiqgrep -z -i | xargs -r exim -Mrm',
      risk: 'data',
    },
  ],
  verify: ['exim -bp | grep -c frozen'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-main_configuration.html'],
})
