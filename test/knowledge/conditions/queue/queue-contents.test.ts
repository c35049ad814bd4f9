import { summariseQueue } from '../../../../src/collect/postfix/queue.ts'
import { queueMailOnHold } from '../../../../src/knowledge/conditions/queue/queue-mail-on-hold.ts'
import { queueSoftBounceOrDeferLeftOn } from '../../../../src/knowledge/conditions/queue/queue-soft-bounce-or-defer-left-on.ts'
import { queueUndeliverableBounces } from '../../../../src/knowledge/conditions/queue/queue-undeliverable-bounces.ts'
import { plainMaster, postfixFacts } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'

const now = known(testNow)
const hour = 3_600_000
const line = (queue: string, sender: string, hoursAgo: number, id: number) =>
  JSON.stringify({
    queue_name: queue,
    queue_id: `4A${id}`,
    arrival_time: (testNow - hoursAgo * hour) / 1000,
    message_size: 1000,
    forced_expire: false,
    sender,
    recipients: [
      {
        address: 'x@example.net',
        delay_reason: 'connect to mx.example.net[192.0.2.1]:25: Connection timed out',
      },
    ],
  })
const queue = (count: number, name: string, sender: string, hoursAgo = 1) =>
  known(summariseQueue(Array.from({ length: count }, (_, id) => line(name, sender, hoursAgo, id)).join('\n')))

testCondition(queueMailOnHold, {
  fine: [
    ['an empty queue', { queue: known(summariseQueue('')), now }],
    ['a big queue that drains', { queue: queue(500, 'deferred', 'a@example.org'), now }],
    ['no Postfix', { queue: absent(), now }],
  ],
  problem: [
    [
      'forgotten',
      { queue: queue(20, 'hold', 'a@example.org', 50), now },
      { severity: 'medium', values: { count: 20, hours: 50 } },
    ],
    ['held this morning: advice', { queue: queue(20, 'hold', 'a@example.org', 2), now }, { severity: 'low' }],
  ],
})

testCondition(queueUndeliverableBounces, {
  fine: [
    ['a handful', { queue: queue(10, 'deferred', 'MAILER-DAEMON') }],
    ['a newsletter', { queue: queue(500, 'deferred', 'news@example.org') }],
    ['no Postfix', { queue: absent() }],
  ],
  problem: [
    [
      'hundreds',
      { queue: queue(600, 'deferred', 'MAILER-DAEMON') },
      { severity: 'high', values: { bounces: 600, messages: 600 } },
    ],
    ['dozens', { queue: queue(60, 'deferred', 'MAILER-DAEMON') }, { severity: 'medium' }],
  ],
})

testCondition(queueSoftBounceOrDeferLeftOn, {
  fine: [
    ['the defaults', await postfixFacts()],
    [
      'a null client delivers nothing locally',
      await postfixFacts('local_transport = error:local delivery is disabled\n'),
    ],
    ['no Postfix', { configuration: absent() }],
  ],
  problem: [
    [
      'soft_bounce',
      await postfixFacts('soft_bounce = yes\n'),
      { subject: 'soft_bounce', severity: 'medium' },
    ],
    [
      'soft_bounce in master.cf',
      await postfixFacts('', plainMaster.replace('smtpd\n', 'smtpd -o soft_bounce=yes\n')),
      { subject: 'soft_bounce' },
    ],
    [
      'defer_transports',
      await postfixFacts('defer_transports = smtp\n'),
      { subject: 'defer_transports', severity: 'high', values: { value: 'smtp' } },
    ],
    [
      'everything is retried',
      await postfixFacts('default_transport = retry:4.3.0 maintenance\n'),
      { subject: 'default_transport' },
    ],
  ],
})
