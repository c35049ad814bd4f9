import {
  isOldGrammar,
  opensmtpdConfiguration,
  refusedStatement,
} from '../../../collect/opensmtpd/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** smtpd.conf is in the grammar that OpenSMTPD 6.4 replaced in 2018: since the upgrade it does not start. */
export const opensmtpdOldGrammar = condition({
  id: 'opensmtpd-old-grammar',
  topic: 'downtime',
  severity: 'critical',
  needs: { opensmtpd: opensmtpdConfiguration },
  detect: ({ opensmtpd }) => {
    if (opensmtpd.status === 'absent') return notApplicable('OpenSMTPD is not installed')
    const { refusal, path } = opensmtpd.value
    if (refusal === undefined) return fine(opensmtpd.evidence, path)
    const place = refusal.line === undefined ? path : `${refusal.path ?? path}:${refusal.line}`
    const written = refusedStatement(opensmtpd.value)
    if (!isOldGrammar(written)) return fine(opensmtpd.evidence, path)
    return problem({
      subject: place,
      confidence: 'certain',
      evidence: [
        ...refusal.evidence,
        ...(written === ''
          ? []
          : [{ kind: 'file', where: place, text: written, at: refusal.evidence[0]?.at ?? '' } as const]),
      ],
      values: {
        reason: refusal.text,
      },
      marks: ['program:opensmtpd', 'unit:opensmtpd.service', 'port:25', `path:${path}`],
    })
  },
  explains: [
    { condition: 'queue-mail-system-stopped' },
    { condition: 'service-not-listening' },
    { condition: 'submissions-refused', when: () => true },
  ],
  texts: {
    en: {
      title: 'smtpd.conf is in the grammar of before OpenSMTPD 6.4',
      because:
        '`smtpd -n` refuses {subject}: {reason}. Lines such as "accept from … deliver to …" and "relay via …" were replaced by match and action in 6.4, so OpenSMTPD does not start.',
      allClear: 'OpenSMTPD takes its configuration',
    },
    zh: {
      title: 'smtpd.conf 使用 OpenSMTPD 6.4 之前的语法',
      because:
        '`smtpd -n` 拒绝 {subject}：{reason}。“accept from … deliver to …”、“relay via …”等写法在 6.4 中已由 match 和 action 取代，因此 OpenSMTPD 无法启动。',
      allClear: 'OpenSMTPD 接受其配置',
    },
  },
  fix: [
    {
      do: {
        en: 'Write the rules anew: action "local" maildir …, match from any for domain <d> action "local", action "out" relay host smtp+tls://…',
        zh: '改写规则：action "local" maildir …、match from any for domain <d> action "local"、action "out" relay host smtp+tls://…',
      },
      command: 'smtpd -n',
      risk: 'none',
    },
    { do: { en: 'Then start it', zh: '然后启动' }, command: 'systemctl restart opensmtpd', risk: 'restart' },
  ],
  verify: ['smtpd -n', 'ss -ltn sport = :25'],
  references: ['https://man.openbsd.org/smtpd.conf.5', 'https://www.opensmtpd.org/faq/config.html'],
})
