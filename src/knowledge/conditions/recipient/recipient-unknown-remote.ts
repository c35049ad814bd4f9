import { type DeliveryTrouble, deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { condition, fine, notApplicable } from '../../condition.ts'
import { recipientVerdicts } from '../../recipient-trouble.ts'

/** So many unknown addresses of one sender are no slips: the list is old, and receivers hold that against it. */
const staleListAddresses = 20

/**
 * The receiving server says that there is no such mailbox: a slip of the sender, or an address that is
 * gone. RFC 3463 X.1.1. This server did its work.
 */
export const recipientUnknownRemote = condition({
  id: 'recipient-unknown-remote',
  topic: 'delivery',
  severity: 'info',
  needs: { troubles: deliveryTroubles },
  detect: ({ troubles }) => {
    if (troubles.status === 'absent') return notApplicable('this host has no mail log')
    const found = troubles.value.filter(isUnknown)
    const addresses = new Set(found.flatMap(({ recipients }) => recipients))
    const severity = addresses.size >= staleListAddresses ? 'low' : 'info'
    return found.length === 0 ? fine() : recipientVerdicts(found, severity)
  },
  explains: [
    {
      condition: 'deliveries-rejected',
      when: (cause, effect) =>
        cause.marks.includes(`told-by:${effect.subject}`) && isAboutUnknown(effect.marks),
    },
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) =>
        cause.marks.includes(`told-by:${effect.subject}`) && isAboutUnknown(effect.marks),
    },
  ],
  mistakenFor: [],
  texts: {
    en: {
      title: 'No such mailbox at the receiver: {subject}',
      because:
        'The receiving server does not know {subject}: {reply}. The address is wrong or gone; this server did its ' +
        'work and told the sender ({sender}).',
      allClear: 'no receiver said that a mailbox is unknown',
    },
    zh: {
      title: '对方没有这个邮箱：{subject}',
      because:
        '接收方服务器不存在 {subject}：{reply}。地址有误或已注销；本机工作正常，并已通知发件人（{sender}）。',
      allClear: '没有接收方报告邮箱不存在',
    },
  },
  fix: [
    {
      who: 'sender',
      do: {
        en: 'Check the spelling of {subject}, ask the person by other means, take the address off mailing lists',
        zh: '检查 {subject} 的拼写，通过其他方式联系对方，并将该地址从邮件列表中删除',
      },
      risk: 'none',
    },
  ],
  verify: ["grep 'to=<{subject}>' /var/log/mail.log | tail -3"],
  references: [
    'https://www.rfc-editor.org/rfc/rfc3463#section-3.2',
    'https://support.google.com/mail/answer/6596',
  ],
})

function isUnknown({ reading, local }: DeliveryTrouble): boolean {
  return !local && ['user-unknown', 'mailbox-disabled', 'mailbox-moved'].includes(reading.reason)
}

function isAboutUnknown(marks: readonly string[]): boolean {
  return ['user-unknown', 'mailbox-disabled', 'mailbox-moved'].some((reason) =>
    marks.includes(`reason:${reason}`),
  )
}
