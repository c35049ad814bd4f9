import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { activeServices, postfixServices } from '../../../collect/postfix/services.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Transports that deliver nothing; as a default they stop all mail. */
const dead = /^(?:hold|defer|retry|error|discard)(?::|$)/

/**
 * A switch meant for maintenance is still on: soft_bounce turns final refusals into temporary ones,
 * defer_transports and a dead default_transport keep all mail back. postconf(5).
 */
export const queueSoftBounceOrDeferLeftOn = condition({
  id: 'queue-soft-bounce-or-defer-left-on',
  topic: 'configuration',
  severity: 'medium',
  needs: { configuration: postfixConfiguration },
  optional: { services: postfixServices },
  detect: ({ configuration, services }) => {
    if (configuration.status === 'absent') return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const servers =
      services.status === 'known'
        ? activeServices(services.value).filter(({ command }) => command === 'smtpd')
        : []
    const softly =
      postfix.value('soft_bounce') === 'yes' ||
      servers.some((one) => postfix.valueIn(one, 'soft_bounce') === 'yes')
    const held = (postfix.value('defer_transports') ?? '').trim()
    // A null client that must never send is set up with `error` on purpose, so only holding back counts.
    const isDead = ['default_transport', 'relay_transport', 'virtual_transport', 'local_transport'].filter(
      (name) => {
        const value = postfix.value(name) ?? ''
        return (
          postfix.explicit(name) !== undefined &&
          dead.test(value) &&
          !value.startsWith('error') &&
          !value.startsWith('discard')
        )
      },
    )
    const switches = [
      ...(softly ? ['soft_bounce'] : []),
      ...(held === '' ? [] : ['defer_transports']),
      ...isDead,
    ]
    if (switches.length === 0) return fine(postfix.evidence('soft_bounce', 'defer_transports'))
    return switches.map((name) =>
      problem({
        subject: name,
        confidence: 'certain',
        severity: name === 'soft_bounce' ? 'medium' : 'high',
        evidence: postfix.evidence(name),
        values: { value: name === 'soft_bounce' ? 'yes' : (postfix.value(name) ?? '') },
        marks: [
          `parameter:${name}`,
          ...(name === 'soft_bounce'
            ? []
            : ['detail:deferred-transport', ...held.split(/[\s,]+/).map((one) => `transport:${one}`)]),
        ],
      }),
    )
  },
  explains: [{ condition: 'deliveries-deferred' }],
  texts: {
    en: {
      title: 'A maintenance switch was left on: {subject} = {value}',
      because:
        '{subject} = {value} is meant for tests and maintenance. soft_bounce turns every final refusal into "try again ' +
        'later", so senders never learn of a wrong address; the others keep mail in the queue until they are removed.',
      allClear: 'no maintenance switch is on',
    },
    zh: {
      title: '维护开关未关闭：{subject} = {value}',
      because:
        '{subject} = {value} 只应用于测试和维护。soft_bounce 会把所有最终拒绝变成“稍后再试”，发件人永远不知道地址有误；其他开关会让邮件一直留在队列中。',
      allClear: '没有打开的维护开关',
    },
  },
  fix: [
    {
      do: { en: 'Remove it, and let the queue run', zh: '删除该设置，并让队列重新投递' },
      command: 'postconf -X {subject} && postfix reload && postqueue -f',
      risk: 'reload',
    },
  ],
  verify: ['postconf {subject}'],
  references: [
    'https://www.postfix.org/postconf.5.html#soft_bounce',
    'https://www.postfix.org/postconf.5.html#defer_transports',
  ],
})
