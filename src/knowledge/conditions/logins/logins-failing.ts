import type { Fact } from '../../../collect/fact.ts'
import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type ServiceProbe, serviceProbes } from '../../../collect/services/probes.ts'
import { now } from '../../../collect/system/now.ts'
import type { LoginFailureGroup, MailLog, TlsFailureGroup, TlsFailureKind } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { marksOf } from '../../log-context.ts'
import { firstFew } from '../../mail-share.ts'
import { postfixOffersAuth } from '../../smtp-answers.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * Users cannot log in: the authentication server does not answer, mail programs refuse the certificate,
 * or many users' passwords fail at once. One user's wrong password, and strangers who guess, are no fault.
 */
export const loginsFailing = condition({
  id: 'logins-failing',
  topic: 'client',
  severity: 'high',
  symptom: true,
  needs: { log: mailLog },
  optional: { now, probes: serviceProbes },
  detect: ({ log, now, probes }) => {
    if (log.status === 'absent') return notApplicable('this host has no mail log')
    const found = [
      ...authenticationUnreachable(log.value, worksSince(now, probes)),
      ...serverFailures(log.value),
      ...certificateRefused(log.value),
      ...everyPasswordFails(log.value),
    ]
    return found.length === 0 ? fine() : found
  },
  texts: {
    en: {
      title: 'Log-ins fail: {subject}',
      because: '{count} log-ins failed, and the password is not the reason. The log says: {reply}',
      allClear: 'log-ins work',
    },
    zh: {
      title: '登录失败：{subject}',
      because: '{count} 次登录失败，原因并非密码错误。日志内容：{reply}',
      allClear: '登录正常',
    },
  },
  fix: [
    {
      do: { en: 'Try to log in on the server itself', zh: '在服务器上测试登录' },
      command: 'doveadm auth test USER',
      risk: 'none',
    },
    {
      do: { en: 'Read what Dovecot says about it', zh: '查看 Dovecot 的相关日志' },
      command: "doveadm log errors; grep -E 'auth(:|-worker)' /var/log/mail.log | tail -20",
      risk: 'none',
    },
  ],
  verify: ["grep -E 'imap-login: (Login|Logged in)' /var/log/mail.log | tail -3"],
  references: [
    'https://www.postfix.org/SASL_README.html',
    'https://doc.dovecot.org/latest/core/admin/errors.html',
  ],
})

/** smtpd(8) found no authentication server behind its socket (xsasl_dovecot_server.c). */
const unreachableWords = [
  'Connect to Dovecot auth socket',
  'Connect to private/auth failed',
  'no SASL authentication mechanisms',
] // prettier-ignore

/** When it was seen to work by asking, if it does. */
function worksSince(now: Fact<number>, probes: Fact<readonly ServiceProbe[]>): number {
  return now.status === 'known' && postfixOffersAuth(probes) ? now.value : 0
}

function authenticationUnreachable(log: MailLog, offeredAt: number): readonly Verdict[] {
  const groups = findMessages(log, { contains: unreachableWords })
  const [latest] = groups
  if (latest === undefined) return []
  const since = Math.min(...groups.map(({ firstAt }) => firstAt))
  const evidence = groups.slice(0, 3).map(({ lastExample }) => lastExample)
  const subject = 'SMTP AUTH'
  const worked = Math.max(log.traffic.lastSubmittedAt ?? 0, offeredAt)
  if (worked > latest.lastAt) return [over({ evidence, subject, since, until: worked })]
  return [
    problem({
      subject,
      confidence: 'likely',
      evidence,
      values: { count: latest.count, reply: latest.text },
      marks: [...new Set(['service:submission', 'reason:auth-unavailable', ...groups.flatMap(marksOf)])],
      since,
    }),
  ]
}

