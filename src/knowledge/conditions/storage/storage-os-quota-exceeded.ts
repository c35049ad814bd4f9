import { loggedCondition, mailboxOf } from '../../logged-condition.ts'

/** The file system’s own quota of the mailboxes’ owner is used up. */
export const storageOsQuotaExceeded = loggedCondition({
  id: 'storage-os-quota-exceeded',
  topic: 'delivery',
  severity: 'medium',
  query: { contains: ['Disk quota exceeded'] },
  subject: (message) => mailboxOf(message) ?? 'the mailboxes’ owner',
  confidence: 'certain',
  marks: ({ subject }) => [`user:${subject}`, 'reason:disk-full', 'reason:mailbox-full'],
  explains: [{ condition: 'deliveries-deferred' }, { condition: 'inbound-refused' }],
  mistakenFor: [
    {
      condition: 'storage-mailbox-quota-exceeded',
      toldApartBy: {
        en: 'the kernel says "Disk quota exceeded", Dovecot’s own quota says "mailbox for user is full"',
        zh: '内核提示 “Disk quota exceeded”，而 Dovecot 自身配额提示 “mailbox for user is full”',
      },
    },
    {
      condition: 'storage-disk-full',
      toldApartBy: { en: 'the disk has room for others', zh: '磁盘对其他用户仍有空间' },
    },
  ],
  texts: {
    en: {
      title: 'The disk quota of {subject} is used up',
      because:
        'The file system refuses to store more for {subject} ({count} times): its user, group or project quota is reached. Mail is put off; deleting by IMAP may fail too, since the index cannot be written.',
      allClear: 'no disk quota is used up',
    },
    zh: {
      title: '{subject} 的磁盘配额已用完',
      because:
        '文件系统拒绝为 {subject} 存储更多数据（{count} 次）：已达到用户、组或项目配额。邮件被暂缓；由于索引无法写入，通过 IMAP 删除也可能失败。',
      allClear: '没有用完的磁盘配额',
    },
  },
  fix: [
    { do: { en: 'See the quotas', zh: '查看配额' }, command: 'repquota -as', risk: 'none' },
    {
      do: { en: 'Raise it, or delete files as root', zh: '提高配额，或以 root 身份删除文件' },
      command: 'edquota -u vmail',
      risk: 'none',
    },
  ],
  verify: ['repquota -as'],
  references: ['https://man7.org/linux/man-pages/man2/quotactl.2.html'],
})
