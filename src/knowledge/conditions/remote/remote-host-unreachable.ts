import { type DeliveryTrouble, deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { deliveryMarks, endedAt, impactOf } from '../../delivery-symptom.ts'
import { firstFew, severityOfOthers, shortened } from '../../mail-share.ts'

/** Mail that another server took shortly before shows that the way out worked then. */
const recentMilliseconds = 3_600_000

/**
 * One receiver cannot be reached, or breaks connections off, while others take mail from this host: the
 * fault is there. Where all receivers fail, it is not: then the way out is blocked or broken.
 */
export const remoteHostUnreachable = condition({
  id: 'remote-host-unreachable',
  topic: 'delivery',
  severity: 'info',
  needs: { log: mailLog, troubles: deliveryTroubles },
  detect: ({ log, troubles }) => {
    if (log.status === 'absent' || troubles.status === 'absent')
      return notApplicable('this host has no mail log')
    const failing = troubles.value.filter(isUnreachable)
    const found = failing.filter((trouble) => othersWork(trouble, failing, log.value))
    if (found.length === 0) return fine()
    return found.map((trouble) => {
      const working = workingSince(trouble, log.value)
      return problem({
        subject: trouble.subject,
        severity: severityOfOthers(trouble.messages, log.value.traffic.sentOut),
        confidence: working.length > 0 ? 'likely' : 'possible',
        evidence: trouble.evidence,
        values: {
          messages: trouble.messages,
          reply: shortened(trouble.reply),
          others: firstFew(working.length > 0 ? working : workingBefore(trouble, log.value)),
        },
        marks: deliveryMarks(trouble),
        since: trouble.firstAt,
        impact: impactOf(trouble),
      })
    })
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) =>
        cause.subject === effect.subject && effect.marks.includes('reason:connection-failed'),
    },
  ],
  texts: {
    en: {
      title: 'One receiver cannot be reached: {subject}',
      because:
        '{subject} does not take connections, or breaks them off ({reply}), while other servers take mail from ' +
        'here: {others}. The fault is at that receiver; {messages} messages wait and are tried again for five days.',
      allClear: 'the receivers that mail goes to can be reached',
    },
    zh: {
      title: '某个接收方无法连接：{subject}',
      because:
        '{subject} 不接受连接或中途断开（{reply}），而其他服务器正常接收本机的邮件：{others}。问题在对方；{messages} 封邮件在等待，Postfix 会重试五天。',
      allClear: '各接收方均可连接',
    },
  },
  fix: [
    {
      who: 'recipient',
      do: {
        en: 'Tell the postmaster there by another way, if it matters; otherwise wait: Postfix tries again by itself',
        zh: '如有必要，通过其他途径联系对方管理员；否则等待即可，Postfix 会自动重试',
      },
      risk: 'none',
    },
  ],
  verify: ['postqueue -p'],
  references: ['https://www.postfix.org/smtp.8.html', 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4'],
})

function isUnreachable(trouble: DeliveryTrouble): boolean {
  const { status, local, reading } = trouble
  return (
    status === 'deferred' &&
    !local &&
    reading.reason === 'connection-failed' &&
    endedAt(trouble) === undefined
  )
}

/** Fewer receivers fail than work since; a single failing one may also rest on mail sent just before. */
function othersWork(trouble: DeliveryTrouble, failing: readonly DeliveryTrouble[], log: MailLog): boolean {
  const failingDomains = new Set(failing.flatMap(({ domains }) => domains))
  const working = workingSince(trouble, log)
  if (onlyIpv6Fails(failing, log) && !working.some((relay) => isIpv6Relay(relay))) return false
  if (failingDomains.size <= working.length) return true
  return failingDomains.size === 1 && workingBefore(trouble, log).length > 0
}

function workingSince(trouble: DeliveryTrouble, log: MailLog): readonly string[] {
  return remoteRelays(trouble, log, ({ lastAt }) => lastAt > trouble.firstAt)
}

function workingBefore(trouble: DeliveryTrouble, log: MailLog): readonly string[] {
  return remoteRelays(trouble, log, ({ lastAt }) => lastAt > trouble.firstAt - recentMilliseconds)
}

function remoteRelays(trouble: DeliveryTrouble, log: MailLog, when: (relay: { lastAt: number }) => boolean) {
  const own = new Set(trouble.relays.map(({ text }) => text))
  return log.accepted.relays
    .filter((relay) => !relay.local && relay.name.includes('[') && !own.has(relay.name) && when(relay))
    .map(({ name }) => name)
}

/** smtp(8) names only the last address that it tried; the attempts at the others stand by themselves. */
function onlyIpv6Fails(failing: readonly DeliveryTrouble[], log: MailLog): boolean {
  const relays = failing.flatMap((trouble) => trouble.relays)
  const hosts = new Set(relays.map(({ host }) => host))
  const tried = log.connectFailures.map(({ target }) => target).filter(({ host }) => hosts.has(host))
  return [...relays, ...tried].every(({ address }) => address?.includes(':') === true)
}

function isIpv6Relay(relay: string): boolean {
  return /\[[0-9a-fA-F]*:[0-9a-fA-F:.]*\]/.test(relay)
}
