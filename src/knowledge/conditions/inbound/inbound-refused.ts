import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type Refusal, refusals } from '../../../collect/logs/refusals.ts'
import type { MailLog, TlsFailureKind } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { clientNames, isOurFault, refusalVerdict } from '../../refusal-symptom.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * Mail from other servers is refused for a reason that lies here: configuration, disk, a dead milter,
 * failed look-ups, a block list that answers nobody. Refused spam, unknown users, relay probes and
 * scanners are what every server sees, and none of this.
 */
export const inboundRefused = condition({
  id: 'inbound-refused',
  topic: 'delivery',
  severity: 'high',
  symptom: true,
  needs: { log: mailLog, refused: refusals },
  detect: ({ log, refused }) => {
    if (log.status === 'absent' || refused.status === 'absent')
      return notApplicable('this host has no mail log')
    const { received, lastReceivedAt } = log.value.traffic
    const fromServers = refused.value.filter(({ from }) => from === 'servers')
    const ours = fromServers.filter(isOurFault).map((refusal) =>
      refusalVerdict(refusal, log.value, {
        subject: subjectOf(refusal),
        accepted: received,
        lastAcceptedAt: lastReceivedAt,
      }),
    )
    const everyone = ours.length === 0 && received === 0 ? everyoneRefused(fromServers, log.value) : []
    const found = [...ours, ...everyone, ...distrusted(log.value)]
    return found.length === 0 ? fine() : found
  },
  texts: {
    en: {
      title: 'Mail from other servers is refused: {subject}',
      because:
        'This server refused {count} attempts of other servers to deliver mail here (such as {clients}) ' +
        'with: {reply}. Senders of temporary refusals retry for some days; others get their mail back.',
      allClear: 'mail from other servers is taken, or refused for good reasons',
    },
    zh: {
      title: '拒收其他服务器的来信：{subject}',
      because:
        '本服务器拒绝了其他服务器（如 {clients}）的 {count} 次投递，回复为：{reply}。暂时性拒绝时对方会重试数天，否则邮件会被退回。',
      allClear: '其他服务器的来信被正常接收，或因正当理由被拒',
    },
  },
  fix: [
    {
      do: { en: 'Read the warnings that stand just before the refusals', zh: '查看拒收记录之前的警告' },
      command: "grep -E 'postfix/(smtpd|cleanup).*(warning|reject)' /var/log/mail.log | tail -30",
      risk: 'none',
    },
  ],
  verify: ["grep -E 'postfix/smtpd.* client=' /var/log/mail.log | tail -3"],
  references: [
    'https://www.postfix.org/SMTPD_ACCESS_README.html',
    'https://www.postfix.org/MILTER_README.html',
  ],
})

function subjectOf({ code, dsn, text }: Refusal): string {
  const words = text.split(/[;:(]/, 1)[0]?.trim() ?? ''
  return ['smtpd:', code > 0 ? String(code) : '', dsn, words.slice(0, 60)]
    .filter((part) => part !== '')
    .join(' ')
}

/** With so few clients, refusing all of them may be right. */
const manyClients = 3

/** A rule that refuses every client, and nothing was taken all day: too strict, whatever it is about. */
function everyoneRefused(refused: readonly Refusal[], log: MailLog): readonly Verdict[] {
  const kinds = ['client', 'sender', 'helo', 'blocklist', 'policy-blocked']
  const strict = refused.filter(
    ({ restriction, clients }) =>
      kinds.includes(restriction) && new Set(clients.map(({ name }) => name)).size >= manyClients,
  )
  const about = { accepted: 0, lastAcceptedAt: undefined, severity: 'medium' as const }
  return strict.map((refusal) => refusalVerdict(refusal, log, { subject: subjectOf(refusal), ...about }))
}

const certificateAlerts: readonly TlsFailureKind[] = [
  'unknown-ca',
  'bad-certificate',
  'certificate-expired',
  'server-setup',
]

/** Sending servers that broke the handshake off because of our certificate. */
function distrusted(log: MailLog): readonly Verdict[] {
  const failures = log.tlsFailures.filter(
    ({ service, kind }) => service === 'smtpd' && certificateAlerts.includes(kind),
  )
  return failures.map((failure) =>
    problem({
      subject: `smtpd: ${failure.kind}`,
      severity: failure.clients.length >= manyClients ? 'medium' : 'low',
      confidence: 'likely',
      evidence: [failure.lastExample],
      values: {
        count: failure.count,
        clients: clientNames(failure.clients),
        reply: `TLS ${failure.kind}`,
        reason: 'tls-failed',
      },
      marks: ['reason:tls-failed', `tls:${failure.kind}`, 'service:smtpd', 'port:25'],
      since: failure.firstAt,
    }),
  )
}
