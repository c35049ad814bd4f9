import { type MailboxQuota, mailboxQuotas } from '../../../collect/dovecot/quota.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { classifyReply } from '../../../explain/reply-reason.ts'
import type { DeliveryGroup, MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import type { Verdict } from '../../verdict.ts'

/** Deliveries into mailboxes of this host; `smtp` is another host's mailbox. */
const intoOwnMailboxes = new Set(['lmtp', 'virtual', 'local', 'pipe'])
const maximalMailboxes = 50
/** A big mail is refused before the mailbox is quite full: only one that has half its room again is well. */
const roomyShare = 0.5

/** A user's mailbox has reached its limit: Dovecot refuses mail for it, senders get it back. */
export const storageMailboxQuotaExceeded = condition({
  id: 'storage-mailbox-quota-exceeded',
  topic: 'delivery',
  severity: 'medium',
  needs: { log: mailLog, now },
  optional: { quotas: mailboxQuotas },
  detect: ({ log, now, quotas }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const limits = quotas.status === 'known' ? quotas.value : []
    const refused = refusedMailboxes(log.value)
    const verdicts: Verdict[] = [...refused].slice(0, maximalMailboxes).map(([mailbox, groups]) => {
      const own = limits.filter((quota) => sameMailbox(quota.mailbox, mailbox))
      const full = own.find(({ used, limit }) => limit > 0 && used >= limit * roomyShare)
      const since = Math.min(...groups.map(({ firstAt }) => firstAt))
      const until = Math.max(...groups.map(({ lastAt }) => lastAt))
      const evidence = [
        ...groups.slice(0, 3).map(({ lastExample }) => lastExample),
        ...own.map((one) => one.evidence),
      ]
      if (hasRoomAgain(own, full) || isOver(log.value, now.value, until))
        return over({ subject: mailbox, evidence, since, until })
      return problem({
        subject: mailbox,
        confidence: full === undefined ? 'likely' : 'certain',
        evidence,
        values: { refused: groups.reduce((sum, { count }) => sum + count, 0), room: roomText(full) },
        marks: [`user:${mailbox}`, 'reason:mailbox-full', `mailbox:${mailbox}`],
        since,
        impact: { messages: groups.flatMap(({ queueIds }) => queueIds), users: [mailbox] },
      })
    })
    const silent = limits.filter(
      ({ mailbox, used, limit }) =>
        limit > 0 && used >= limit && ![...refused.keys()].some((name) => sameMailbox(mailbox, name)),
    )
    verdicts.push(...silent.slice(0, maximalMailboxes).map(fullMailbox))
    return verdicts.length === 0 ? fine() : verdicts
  },
  explains: [
    { condition: 'deliveries-rejected' },
    { condition: 'deliveries-deferred' },
    { condition: 'inbound-refused' },
  ],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: {
        en: 'the reply says "mailbox for user is full"; the disk has room and other mailboxes take mail',
        zh: '回复为 “mailbox for user is full”；磁盘有空间，其他邮箱可正常收信',
      },
    },
    {
      condition: 'storage-os-quota-exceeded',
      toldApartBy: {
        en: 'it is Dovecot that counts and refuses, not the file system ("Disk quota exceeded")',
        zh: '是 Dovecot 的配额限制，而不是文件系统的配额（“Disk quota exceeded”）',
      },
    },
  ],
  texts: {
    en: {
      title: 'The mailbox {subject} is full',
      because:
        '{subject} has reached its quota{room}. Dovecot refused mail for it {refused} times; the senders get it ' +
        'back, or keep trying.',
      allClear: 'no mailbox has reached its quota',
    },
    zh: {
      title: '邮箱 {subject} 已满',
      because: '{subject} 已达到配额{room}。Dovecot 已拒收其邮件 {refused} 次，邮件会被退回或由发件方重试。',
      allClear: '没有邮箱达到配额',
    },
  },
  fix: [
    {
      do: { en: 'See how much it holds', zh: '查看用量' },
      command: 'doveadm quota get -u {subject}',
      risk: 'none',
    },
    {
      who: 'mailbox owner',
      do: {
        en: 'Delete or move mail (and empty Trash); or raise the limit: quota_rule (2.3), quota_storage_size (2.4), or the user’s own quota in the user database',
        zh: '删除或移走邮件（并清空废纸篓）；或提高限额：quota_rule（2.3）、quota_storage_size（2.4）或用户数据库中的个人配额',
      },
      risk: 'none',
    },
    {
      do: { en: 'If the count is wrong, let it be made anew', zh: '若统计有误，重新计算' },
      command: 'doveadm quota recalc -u {subject}',
      risk: 'none',
    },
  ],
  verify: ['doveadm quota get -u {subject}'],
  references: ['https://doc.dovecot.org/main/core/plugins/quota.html'],
})

function refusedMailboxes(log: MailLog): ReadonlyMap<string, readonly DeliveryGroup[]> {
  const refusals = log.deliveries.filter(
    ({ daemon, reply }) => intoOwnMailboxes.has(daemon) && isQuotaReply(reply),
  )
  const pairs = refusals.flatMap((group) => group.recipients.map((recipient) => ({ recipient, group })))
  return new Map(
    [...Map.groupBy(pairs, ({ recipient }) => recipient.toLowerCase())].map(([recipient, ones]) => [
      recipient,
      ones.map(({ group }) => group),
    ]),
  )
}

/** "Disk quota exceeded" (EDQUOT) is full for its sender, too: but it is the file system's quota. */
function isQuotaReply(reply: string): boolean {
  return classifyReply(reply).reason === 'mailbox-full' && !/disk quota/i.test(reply)
}

function sameMailbox(quotaUser: string, recipient: string): boolean {
  const user = quotaUser.toLowerCase()
  return user === recipient || (!user.includes('@') && recipient.startsWith(`${user}@`))
}

function hasRoomAgain(own: readonly MailboxQuota[], full: MailboxQuota | undefined): boolean {
  return own.length > 0 && full === undefined
}

function roomText(quota: MailboxQuota | undefined): string {
  if (quota === undefined) return ''
  const unit = quota.kind === 'storage' ? 'KiB' : 'messages'
  return ` (${quota.used} / ${quota.limit} ${unit})`
}

/** At its limit, and nobody has written yet. */
function fullMailbox(quota: MailboxQuota): Verdict {
  return problem({
    subject: quota.mailbox,
    severity: 'low',
    confidence: 'certain',
    evidence: [quota.evidence],
    values: { refused: 0, room: roomText(quota) },
    marks: [`user:${quota.mailbox}`, `mailbox:${quota.mailbox}`],
  })
}
