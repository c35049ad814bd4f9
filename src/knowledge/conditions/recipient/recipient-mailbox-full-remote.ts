import { deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { condition, fine, notApplicable } from '../../condition.ts'
import { recipientVerdicts } from '../../recipient-trouble.ts'

/** The mailbox of a recipient elsewhere is over its quota (RFC 3463 X.2.2). Only its owner can make room. */
export const recipientMailboxFullRemote = condition({
  id: 'recipient-mailbox-full-remote',
  topic: 'delivery',
  severity: 'info',
  needs: { troubles: deliveryTroubles },
  detect: ({ troubles }) => {
    if (troubles.status === 'absent') return notApplicable('this host has no mail log')
    const found = troubles.value.filter(({ reading, local }) => reading.reason === 'mailbox-full' && !local)
    return found.length === 0 ? fine() : recipientVerdicts(found, 'info')
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) =>
        cause.marks.includes(`told-by:${effect.subject}`) &&
        effect.marks.includes('remote-reason:mailbox-full'),
    },
    {
      condition: 'deliveries-rejected',
      when: (cause, effect) =>
        cause.marks.includes(`told-by:${effect.subject}`) &&
        effect.marks.includes('remote-reason:mailbox-full'),
    },
  ],
  mistakenFor: [
    {
      condition: 'storage-mailbox-quota-exceeded',
      toldApartBy: {
        en: 'another server said it of a mailbox of its own; no mailbox here is full',
        zh: '这是另一台服务器对其自身邮箱的答复；本机没有邮箱已满',
      },
    },
  ],
  texts: {
    en: {
      title: 'The mailbox of the recipient is full: {subject}',
      because: 'The receiving server refuses mail for {subject} because the mailbox there is full: {reply}',
      allClear: 'no receiver said that a mailbox is full',
    },
    zh: {
      title: '收件人邮箱已满：{subject}',
      because: '接收方服务器因 {subject} 的邮箱已满而拒收：{reply}',
      allClear: '没有接收方报告邮箱已满',
    },
  },
  fix: [
    {
      who: 'recipient',
      do: {
        en: 'Tell {subject} by other means to make room; send again afterwards',
        zh: '通过其他方式通知 {subject} 清理邮箱，之后再重新发送',
      },
      risk: 'none',
    },
  ],
  verify: ["grep 'to=<{subject}>' /var/log/mail.log | tail -3"],
  references: ['https://www.rfc-editor.org/rfc/rfc3463#section-3.3'],
})
