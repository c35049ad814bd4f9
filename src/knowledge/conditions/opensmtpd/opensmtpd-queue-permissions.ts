import { mailLog } from '../../../collect/logs/mail-log.ts'
import { opensmtpdQueueFolders } from '../../../collect/opensmtpd/queue-folders.ts'
import { octalMode } from '../../../collect/sockets/access.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

const said = {
  contains: ['is not owned by uid', 'must be rwx', 'could not initialize queue backend', 'queue-fs: '],
}

/** The queue's folder does not belong to the queue's user alone: smtpd does not start, or takes no mail. */
export const opensmtpdQueuePermissions = condition({
  id: 'opensmtpd-queue-permissions',
  topic: 'downtime',
  severity: 'critical',
  needs: { folders: opensmtpdQueueFolders },
  optional: { log: mailLog },
  detect: ({ folders, log }) => {
    if (folders.status === 'absent') return notApplicable('OpenSMTPD is not installed')
    const trouble = log.status === 'known' ? loggedTrouble(log.value, said) : undefined
    return folders.value.map(({ path, owner, mode, sound, user, evidence }) => {
      if (sound) return fine(evidence, path)
      const seen = {
        kind: 'command',
        where: `ls -ld ${path}`,
        text: `${path} ${owner} ${octalMode(mode)}`,
        at: folders.evidence[0]?.at ?? '',
      } as const
      return problem({
        subject: path,
        confidence: 'certain',
        evidence: [seen, ...(trouble?.evidence ?? [])],
        values: { owner, mode: octalMode(mode), user },
        marks: ['program:opensmtpd', 'unit:opensmtpd.service', `path:${path}`],
        ...(trouble === undefined ? {} : { since: trouble.since }),
      })
    })
  },
  explains: [
    { condition: 'queue-mail-system-stopped' },
    { condition: 'submissions-refused', when: (_cause, { subject }) => subject.includes('421 4.3.0') },
    { condition: 'inbound-refused', when: (_cause, { subject }) => subject.includes('421 4.3.0') },
  ],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: { en: 'there is room; owner or mode keeps smtpd out', zh: '空间充足，是属主或权限问题' },
    },
  ],
  texts: {
    en: {
      title: 'OpenSMTPD’s queue {subject} has the wrong owner or mode',
      because:
        '{subject} belongs to {owner} with mode {mode}; smtpd wants it for {user} alone (0700). It does not start so, or, if it ' +
        'runs, answers everybody "421 4.3.0 Temporary Error".',
      allClear: '{subject} belongs to the queue’s user alone',
    },
    zh: {
      title: 'OpenSMTPD 的队列目录 {subject} 属主或权限错误',
      because:
        '{subject} 的属主是 {owner}，权限为 {mode}；smtpd 要求仅归 {user} 所有（0700）。否则无法启动，或对所有人回复“421 4.3.0 Temporary Error”。',
      allClear: '{subject} 的属主和权限正确',
    },
  },
  fix: [
    {
      do: { en: 'Give it back to the queue’s user', zh: '恢复属主和权限' },
      command: 'chown -R {user} {subject} && chmod 0700 {subject}',
      risk: 'none',
    },
    { do: { en: 'Start it again', zh: '重新启动' }, command: 'systemctl restart opensmtpd', risk: 'restart' },
  ],
  verify: ['systemctl status opensmtpd --no-pager', 'smtpctl show queue | head'],
  references: ['https://man.openbsd.org/smtpd.8'],
})
