import { octalMode } from '../../../collect/sockets/access.ts'
import { type DeniedPath, deniedPaths } from '../../../collect/storage/denied-paths.ts'
import { isMailFile } from '../../../collect/storage/mail-file.ts'
import { accounts, groupName, userName } from '../../../collect/system/accounts.ts'
import { condition, couldNotTell, fine, notApplicable, over, problem } from '../../condition.ts'

/**
 * The user under which mailboxes are opened may not enter or write a folder: mail for it is deferred,
 * its owner cannot read. Usually a restore, a mkdir or an editor as root.
 */
export const storageMaildirPermissionDenied = condition({
  id: 'storage-maildir-permission-denied',
  topic: 'delivery',
  severity: 'high',
  needs: { denied: deniedPaths, accounts },
  detect: ({ denied, accounts }) => {
    if (accounts.status === 'absent') return notApplicable('no accounts')
    if (denied.status === 'absent') return fine()
    const folders = denied.value.filter(({ path, modesLookRight }) => !isMailFile(path) && !modesLookRight)
    return [...Map.groupBy(folders, obstaclePath)].flatMap(([path, alike]) => {
      const first = alike.find(({ access }) => access.access === 'denied') ?? alike[0]
      if (first === undefined) return []
      const since = Math.min(...alike.map(({ firstAt }) => firstAt))
      const evidence = alike.flatMap((one) => one.evidence).slice(0, 3)
      const { access, user } = first
      if (access.access === 'unknown') return [couldNotTell(access.because, path)]
      if (access.access !== 'denied') {
        const until = Math.max(...alike.map(({ lastAt }) => lastAt))
        return [over({ subject: path, evidence, since, until })]
      }
      const { status } = access.obstacle
      const mailboxes = [...new Set(alike.flatMap((one) => one.mailboxes))]
      const owner = `${userName(accounts.value, status.uid)}:${groupName(accounts.value, status.gid)}`
      const mode = octalMode(status.mode)
      const seen = {
        kind: 'command',
        where: `ls -ld ${path}`,
        text: `${path} ${owner} ${mode}`,
        at: evidence[0]?.at ?? '',
      } as const
      return [
        problem({
          subject: path,
          confidence: 'certain',
          evidence: [seen, ...evidence],
          values: { user, owner, mode, mailboxes: mailboxes.join(', ') || '?' },
          marks: [`path:${path}`, ...mailboxes.map((name) => `user:${name}`)],
          since,
          impact: { messages: [], users: mailboxes },
        }),
      ]
    })
  },
  explains: [
    // LMTP says only "Internal error occurred": the recipient is what joins them.
    { condition: 'deliveries-deferred' },
    { condition: 'deliveries-rejected' },
    { condition: 'logins-failing' },
  ],
  mistakenFor: [
    {
      condition: 'storage-restored-as-root',
      toldApartBy: {
        en: 'a folder keeps the mail user out, not single files in it',
        zh: '是目录本身拒绝访问，而不是其中的个别文件',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot may not use the mail folder {subject}',
      because:
        '{subject} belongs to {owner} with mode {mode}, and mail is handled as user {user}, which it keeps out. ' +
        'Mail for {mailboxes} waits in the queue, and they cannot read theirs.',
      allClear: 'mail programs may use the mail folders',
    },
    zh: {
      title: 'Dovecot 无权使用邮件目录 {subject}',
      because:
        '{subject} 属于 {owner}，权限为 {mode}，而邮件以用户 {user} 的身份处理，因此被拒绝。{mailboxes} 的邮件滞留在队列中，也无法读取。',
      allClear: '邮件程序可以使用邮件目录',
    },
  },
  fix: [
    {
      do: { en: 'See who owns the folders on the way', zh: '查看路径上各目录的属主' },
      command: 'namei -l {subject}',
      risk: 'none',
    },
    {
      do: { en: 'Give it back to the user of the mailboxes', zh: '改回邮箱用户所有' },
      command: 'chown -R --reference="$(dirname {subject})" {subject} && chmod u+rwx {subject}',
      risk: 'data',
    },
    { do: { en: 'Then let the queue run', zh: '然后让队列重新投递' }, command: 'postqueue -f', risk: 'none' },
  ],
  verify: ['namei -l {subject}', 'postqueue -p | tail -1'],
  references: ['https://doc.dovecot.org/2.3/admin_manual/permission_denied/'],
})

/** The folder in the way now, or else the one that the log names. */
function obstaclePath({ path, access }: DeniedPath): string {
  return access.access === 'denied' ? access.obstacle.path : path
}
