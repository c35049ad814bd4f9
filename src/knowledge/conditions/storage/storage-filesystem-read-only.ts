import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type Mount, mountOf, mounts } from '../../../collect/storage/mounts.ts'
import { mailPaths } from '../../../collect/system/mail-paths.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** These are read-only by nature, or say so of a layer that is not written. */
const neverWritten = new Set(['squashfs', 'iso9660', 'erofs', 'ramfs', 'overlay'])

/** The kernel met disk errors and allows no more writing: queue, mailboxes and logs stand still. */
export const storageFilesystemReadOnly = condition({
  id: 'storage-filesystem-read-only',
  topic: 'resources',
  severity: 'critical',
  needs: { mounts, paths: mailPaths },
  optional: { log: mailLog },
  detect: ({ mounts, paths, log }) => {
    if (mounts.status === 'absent' || paths.status === 'absent')
      return notApplicable('no folder for mail here')
    const uses = Map.groupBy(paths.value, ({ path }) => mountOf(path, mounts.value))
    return [...uses].flatMap(([mount, held]) => {
      if (mount === undefined || neverWritten.has(mount.type)) return []
      if (!mount.readOnly) return [fine(mount.evidence, mount.mountPoint)]
      const events =
        log.status === 'known'
          ? log.value.timeline.filter(({ kind }) => kind === 'filesystem-read-only' || kind === 'disk-error')
          : []
      return [
        problem({
          subject: mount.mountPoint,
          confidence: 'certain',
          evidence: [...mount.evidence, ...events.slice(0, 3).map(({ evidence }) => evidence)],
          values: { device: mount.device, uses: [...new Set(held.map(({ use }) => use))].join(', ') },
          marks: marksOf(
            mount,
            held.map(({ path }) => path),
          ),
          ...(events[0] === undefined ? {} : { since: events[0].at }),
        }),
      ]
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'service-not-listening', when: () => true },
    { condition: 'dovecot-stopped', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: { en: 'there is room; writing itself is forbidden', zh: '仍有空间，但禁止写入' },
    },
  ],
  texts: {
    en: {
      title: 'The file system {subject} is read-only',
      because:
        'The kernel allows no writing to {subject} ({device}), which holds {uses}; it does so after errors of the ' +
        'disk or the file system. Mail can be neither queued nor stored.',
      allClear: '{subject} can be written',
    },
    zh: {
      title: '文件系统 {subject} 变为只读',
      because:
        '内核不允许写入 {subject}（{device}），其中存放 {uses}；这通常发生在磁盘或文件系统出错之后。邮件既无法排队也无法存储。',
      allClear: '{subject} 可写',
    },
  },
  fix: [
    {
      do: { en: 'Read what the kernel met', zh: '查看内核遇到的错误' },
      command: 'journalctl -k --no-pager | grep -iE "i/o error|remount|ext4|xfs|btrfs" | tail -30',
      risk: 'none',
    },
    {
      do: {
        en: 'Save the data first; then check the file system from a rescue system, and replace the disk if it is ill',
        zh: '先备份数据；然后在救援系统中检查文件系统，若磁盘有问题则更换',
      },
      command: 'fsck -f {device}',
      risk: 'data',
    },
  ],
  verify: ['grep " {subject} " /proc/mounts', 'smartctl -H {device}'],
  references: ['https://man7.org/linux/man-pages/man5/ext4.5.html'],
})

function marksOf({ mountPoint }: Mount, paths: readonly string[]): string[] {
  return [
    `path:${mountPoint}`,
    ...paths.map((path) => `path:${path}`),
    'reason:disk-full',
    'reason:server-temporary-error',
  ]
}
