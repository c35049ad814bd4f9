import {
  isOldGrammar,
  opensmtpdConfiguration,
  refusedStatement,
} from '../../../collect/opensmtpd/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** smtpd does not take smtpd.conf: it goes on until it is stopped, and does not start again. */
export const opensmtpdConfigurationRefused = condition({
  id: 'opensmtpd-configuration-refused',
  topic: 'downtime',
  severity: 'critical',
  needs: { opensmtpd: opensmtpdConfiguration },
  detect: ({ opensmtpd }) => {
    if (opensmtpd.status === 'absent') return notApplicable('OpenSMTPD is not installed')
    const { refusal, path } = opensmtpd.value
    if (refusal === undefined) return fine(opensmtpd.evidence, path)
    const place = refusal.line === undefined ? path : `${refusal.path ?? path}:${refusal.line}`
    const written = refusedStatement(opensmtpd.value)
    if (isOldGrammar(written)) return notApplicable('the grammar is that of before OpenSMTPD 6.4')
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
      title: 'OpenSMTPD does not take its configuration: {reason}',
      because: '`smtpd -n` refuses {subject}: {reason}. OpenSMTPD does not start with it.',
      allClear: 'OpenSMTPD takes its configuration',
    },
    zh: {
      title: 'OpenSMTPD 拒绝其配置：{reason}',
      because: '`smtpd -n` 拒绝 {subject}：{reason}。OpenSMTPD 无法以此配置启动。',
      allClear: 'OpenSMTPD 接受其配置',
    },
  },
  fix: [
    {
      do: {
        en: 'Correct that line',
        zh: '更正该行',
      },
      command: 'smtpd -n',
      risk: 'none',
    },
    { do: { en: 'Then start it', zh: '然后启动' }, command: 'systemctl restart opensmtpd', risk: 'restart' },
  ],
  verify: ['smtpd -n', 'ss -ltn sport = :25'],
  references: ['https://man.openbsd.org/smtpd.conf.5', 'https://www.opensmtpd.org/faq/config.html'],
})
