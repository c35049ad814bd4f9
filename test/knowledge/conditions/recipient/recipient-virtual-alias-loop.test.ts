import { mapsProxymapNotAllowed } from '../../../../src/knowledge/conditions/maps/maps-proxymap-not-allowed.ts'
import { recipientVirtualAliasLoop } from '../../../../src/knowledge/conditions/recipient/recipient-virtual-alias-loop.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)
const cleanup = { program: 'postfix/cleanup', service: 'cleanup', level: 'warning' } as const
const loop =
  '4A429BABA: unreasonable virtual_alias_maps map nesting for anna@example.org -- message not accepted, try again later'

testCondition(recipientVirtualAliasLoop, {
  fine: [
    ['never', { log: logWith(), now }],
    ['mended long ago', { log: logWith(message(loop, { ...cleanup, at: longAgo })), now }],
    ['no log', { log: absent(), now }],
  ],
  problem: [
    [
      'a circle',
      { log: logWith(message(loop, cleanup)), now },
      { subject: 'anna@example.org', values: { count: 3 } },
    ],
  ],
})

testCondition(mapsProxymapNotAllowed, {
  fine: [
    ['never', { log: logWith(), now }],
    ['no log', { log: absent(), now }],
  ],
  problem: [
    [
      'refused',
      {
        log: logWith(
          message('request for unapproved table: "mysql:/etc/postfix/x.cf"', {
            program: 'postfix/proxymap',
            service: 'proxymap',
            level: 'warning',
          }),
        ),
        now,
      },
      { subject: 'mysql:/etc/postfix/x.cf' },
    ],
  ],
})
