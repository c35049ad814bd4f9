import { fileSystemOf, fileSystems } from '../../../collect/system/file-systems.ts'
import { mailPaths } from '../../../collect/system/mail-paths.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Postfix stops taking mail below 1.5 × message_size_limit (10 MB by default): postconf(5) queue_minfree. */
const roomForMailBytes = 16 << 20

/**
 * A file system that mail needs has no room left: queue files, mailboxes or logs cannot be written.
 * Postfix answers 452 4.3.1, Dovecot's LMTP a temporary failure; nothing is lost yet, senders retry.
 */
export const storageDiskFull = condition({
  id: 'storage-disk-full',
  topic: 'resources',
  severity: 'critical',
  needs: { all: fileSystems, paths: mailPaths },
  detect: ({ all, paths }) => {
    if (all.status === 'absent' || paths.status === 'absent') return notApplicable('no folder for mail here')
    const uses = Map.groupBy(paths.value, ({ path }) => fileSystemOf(path, all.value))
    return [...uses].flatMap(([fileSystem, held]) => {
      if (fileSystem === undefined || fileSystem.sizeBytes === 0) return []
      // Of scanners' work space alone there is a condition of its own.
      if (held.every(({ use }) => use === 'temporary files')) return []
      const { mountPoint, evidence, availableBytes } = fileSystem
      if (availableBytes > Math.min(roomForMailBytes, fileSystem.sizeBytes / 50))
        return [fine(evidence, mountPoint)]
      return [
        problem({
          subject: mountPoint,
          confidence: 'certain',
          evidence,
          values: { uses: [...new Set(held.map(({ use }) => use))].join(', '), device: fileSystem.device },
          marks: [`path:${mountPoint}`, ...held.map(({ path }) => `path:${path}`), 'reason:disk-full'],
        }),
      ]
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'queue-master-throttling' },
  ],
  mistakenFor: [
    {
      condition: 'storage-inodes-exhausted',
      toldApartBy: {
        en: 'there are inodes left; it is the bytes that are used up',
        zh: 'inode 还有剩余，用完的是空间',
      },
    },
  ],
  texts: {
    en: {
      title: 'The disk is full: {subject}',
      because:
        'The file system {subject} ({device}), which holds {uses}, has no room left. The server cannot write ' +
        'mail there, so it answers "try again later"; senders keep their mail for some days and retry.',
      allClear: '{subject} has room',
    },
    zh: {
      title: '磁盘已满：{subject}',
      because:
        '文件系统 {subject}（{device}）存放着 {uses}，已没有剩余空间。服务器无法写入邮件，只能回复“稍后再试”；发件方会保留邮件数天并重试。',
      allClear: '{subject} 空间充足',
    },
  },
  fix: [
    {
      do: { en: 'Find what fills it', zh: '找出占用空间的内容' },
      command: 'du -xh --max-depth=3 {subject} | sort -h | tail -20',
      risk: 'none',
    },
    {
      do: {
        en: 'Make room: move or delete what is not needed (never files inside the queue by hand), or enlarge the volume; old journals go with',
        zh: '腾出空间：移走或删除不需要的文件（切勿手工删除队列内的文件），或扩容；旧日志可用下面的命令清理',
      },
      command: 'journalctl --vacuum-size=200M',
      risk: 'data',
    },
    { do: { en: 'Then let the queue run', zh: '然后让队列重新投递' }, command: 'postqueue -f', risk: 'none' },
  ],
  verify: ['df -h {subject}', 'postqueue -p | tail -1'],
  references: ['https://www.postfix.org/postconf.5.html#queue_minfree'],
})
