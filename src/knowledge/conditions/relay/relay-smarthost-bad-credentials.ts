import { mailLog } from '../../../collect/logs/mail-log.ts'
import { smarthost } from '../../../collect/mail/smarthost.ts'
import { now } from '../../../collect/system/now.ts'
import type { DeliveryGroup } from '../../../logs/mail-log.ts'
import { condition, fine, type LinkedProblem, notApplicable, problem } from '../../condition.ts'
import { eximRefusedLogins } from '../../exim-verdicts.ts'
import { opensmtpdRefusedLogins } from '../../opensmtpd-verdicts.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

const changes = {
  Postfix: '${EDITOR:-vi} /etc/postfix/sasl_passwd && postmap hash:/etc/postfix/sasl_passwd && postqueue -f',
  Exim: '${EDITOR:-vi} /etc/exim4/passwd.client && exim -qff',
  OpenSMTPD:
    'grep -n secrets /etc/smtpd.conf; ${EDITOR:-vi} /etc/smtpd/secrets && systemctl restart opensmtpd',
} as const

/** What smtp(8) says when the other side refuses our log-in (smtp_sasl_glue.c). */
const refusedLogin = /SASL authentication failed; server \S{1,300} said: (5\d\d.{0,300})/s
/** Not the password: the account may not log in by SMTP at all. */
const switchedOff = /5\.7\.139|SmtpClientAuthentication is disabled/

/** The smarthost refuses user name or password: all mail for others waits. RFC 4954. */
export const relaySmarthostBadCredentials = condition({
  id: 'relay-smarthost-bad-credentials',
  topic: 'delivery',
  severity: 'critical',
  needs: { log: mailLog, now },
  optional: { smarthost },
  detect: ({ log, now, smarthost }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const found = troubledDeliveries(log.value, now.value, isRefused, ({ relay, reply }) => [
      relay.host ?? serverIn(reply),
    ])
    const ofExim = eximRefusedLogins(log.value, now.value).map((one) => byProgram('Exim', one))
    const host = smarthost.status === 'known' ? smarthost.value.host : undefined
    const ofOpenSmtpd = opensmtpdRefusedLogins(log.value, now.value, host).map((one) =>
      byProgram('OpenSMTPD', one),
    )
    if (found.length + ofExim.length + ofOpenSmtpd.length === 0) return fine()
    const ofPostfix = found.map(({ name, groups, count, since, evidence, impact }) =>
      problem({
        subject: name,
        confidence: 'certain',
        evidence,
        values: {
          program: 'Postfix',
          change: changes.Postfix,
          count,
          reply: refusedLogin.exec(groups[0]?.reply ?? '')?.[1] ?? groups[0]?.reply ?? '',
        },
        marks: [
          `host:${name}`,
          'reason:auth-failed',
          'reason:auth-required',
          ...groups.flatMap(({ relay }) =>
            relay.address === undefined ? [] : [`endpoint:${relay.address}:${relay.port ?? 25}`],
          ),
        ],
        since,
        impact,
      }),
    )
    return [...ofPostfix, ...ofExim, ...ofOpenSmtpd]
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'deliveries-rejected' },
    // Exim goes on without a log-in, and is refused as a stranger is.
    {
      condition: 'deliveries-rejected',
      when: (cause, { subject }) => subject.startsWith(`${cause.subject}[`),
    },
    // OpenSMTPD says of the waiting mail only "Network error on destination MXs", without a host.
    { condition: 'deliveries-deferred', when: isNamelessAfter },
    { condition: 'exim-paniclog-nonempty', when: (cause) => cause.marks.includes('program:exim') },
  ],
  mistakenFor: [
    {
      condition: 'relay-smarthost-auth-missing',
      toldApartBy: { en: 'a log-in was tried, and its password refused', zh: '已尝试登录，是密码被拒' },
    },
  ],
  texts: {
    en: {
      title: 'The smarthost {subject} refuses our user name or password',
      because:
        '{program} logs in at {subject} to send mail, and is refused: {reply}. {count} messages wait. Passwords change; ' +
        'some providers (Google) want an app password or OAuth instead of the account’s password.',
      allClear: 'no smarthost refuses our log-in',
    },
    zh: {
      title: '中继主机 {subject} 拒绝了本机的用户名或密码',
      because:
        '{program} 登录 {subject} 发信时被拒：{reply}。{count} 封邮件在等待。密码可能已更改；某些服务商（如 Google）要求使用应用专用密码或 OAuth。',
      allClear: '没有中继主机拒绝本机登录',
    },
  },
  fix: [
    {
      do: {
        en: 'Write the right password (at Google: an app password) into the table, and rebuild it where it is indexed',
        zh: '在表中写入正确的密码（Google 需用应用专用密码）并在需要时重新生成',
      },
      command: '{change}',
      risk: 'none',
    },
  ],
  verify: ['postqueue -p | tail -1', 'journalctl -g "SASL authentication failed" --since -10min'],
  references: [
    'https://www.postfix.org/SASL_README.html#client_sasl',
    'https://support.google.com/mail/answer/185833',
  ],
})

function isRefused({ reply }: DeliveryGroup): boolean {
  return refusedLogin.test(reply) && !switchedOff.test(reply)
}

function serverIn(reply: string): string {
  return /server ([^\s[]{1,255})/.exec(reply)?.[1] ?? 'smarthost'
}

function isNamelessAfter(cause: LinkedProblem, { marks }: LinkedProblem): boolean {
  const isNameless = !marks.some((mark) => mark.startsWith('endpoint:'))
  return (
    cause.marks.includes('program:opensmtpd') &&
    isNameless &&
    marks.some((mark) => mark.endsWith('reason:unknown'))
  )
}

/** For servers that log refused log-ins by themselves, and not with each delivery. */
function byProgram(
  program: 'Exim' | 'OpenSMTPD',
  { host, reply, count, since, evidence }: ReturnType<typeof eximRefusedLogins>[number],
) {
  return problem({
    subject: host,
    confidence: 'certain',
    evidence,
    values: { program, change: changes[program], count, reply },
    marks: [`host:${host}`, 'reason:auth-failed', 'reason:auth-required', `program:${program.toLowerCase()}`],
    since,
  })
}
