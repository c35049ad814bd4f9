import { queueMasterThrottling } from '../../../../src/knowledge/conditions/queue/queue-master-throttling.ts'
import { queueOneDestinationDominates } from '../../../../src/knowledge/conditions/queue/queue-one-destination-dominates.ts'
import { queueSmtpdProcessLimit } from '../../../../src/knowledge/conditions/queue/queue-smtpd-process-limit.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { lately, logWith, longAgo, message, writtenLog } from '../../written-log.ts'
import { probe } from '../../written-tls.ts'

const now = known(testNow)
const master = { program: 'postfix/master', service: 'master', level: 'warning' } as const
const qmgr = { program: 'postfix/qmgr', service: 'qmgr', level: 'warning' } as const
const limit =
  'service "smtp" (25) has reached its process limit "100": new clients may experience noticeable delays'
const throttling = message('/usr/lib/postfix/sbin/smtpd: bad command startup -- throttling', master)
const fatal = message('no SASL authentication mechanisms', {
  program: 'postfix/smtpd',
  service: 'smtpd',
  level: 'fatal',
})

const greets = (port: number) => probe(port, { end: 'completed', greeting: '220 mail.example.org ESMTP' })

testCondition(queueSmtpdProcessLimit, {
  fine: [
    ['never', { log: logWith(), now }],
    ['long ago', { log: logWith(message(limit, { ...master, at: longAgo })), now }],
    ['no log', { log: absent(), now }],
  ],
  problem: [
    [
      'again and again',
      { log: logWith(message(limit, { ...master, count: 40 })), now },
      { subject: 'smtp', severity: 'high', values: { limit: '100', count: 40 } },
    ],
    ['once: advice', { log: logWith(message(limit, { ...master, count: 1 })), now }, { severity: 'low' }],
  ],
})

testCondition(queueOneDestinationDominates, {
  fine: [
    ['never', { log: logWith(), now }],
    [
      'a content filter here is another condition',
      {
        log: logWith(
          message('mail for [127.0.0.1]:10024 is using up 15001 of 20000 active queue entries', qmgr),
        ),
        now,
      },
    ],
  ],
  problem: [
    [
      'one domain',
      {
        log: logWith(message('mail for example.net is using up 14001 of 20000 active queue entries', qmgr)),
        now,
      },
      { subject: 'example.net', values: { share: '14001 of 20000', count: 3 } },
    ],
  ],
})

testCondition(queueMasterThrottling, {
  fine: [
    ['never', { log: logWith(), now }],
    [
      'mail was taken since',
      {
        log: known(
          writtenLog({
            messages: [throttling],
            traffic: { ...writtenLog().traffic, lastReceivedAt: lately + 1000 },
          }),
        ),
        now,
      },
    ],
    [
      'restarted since',
      {
        log: known(
          writtenLog({
            messages: [throttling],
            timeline: [
              { at: lately + 1000, kind: 'started', subject: 'postfix', evidence: throttling.example },
            ],
          }),
        ),
        now,
      },
    ],
    [
      'every SMTP service greets now: its reason is gone',
      { log: logWith(throttling, fatal), now, probes: known([greets(25), greets(587)]) },
    ],
    ['no log', { log: absent(), now }],
  ],
  problem: [
    [
      'with its last words',
      { log: logWith(throttling, fatal), now },
      { subject: 'smtpd', values: { reason: 'no SASL authentication mechanisms' } },
    ],
    [
      'only one of its services greets',
      { log: logWith(throttling, fatal), now, probes: known([greets(25), probe(587, { end: 'closed' })]) },
      { subject: 'smtpd' },
    ],
  ],
})
