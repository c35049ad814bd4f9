import { describe, expect, test } from 'vitest'
import { deliveriesDeferred } from '../../../../src/knowledge/conditions/deliveries/deliveries-deferred.ts'
import { networkPort25BlockedOutbound } from '../../../../src/knowledge/conditions/network/network-port25-blocked-outbound.ts'
import { configurationOf } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { writtenLog } from '../../written-log.ts'
import { internet, tried } from '../../written-ways.ts'

const { configuration: direct } = await configurationOf()
const { configuration: relayed } = await configurationOf('relayhost = [smtp.example.com]:587\n')
const works = internet(true, true)
const gmail = (outcome: Parameters<typeof tried>[2]) =>
  tried('gmail-smtp-in.l.google.com', '203.0.113.27', outcome, true)
const dead = tried('mx.dead.example', '198.51.100.9', 'timeout')
const silent = known([gmail('timeout'), tried('mx.example.net', '198.51.100.7', 'timeout')])

testCondition(networkPort25BlockedOutbound, {
  fine: [
    ['connects', { reached: known([gmail('connected')]), internet: works, postfix: direct }],
    ['only a relay host is used', { reached: silent, internet: works, postfix: relayed }],
    [
      'IPv4 only, all well',
      { reached: known([gmail('connected'), dead]), internet: internet(true, false), postfix: direct },
    ],
    ['nothing to try', { reached: absent(), internet: works, postfix: direct }],
  ],
  lookalike: [
    [
      'several receivers of spam bounces are dead, Gmail answers',
      {
        reached: known([gmail('connected'), dead, tried('mx.gone.example', '198.51.100.8', 'timeout')]),
        internet: works,
        postfix: direct,
      },
    ],
    [
      'one receiver is dead, and no other is known',
      { reached: known([dead]), internet: works, postfix: direct },
    ],
    ['the network is dead', { reached: silent, internet: internet(false, false), postfix: direct }],
    [
      'IPv6 leads nowhere',
      {
        reached: known([
          gmail('connected'),
          tried('gmail-smtp-in.l.google.com', '2001:db8::1b', 'timeout', true),
        ]),
        internet: internet(true, false),
        postfix: direct,
      },
    ],
  ],
  problem: [
    [
      'silent, and other ports answer',
      { reached: silent, internet: works, postfix: direct },
      { confidence: 'certain', subject: 'TCP port 25, outgoing' },
    ],
    [
      'refused by the provider',
      {
        reached: known([gmail('refused'), tried('mx.example.net', '198.51.100.7', 'refused')]),
        internet: works,
        postfix: direct,
      },
      { confidence: 'certain' },
    ],
    [
      'two receivers that are not known to work',
      {
        reached: known([dead, tried('mx.example.net', '198.51.100.7', 'timeout')]),
        internet: works,
        postfix: direct,
      },
      { confidence: 'likely' },
    ],
    [
      'TCP 53 is blocked too, but others connect to here',
      {
        reached: silent,
        internet: internet(false, false),
        postfix: direct,
        now: known(testNow),
        log: known(
          writtenLog({ traffic: { ...writtenLog().traffic, lastInboundConnectAt: testNow - 60_000 } }),
        ),
      },
      { confidence: 'certain' },
    ],
  ],
})

describe('what it explains', () => {
  const link = networkPort25BlockedOutbound.explains.find(
    ({ condition }) => condition === deliveriesDeferred.id,
  )
  const explains = (...marks: string[]) => {
    const cause = { condition: networkPort25BlockedOutbound.id, subject: 'TCP port 25, outgoing', marks: [] }
    return link?.when?.(cause, { condition: deliveriesDeferred.id, subject: 'mx.example.net', marks })
  }
  test.each([
    ['a time-out on port 25', ['reason:connection-failed', 'detail:timeout', 'remote-port:25'], true],
    [
      'a time-out within a conversation',
      ['reason:connection-failed', 'detail:conversation-timeout', 'remote-port:25'],
      false,
    ],
    [
      'a dead LMTP socket',
      ['reason:connection-failed', 'detail:refused', 'socket:private/dovecot-lmtp'],
      false,
    ],
    ['greylisting', ['reason:greylisted', 'remote-port:25'], false],
    [
      'a dead filter on this host',
      ['reason:connection-failed', 'detail:refused', 'remote-port:10024'],
      false,
    ],
  ])('%s', (_what, marks, expected) => {
    expect(explains(...marks)).toBe(expected)
  })
})
