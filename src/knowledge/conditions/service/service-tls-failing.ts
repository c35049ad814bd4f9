import type { Reason } from '../../../access/answer.ts'
import { type ServiceProbe, serviceProbes } from '../../../collect/services/probes.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** A service that should speak TLS does not, or the handshake fails on the server's side. */
export const serviceTlsFailing = condition({
  id: 'service-tls-failing',
  topic: 'client',
  severity: 'high',
  symptom: true,
  needs: { probes: serviceProbes },
  detect: ({ probes }) =>
    probes.status === 'absent' ? notApplicable('no service answers here') : probes.value.map(judge),
  explains: [
    {
      condition: 'client-autodiscovery-broken',
      // From outside the subject is the server itself; on a host it is a port of its own.
      when: ({ subject, marks }, effect) =>
        effect.subject.endsWith(`//${subject}`) ||
        (/^\d/.test(subject) &&
          marks.some((mark) => mark.startsWith('port:') && effect.marks.includes(mark))),
    },
  ],
  texts: {
    en: {
      title: 'TLS does not work on {subject}: {error}',
      because: 'Connecting to {subject} from {place}, there was no TLS: {error}. No client can do better.',
      allClear: 'TLS works on {subject}',
    },
    zh: {
      title: '{subject} 上的 TLS 无法使用：{error}',
      because: '从{placeZh}连接 {subject} 时，TLS 不可用：{error}。其他客户端也不会成功。',
      allClear: '{subject} 上的 TLS 正常',
    },
  },
  fix: [
    {
      do: { en: 'See what the program says about it', zh: '查看程序的相关日志' },
      command: "journalctl -u {unit} -n 200 --no-pager | grep -iE 'tls|ssl'",
      risk: 'none',
    },
  ],
  verify: ['openssl s_client -connect {endpoint} </dev/null', 'mailmedic check --only service-tls-failing'],
  references: [
    'https://www.postfix.org/TLS_README.html',
    'https://doc.dovecot.org/main/core/config/ssl.html',
  ],
})

function judge({ service, address, dialogue }: ServiceProbe): Verdict {
  if (dialogue.status === 'unknown') return couldNotTell(dialogue.because, service.id)
  if (dialogue.status === 'absent') return notApplicable('not asked')
  const { end, error, tls } = dialogue.value
  const failed =
    end === 'tls-failed' ||
    // Plain IMAP, POP3 or SMTP may be meant so; where TLS is configured, its absence is a failure.
    (end === 'tls-not-offered' && service.offersTls) ||
    (service.tls === 'implicit' && tls === undefined && end === 'garbage')
  if (!failed && tls !== undefined) return fine(dialogue.evidence, service.id)
  if (!failed && end === 'tls-not-offered') return notApplicable('TLS is not configured on this port')
  if (!failed) return couldNotTell(endedBeforeTls(end, error), service.id)
  const outside = service.program === 'its server'
  const program = outside
    ? service.protocol === 'smtp'
      ? 'postfix'
      : 'dovecot'
    : service.program.toLowerCase()
  return problem({
    subject: service.id,
    confidence: 'certain',
    severity: service.port === 25 ? 'medium' : 'high',
    evidence: [...dialogue.evidence, ...service.evidence],
    values: {
      error: error ?? 'no handshake',
      unit: program,
      place: outside ? 'outside' : 'this very machine',
      placeZh: outside ? '外部' : '本机',
      endpoint: `${address.includes(':') ? `[${address}]` : address}:${service.port}`,
    },
    marks: [`port:${service.port}`, `tls-of:${program}`],
  })
}

/** It refused us, hung up or was too slow before TLS began: that says nothing about TLS. */
function endedBeforeTls(end: string, error: string | undefined): Reason {
  const text = `the dialogue ended before TLS began (${error ?? end})`
  return { code: 'failed', text, remedy: 'check again when the service answers' }
}