/** Log-ins that ended in an error of the server. Who guesses passwords gets those too: he is no witness. */
function serverFailures(log: MailLog): readonly Verdict[] {
  const guessing = new Set(log.logins.failuresByClient.map(({ client }) => client))
  const groups = log.logins.serverFailures.filter(({ client }) => !guessing.has(client))
  const [first] = groups
  if (first === undefined) return []
  const lastAt = Math.max(...groups.map((group) => group.lastAt))
  const since = Math.min(...groups.map(({ firstAt }) => firstAt))
  const evidence = groups.slice(0, 3).map(({ lastExample }) => lastExample)
  const services = [...new Set(groups.flatMap((group) => group.services))]
  const subject = `${firstFew(services)}: ${first.reason.slice(0, 60)}`
  const worked = log.logins.lastSuccessAt ?? 0
  if (worked > lastAt) return [over({ evidence, subject, since, until: worked })]
  return [
    problem({
      subject,
      severity: groups.length >= 3 || log.logins.successes === 0 ? 'high' : 'medium',
      confidence: 'likely',
      evidence,
      values: { count: sum(groups), reply: first.reason },
      marks: [...services.map(serviceMark), 'reason:auth-unavailable', ...clientMarks(groups)],
      since,
      impact: { messages: [], users: usersOf(groups) },
    }),
  ]
}

/** Alerts that a program sends only when it checked our certificate (RFC 8446 §6.2): scanners do not. */
const certificateKinds: readonly TlsFailureKind[] = [
  'unknown-ca',
  'bad-certificate',
  'certificate-expired',
  'certificate-unknown',
  'server-setup',
] // prettier-ignore

function certificateRefused(log: MailLog): readonly Verdict[] {
  return log.tlsFailures.filter(isAtLogin).map((failure) => {
    const service = failure.service.split('/')[0] ?? failure.service
    return problem({
      subject: `${service}: TLS ${failure.kind}`,
      severity: failure.kind === 'server-setup' ? 'high' : 'medium',
      confidence: failure.kind === 'certificate-unknown' ? 'possible' : 'likely',
      evidence: [failure.lastExample],
      values: { count: failure.count, reply: failure.lastExample.text.slice(0, 300) },
      marks: ['reason:tls-failed', `tls:${failure.kind}`, `service:${service}`],
      since: failure.firstAt,
    })
  })
}

function isAtLogin({ service, kind, program }: TlsFailureGroup): boolean {
  const login = program === 'dovecot' || /^(submission|submissions|smtps)\//.test(service)
  return login && certificateKinds.includes(kind)
}

/** So many users do not mistype their passwords on one day, from so many places, without one success. */
const manyUsers = 3

/** The password database answers wrongly, or changed: known users fail from their own addresses. */
function everyPasswordFails(log: MailLog): readonly Verdict[] {
  const known = new Set(log.logins.byUser.map(({ user }) => user))
  const groups = log.logins.failuresByClient.filter(
    (group) => group.succeededAt !== undefined || group.users.every(({ user }) => known.has(user)),
  )
  const users = usersOf(groups).filter((user) => known.has(user))
  const since = Math.min(...groups.map(({ firstAt }) => firstAt))
  const [first] = groups
  if (first === undefined || users.length < manyUsers || groups.length < manyUsers) return []
  if ((log.logins.lastSuccessAt ?? 0) > since) return []
  return [
    problem({
      subject: firstFew([...new Set(groups.flatMap(({ services }) => services))]),
      confidence: 'possible',
      evidence: groups.slice(0, 3).map(({ lastExample }) => lastExample),
      values: { count: sum(groups), reply: first.reason },
      marks: ['reason:auth-failed'],
      since,
      impact: { messages: [], users },
    }),
  ]
}

function sum(groups: readonly LoginFailureGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}

function usersOf(groups: readonly LoginFailureGroup[]): readonly string[] {
  return [...new Set(groups.flatMap((group) => group.users.map(({ user }) => user)))]
}

function clientMarks(groups: readonly LoginFailureGroup[]): readonly string[] {
  return groups.slice(0, 50).map(({ client }) => `address:${client}`)
}

function serviceMark(service: string): string {
  return `service:${service.split('/')[0]}`
}
