import { loggedCondition, mailboxOf } from '../../logged-condition.ts'

/** Dovecot’s index of a mailbox is damaged again and again. Once is nothing: Dovecot mends it itself. */
export const storageIndexCorruption = loggedCondition({
  id: 'storage-index-corruption',
  topic: 'client',
  severity: 'medium',
  query: {
    contains: [
      'Corrupted index file',
      'Corrupted transaction log file',
      'Corrupted index cache file',
      'Corrupted record in index cache file',
      'Fixed index file',
    ],
    minimum: 10,
  },
  subject: (message) => mailboxOf(message) ?? 'a mailbox',
  confidence: 'likely',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: {
        en: 'the disk has room, and the index is rebuilt and breaks again',
        zh: '磁盘有空间，索引重建后再次损坏',
      },
    },
  ],
  texts: {
    en: {
      title: 'The index of {subject} is damaged again and again',
      because:
        'Dovecot found and mended a damaged index of {subject} {count} times. Something writes it besides Dovecot (a copy job, another version, NFS), or the disk is ill; mails may be missing or double in a folder.',
      allClear: 'no index is damaged repeatedly',
    },
    zh: {
      title: '{subject} 的索引反复损坏',
      because:
        'Dovecot 发现并修复了 {subject} 的索引 {count} 次。可能有其他程序在写入（复制任务、其他版本、NFS），或磁盘有问题；文件夹中可能缺少或重复邮件。',
      allClear: '没有反复损坏的索引',
    },
  },
  fix: [
    {
      do: { en: 'Let it be made anew while the user is logged out', zh: '在用户退出后重建索引' },
      command: 'doveadm force-resync -u {subject} "*"',
      risk: 'none',
    },
    {
      do: { en: 'See whether the kernel reports disk errors', zh: '查看内核是否报告磁盘错误' },
      command: 'journalctl -k --since -24h --no-pager | grep -iE "i/o error|ext4|xfs"',
      risk: 'none',
    },
  ],
  verify: ['journalctl --since -10min --no-pager | grep -c Corrupted'],
  references: ['https://doc.dovecot.org/main/core/admin/errors.html'],
})
