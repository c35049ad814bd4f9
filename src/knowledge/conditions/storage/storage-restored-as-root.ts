import { octalMode } from '../../../collect/sockets/access.ts'
import { deniedPaths } from '../../../collect/storage/denied-paths.ts'
import { isMailFile } from '../../../collect/storage/mail-file.ts'
import { condition, fine, over, problem } from '../../condition.ts'

/** Single messages or indexes of a mailbox belong to root, mostly since a restore or a copy made as root. */
export const storageRestoredAsRoot = condition({
  id: 'storage-restored-as-root',
  topic: 'client',
  severity: 'high',
  needs: { denied: deniedPaths },
  detect: ({ denied }) => {
    if (denied.status === 'absent') return fine()
    const files = denied.value.filter(({ path }) => isMailFile(path))
    return [...Map.groupBy(files, ({ path }) => mailboxFolder(path))].flatMap(([folder, alike]) => {
      const since = Math.min(...alike.map(({ firstAt }) => firstAt))
      const evidence = alike.flatMap((one) => one.evidence).slice(0, 3)
      const owned = alike.find(
        ({ access, path }) =>
          access.access === 'denied' && access.obstacle.path === path && access.obstacle.status.uid === 0,
      )
      if (owned?.access.access !== 'denied') {
        const until = Math.max(...alike.map(({ lastAt }) => lastAt))
        return [over({ subject: folder, evidence, since, until })]
      }
      const { path, status } = owned.access.obstacle
      const mailboxes = [...new Set(alike.flatMap((one) => one.mailboxes))]
      return [
        problem({
          subject: folder,
          confidence: 'certain',
          evidence,
          values: {
            file: path,
            mode: octalMode(status.mode),
            user: owned.user,
            mailboxes: mailboxes.join(', ') || '?',
          },
          marks: [`path:${folder}`, ...mailboxes.map((name) => `user:${name}`)],
          since,
        }),
      ]
    })
  },
  explains: [{ condition: 'deliveries-deferred' }, { condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'storage-maildir-permission-denied',
      toldApartBy: {
        en: 'the folders are the mail user’s; only files in them are root’s',
        zh: '目录属于邮件用户，只有其中的文件属于 root',
      },
    },
  ],
  texts: {
    en: {
      title: 'Files in the mailbox {subject} belong to root',
      because:
        '{file} (mode {mode}) and perhaps others belong to root, so {user} may not read them: {mailboxes} cannot see ' +
        'these mails. A restore or a copy made as root does that.',
      allClear: 'mailbox files belong to the mail user',
    },
    zh: {
      title: '邮箱 {subject} 中的文件属于 root',
      because:
        '{file}（权限 {mode}）等文件属于 root，{user} 无权读取：{mailboxes} 看不到这些邮件。以 root 身份恢复或复制会造成这种情况。',
      allClear: '邮箱文件属于邮件用户',
    },
  },
  fix: [
    {
      do: { en: 'See what belongs to root', zh: '列出属于 root 的文件' },
      command: 'find {subject} -user root | head -20',
      risk: 'none',
    },
    {
      do: { en: 'Give all of it to the folder’s owner', zh: '全部改为该目录属主所有' },
      command: 'chown -R --reference={subject} {subject}',
      risk: 'data',
    },
  ],
  verify: ['find {subject} -user root | wc -l'],
  references: ['https://doc.dovecot.org/main/core/admin/migrating_mailboxes.html'],
})

/** `…/anna/Maildir/cur/1700` → `…/anna/Maildir`. */
function mailboxFolder(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'))
  return folder.replace(/\/(?:cur|new|tmp)$/, '')
}
