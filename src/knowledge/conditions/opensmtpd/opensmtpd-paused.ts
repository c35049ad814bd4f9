import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const parts = {
  mta: ['outgoing mail', '外发'],
  mda: ['delivery into mailboxes', '投递到邮箱'],
  smtp: ['taking mail', '收信'],
} as const

/** Somebody paused a part of OpenSMTPD (`smtpctl pause`), and neither resumed nor restarted it since. */
export const opensmtpdPaused = condition({
  id: 'opensmtpd-paused',
  topic: 'delivery',
  severity: 'high',
  needs: { log: mailLog },
  detect: ({ log }) => {
    if (log.status === 'absent') return notApplicable('this host has no mail log')
    const started = Math.max(
      0,
      ...log.value.timeline.flatMap(({ kind, subject, at }) =>
        kind === 'started' && subject.startsWith('opensmtpd') ? [at] : [],
      ),
    )
    const paused = Object.entries(parts).flatMap(([part, [name, nameZh]]) => {
      const pause = lastOf(log.value, `${part} paused`)
      const after = Math.max(started, lastOf(log.value, `${part} resumed`)?.lastAt ?? 0)
      return pause === undefined || pause.lastAt <= after ? [] : [{ part, name, nameZh, pause }]
    })
    if (paused.length === 0) return fine()
    return paused.map(({ part, name, nameZh, pause }) =>
      problem({
        subject: part,
        confidence: 'likely',
        evidence: [pause.lastExample],
        values: { name, nameZh },
        marks: ['program:opensmtpd'],
        since: pause.lastAt,
      }),
    )
  },
  mistakenFor: [
    {
      condition: 'queue-mail-system-stopped',
      toldApartBy: { en: 'smtpd runs; it was told to wait', zh: 'smtpd 正在运行，只是被要求等待' },
    },
  ],
  texts: {
    en: {
      title: 'OpenSMTPD was told to pause {name}',
      because: 'Somebody typed `smtpctl pause {subject}`: {name} waits until it is resumed.',
      allClear: 'nothing of OpenSMTPD is paused',
    },
    zh: {
      title: 'OpenSMTPD 被要求暂停{nameZh}',
      because: '有人执行了 `smtpctl pause {subject}`：在恢复之前，{nameZh}会一直等待。',
      allClear: 'OpenSMTPD 没有被暂停的部分',
    },
  },
  fix: [{ do: { en: 'Resume it', zh: '恢复' }, command: 'smtpctl resume {subject}', risk: 'none' }],
  verify: ['smtpctl show status'],
  references: ['https://man.openbsd.org/smtpctl.8'],
})

function lastOf(log: MailLog, contains: string) {
  return findMessages(log, { contains, program: 'smtpd' })[0]
}
