import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixPermissions } from '../../../collect/postfix/permissions.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/** Files of Postfix belong to the wrong user after a copy, a restore or a chown -R. postfix-files(5). */
export const osPostfixPermissionsWrong = condition({
  id: 'os-postfix-permissions-wrong',
  topic: 'configuration',
  severity: 'high',
  needs: { wrong: postfixPermissions },
  optional: { log: mailLog },
  detect: ({ wrong, log }) => {
    if (wrong.status === 'absent') return notApplicable('Postfix is not installed')
    const grave = wrong.value.filter(({ stopsMail }) => stopsMail)
    const [worst] = [...grave, ...wrong.value]
    if (worst === undefined) return fine(wrong.evidence)
    const said =
      log.status === 'known'
        ? loggedTrouble(log.value, {
            contains: ['Permission denied', 'not owned by'],
            program: 'postfix-script',
          })
        : undefined
    return problem({
      subject: worst.path,
      confidence: 'certain',
      severity: grave.length > 0 ? 'high' : 'low',
      evidence: [...wrong.value.slice(0, 6).flatMap(({ evidence }) => evidence), ...(said?.evidence ?? [])],
      values: { what: worst.text, count: wrong.value.length },
      marks: [
        ...wrong.value.map(({ path }) => `path:${path}`),
        'reason:permission-denied',
        'program:postfix',
      ],
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'queue-mail-system-stopped' },
  ],
  texts: {
    en: {
      title: 'Files of Postfix have wrong owners or modes: {subject}',
      because:
        '{subject}: {what} ({count} such files in all). Postfix cannot write its queue or take mail from local programs ' +
        'with the wrong owner; usual after a restore, a copy or chown -R.',
      allClear: 'the files of Postfix have the right owners',
    },
    zh: {
      title: 'Postfix 文件的属主或权限不正确：{subject}',
      because:
        '{subject}：{what}（共 {count} 个此类文件）。属主不对时，Postfix 无法写入队列或接收本机程序的邮件；常见于恢复、复制或 chown -R 之后。',
      allClear: 'Postfix 文件的属主正确',
    },
  },
  fix: [
    {
      do: { en: 'Have Postfix put them right', zh: '让 Postfix 自行修正' },
      command: 'postfix set-permissions && systemctl restart postfix',
      risk: 'restart',
    },
  ],
  verify: ['postfix check'],
  references: ['https://www.postfix.org/postfix.1.html'],
})
