import { loggedCondition } from '../../logged-condition.ts'

/** An alias leads back to itself by another name, or to far too many: cleanup refuses the message. virtual(5). */
export const recipientVirtualAliasLoop = loggedCondition({
  id: 'recipient-virtual-alias-loop',
  topic: 'delivery',
  severity: 'medium',
  query: { contains: ['unreasonable virtual_alias_maps map', 'unreasonable virtual_alias_map'] },
  subject: ({ text }) => /map (?:nesting|expansion size) for (\S{1,320})/.exec(text)?.[1],
  confidence: 'certain',
  marks: ({ subject }) => [`user:${subject}`, 'reason:routing-loop', 'parameter:virtual_alias_maps'],
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
  ],
  texts: {
    en: {
      title: 'The alias {subject} goes round in circles',
      because:
        'Expanding {subject} in virtual_alias_maps does not come to an end, so Postfix does not accept mail for it ' +
        '({count} times): senders retry until they give up.',
      allClear: 'no alias goes round in circles',
    },
    zh: {
      title: '别名 {subject} 循环引用',
      because:
        '在 virtual_alias_maps 中展开 {subject} 没有尽头，Postfix 因此不接收发给它的邮件（{count} 次）：发件方会一直重试直到放弃。',
      allClear: '没有循环引用的别名',
    },
  },
  fix: [
    {
      do: { en: 'Follow the alias by hand, and break the circle', zh: '逐步查询该别名，并打断循环' },
      command:
        "for map in $(postconf -hx virtual_alias_maps | tr ',' ' '); do postmap -q {subject} $map; done",
      risk: 'none',
    },
  ],
  verify: ['journalctl -g "unreasonable virtual_alias" --since -10min'],
  references: ['https://www.postfix.org/virtual.5.html'],
})
