import { fileSystemOf, fileSystems } from '../../../collect/system/file-systems.ts'
import { mailPaths } from '../../../collect/system/mail-paths.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A mail takes a few files: with fewer free inodes than this, the next burst fails. */
const inodesForMail = 100

/** The file system has bytes left, but no file can be made any more: "No space left on device". */
export const storageInodesExhausted = condition({
  id: 'storage-inodes-exhausted',
  topic: 'resources',
  severity: 'critical',
  needs: { all: fileSystems, paths: mailPaths },
  detect: ({ all, paths }) => {
    if (all.status === 'absent' || paths.status === 'absent') return notApplicable('no folder for mail here')
    const uses = Map.groupBy(paths.value, ({ path }) => fileSystemOf(path, all.value))
    return [...uses].flatMap(([fileSystem, held]) => {
      // btrfs and some network file systems make inodes as they need them and show 0.
      if (fileSystem === undefined || fileSystem.inodes === 0) return []
      const { mountPoint, evidence, availableInodes, inodes, device } = fileSystem
      if (availableInodes > Math.min(inodesForMail, inodes / 100)) return [fine(evidence, mountPoint)]
      return [
        problem({
          subject: mountPoint,
          confidence: 'certain',
          severity: held.some(({ use }) => use !== 'temporary files') ? 'critical' : 'high',
          evidence,
          values: { uses: [...new Set(held.map(({ use }) => use))].join(', '), device, inodes },
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
      condition: 'storage-disk-full',
      toldApartBy: {
        en: 'df -h shows room; it is the number of files (df -i) that is used up',
        zh: 'df -h 显示有空间，用完的是文件数量（df -i）',
      },
    },
  ],
  texts: {
    en: {
      title: 'No more files can be made on {subject}: its inodes are used up',
      because:
        'The file system {subject} ({device}), which holds {uses}, has room but all of its {inodes} inodes are in ' +
        'use. Each mail needs files of its own, so none can be queued or stored.',
      allClear: '{subject} has inodes left',
    },
    zh: {
      title: '{subject} 上无法再创建文件：inode 已用完',
      because:
        '文件系统 {subject}（{device}）存放 {uses}，虽有空间，但 {inodes} 个 inode 已全部用完。每封邮件都需要单独的文件，因此无法排队或存储。',
      allClear: '{subject} 的 inode 充足',
    },
  },
  fix: [
    {
      do: { en: 'Find the folders with the most files', zh: '找出文件最多的目录' },
      command: 'du --inodes -x {subject} 2>/dev/null | sort -n | tail -20',
      risk: 'none',
    },
    {
      do: {
        en: 'Delete what nobody needs there (old sessions, caches, quarantines); never files of the queue by hand',
        zh: '删除其中无用的文件（旧会话、缓存、隔离区）；切勿手工删除队列文件',
      },
      risk: 'data',
    },
    { do: { en: 'Then let the queue run', zh: '然后让队列重新投递' }, command: 'postqueue -f', risk: 'none' },
  ],
  verify: ['df -i {subject}'],
  references: ['https://man7.org/linux/man-pages/man5/ext4.5.html'],
})
