import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotState } from '../../../collect/dovecot/state.ts'
import type { Fact } from '../../../collect/fact.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { requiredSockets } from '../../../collect/sockets/required-sockets.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { dovecotMarks } from '../../dovecot-marks.ts'
import { isPasswordCheck } from '../../login-effects.ts'

const notMeantToRun = new Set(['disabled', 'masked'])

/**
 * Dovecot does not run: no IMAP, no POP3, no log-in for submission (Postfix asks Dovecot), no delivery
 * into mailboxes by LMTP. One cause for all of these.
 */
export const dovecotStopped = condition({
  id: 'dovecot-stopped',
  topic: 'downtime',
  severity: 'critical',
  needs: { state: dovecotState },
  optional: { configuration: dovecotConfiguration, sockets: requiredSockets, log: mailLog },
  detect: ({ state, configuration, sockets, log }) => {
    if (state.status === 'absent') return notApplicable('Dovecot is not installed here')
    const { running, enabled, activeState, evidence } = state.value
    if (running) return fine(evidence)
    const required = sockets.status === 'known' ? sockets.value : []
    const stopped = stoppedAt(log)
    if (notMeantToRun.has(enabled ?? '') && required.length === 0)
      return notApplicable('Dovecot is switched off, and nothing here asks for it')
    const settings = configuration.status === 'known' ? configuration.value : undefined
    const refusal = settings?.refusal
    const last = lastEvents(log)
    return problem({
      subject: 'dovecot.service',
      confidence: 'certain',
      evidence: [
        ...evidence,
        ...(refusal === undefined
          ? []
          : [
              {
                kind: 'command',
                where: 'doveconf -n',
                text: refusal.text,
                at: evidence[0]?.at ?? '',
              } as const,
            ]),
        ...last,
      ],
      values: { state: activeState ?? 'not running', enabled: enabled ?? 'unknown' },
      marks: ['unit:dovecot.service', 'program:dovecot', ...dovecotMarks(settings, required)],
      ...(stopped === undefined ? {} : { since: stopped }),
    })
  },
  explains: [
    { condition: 'service-not-listening' },
    { condition: 'auth-socket-missing' },
    { condition: 'dovecot-lmtp-unreachable' },
    // Every log-in here is checked by Dovecot.
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'deliveries-deferred' },
    { condition: 'submissions-refused' },
    // "fatal: no SASL authentication mechanisms": smtpd ends at every start.
    { condition: 'queue-master-throttling', when: (_, { subject }) => subject === 'smtpd' },
    { condition: 'inbound-refused' },
  ],
  mistakenFor: [
    {
      condition: 'auth-socket-missing',
      toldApartBy: {
        en: 'Dovecot itself is not running; its sockets are gone or dead because of that',
        zh: 'Dovecot 本身没有运行，套接字因此不存在或无人监听',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot is not running',
      because:
        'The service dovecot is {state} (start at boot: {enabled}). Without it nobody can read mail (IMAP, POP3), ' +
        'nobody can log in to send, and incoming mail cannot be put into mailboxes: it waits in the queue.',
      allClear: 'Dovecot is running',
    },
    zh: {
      title: 'Dovecot 没有运行',
      because:
        'dovecot 服务的状态为 {state}（开机启动：{enabled}）。没有它，用户无法收信（IMAP、POP3），无法登录发信，新邮件也无法投递到邮箱，只能在队列中等待。',
      allClear: 'Dovecot 正在运行',
    },
  },
  fix: [
    {
      do: { en: 'See whether its configuration is accepted', zh: '检查配置是否被接受' },
      command: 'doveconf -n > /dev/null',
      risk: 'none',
    },
    {
      do: { en: 'Start it, now and at every boot', zh: '立即启动，并设为开机启动' },
      command: 'systemctl enable --now dovecot',
      risk: 'restart',
    },
    {
      do: { en: 'If it stops again, read why', zh: '若再次停止，查看原因' },
      command: 'journalctl -u dovecot -n 50 --no-pager',
      risk: 'none',
    },
    {
      do: { en: 'Let the mail that waited go into the mailboxes', zh: '让等待中的邮件投递到邮箱' },
      command: 'postqueue -f',
      risk: 'none',
    },
  ],
  verify: ['systemctl is-active dovecot', "ss -ltn | grep -E ':(143|993) '"],
  references: ['https://doc.dovecot.org/main/core/admin/running.html'],
})

function stoppedAt(log: Fact<MailLog>): number | undefined {
  if (log.status !== 'known') return undefined
  return log.value.timeline.findLast(
    ({ kind, subject }) => kind === 'stopped' && subject.startsWith('dovecot'),
  )?.at
}

function lastEvents(log: Fact<MailLog>) {
  if (log.status !== 'known') return []
  const events = log.value.timeline.filter(
    ({ kind, subject }) => subject.startsWith('dovecot') && (kind === 'stopped' || kind === 'failed'),
  )
  return events.slice(-1).map(({ evidence }) => evidence)
}
