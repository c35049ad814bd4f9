import { describe, expect, test } from 'vitest'
import { reasonOf } from '../../../src/cli/log-reasons.ts'
import { LogEngine } from '../../../src/logs/engine/engine.ts'
import { Calm } from '../../../src/logs/follow/calm.ts'
import type { FollowEvent } from '../../../src/logs/follow/event.ts'
import { Follower } from '../../../src/logs/follow/follower.ts'
import { Tally } from '../../../src/logs/follow/tally.ts'
import { followText } from '../../../src/report/terminal/follow.ts'

const client = 'AAAAA1: client=h.b.example[192.0.2.1], sasl_method=PLAIN, sasl_username=anna'
const from = 'AAAAA1: from=<a@b.example>, size=1000, nrcpt=2 (queue active)'
const sent = (id: string, to: string, reply = '250 2.0.0 Ok: queued as 4F') =>
  `${id}: to=<${to}>, relay=mx.d[198.51.100.7]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (${reply})`

/** What is told of lines: `[tag, text]`, one second apart. */
function told(...lines: readonly (readonly [string, string])[]): FollowEvent[] {
  const follower = new Follower(reasonOf)
  const engine = new LogEngine({ classify: reasonOf, sink: follower, listener: follower })
  engine.beginInput(Date.UTC(2026, 10, 24))
  for (const [second, [tag, text]] of lines.entries())
    engine.push(Buffer.from(`2026-03-04T06:00:0${second}+01:00 mx1 ${tag}: ${text}\n`))
  return follower.flush()
}

describe('a message', () => {
  test('is told with its sender, user, client and delay', () => {
    const events = told(
      ['postfix/smtpd[1]', client],
      ['postfix/qmgr[1]', from],
      ['postfix/smtp[1]', sent('AAAAA1', 'u@d.example')],
      ['postfix/qmgr[1]', 'AAAAA1: removed'],
    )
    expect(events).toEqual([
      {
        kind: 'delivered',
        time: '2026-03-04T06:00:02+01:00',
        program: 'postfix/smtp',
        count: 1,
        queueId: 'AAAAA1',
        sender: 'a@b.example',
        recipient: 'u@d.example',
        client: 'h.b.example[192.0.2.1]',
        user: 'anna',
        relay: 'mx.d[198.51.100.7]:25',
        text: '250 2.0.0 Ok: queued as 4F',
        delaySeconds: 2,
      },
    ])
  })

  test('that a filter gives back is told once, with its first sender and client', () => {
    const amavis = '250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as BBBBB2'
    const handOn = (to: string) =>
      sent('AAAAA1', to, amavis).replace(/relay=[^,]+/, 'relay=127.0.0.1[127.0.0.1]:10024')
    const events = told(
      ['postfix/smtpd[1]', client],
      ['postfix/qmgr[1]', from],
      ['postfix/smtpd[2]', 'BBBBB2: client=localhost[127.0.0.1]'],
      ['postfix/qmgr[1]', 'BBBBB2: from=<a@b.example>, size=1100, nrcpt=2 (queue active)'],
      ['postfix/smtp[1]', handOn('u@d.example')],
      ['postfix/smtp[1]', handOn('v@d.example')],
      ['postfix/smtp[1]', sent('BBBBB2', 'u@d.example')],
    )
    expect(events).toMatchObject([
      {
        kind: 'delivered',
        recipient: 'u@d.example',
        client: 'h.b.example[192.0.2.1]',
        user: 'anna',
        delaySeconds: 6,
      },
    ])
    expect(events).toHaveLength(1)
  })

  test.each([
    [
      'deferred',
      'status=deferred (host mx.d[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))',
      'greylisted',
    ],
    [
      'bounced',
      'status=bounced (host mx.d[198.51.100.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command))',
      'user-unknown',
    ],
  ])('that is %s has a reason', (kind, status, reason) => {
    const line = `AAAAA1: to=<u@d.example>, relay=mx.d[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, ${status}`
    expect(told(['postfix/smtp[1]', line])).toMatchObject([{ kind, reason, recipient: 'u@d.example' }])
  })

  test('of Exim', () => {
    const id = '1vbG8L-0002Fb-Ny'
    const events = told(
      ['exim[1]', `${id} <= a@b.example H=mx.b (helo) [192.0.2.1]:55 P=esmtpsa A=plain:anna S=1234 id=x@y`],
      ['exim[1]', `${id} => u@d.example R=dnslookup T=remote_smtp H=mx.d [198.51.100.7] C="250 OK"`],
      [
        'exim[1]',
        `${id} == v@e.example R=dnslookup T=remote_smtp defer (-44) H=mx.e [198.51.100.9]: SMTP error from remote mail server after RCPT TO:<v@e.example>: 450 4.2.0 Greylisted`,
      ],
    )
    expect(events).toMatchObject([
      {
        kind: 'delivered',
        sender: 'a@b.example',
        recipient: 'u@d.example',
        client: 'mx.b[192.0.2.1]',
        user: 'anna',
      },
      { kind: 'deferred', sender: 'a@b.example', recipient: 'v@e.example', reason: 'greylisted' },
    ])
  })
})

test.each([
  [
    'postfix/smtpd[1]',
    'NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <u@d>: Relay access denied; from=<a@b> to=<u@d> proto=ESMTP helo=<x>',
    { kind: 'rejected', client: 'h[192.0.2.5]', reason: 'relay-denied', sender: 'a@b' },
  ],
  [
    'postfix/cleanup[1]',
    'AAAAA1: milter-reject: END-OF-MESSAGE from h[192.0.2.5]: 5.7.1 Spam; from=<a@b> to=<u@d> proto=ESMTP helo=<x>',
    { kind: 'rejected', recipient: 'u@d' },
  ],
  [
    'postfix/smtpd[1]',
    'warning: h[192.0.2.5]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=bob',
    { kind: 'login-failed', client: '192.0.2.5', user: 'bob', text: 'smtpd: wrong password or user' },
  ],
  [
    'dovecot',
    'imap-login: Disconnected (auth failed, 3 attempts in 14 secs): user=<anna>, method=PLAIN, rip=203.0.113.9',
    { kind: 'login-failed', count: 3, user: 'anna' },
  ],
  [
    'postfix/smtpd[1]',
    'warning: connect to Milter service inet:127.0.0.1:11332: Connection refused',
    { kind: 'warning', program: 'postfix/smtpd' },
  ],
  ['dovecot', 'lmtp(anna)<1><s>: Error: mkdir failed: No space left on device', { kind: 'warning' }],
  [
    'postfix/master[1]',
    'daemon started -- version 3.7.11, configuration /etc/postfix',
    { kind: 'server-changed', text: 'postfix started' },
  ],
  ['kernel', '[1.2] Out of memory: Killed process 812 (clamd)', { kind: 'warning' }],
])('%s: %s', (tag, text, event) => {
  expect(told([tag, text])).toMatchObject([event])
})

test.each([
  ['postfix/smtpd[1]', 'connect from h[192.0.2.5]'],
  ['postfix/smtp[1]', 'connect to mx.d[198.51.100.7]:25: Connection timed out'],
  ['dovecot', 'imap-login: Login: user=<u>, method=PLAIN, rip=192.0.2.1'],
  [
    'postfix/smtp[1]',
    'AAAAA1: to=<u@d>, relay=none, delay=1, delays=0/0/0/1, dsn=2.0.0, status=deliverable (ok)',
  ],
  ['CRON[1]', '(root) CMD (true)'],
])('%s: %s is nothing to tell', (tag, text) => {
  expect(told([tag, text])).toEqual([])
})

test('a flood of one kind is told a few times, then counted', () => {
  const calm = new Calm()
  const event: FollowEvent = {
    kind: 'rejected',
    reason: 'relay-denied',
    time: '',
    program: 'postfix/smtpd',
    count: 1,
  }
  expect(Array.from({ length: 9 }, (_, at) => calm.shows(event, at)).filter(Boolean)).toHaveLength(5)
  expect(calm.shows({ ...event, reason: 'greylisted' }, 10)).toBe(true)
  expect(calm.over(100)).toEqual([])
  expect(calm.over(20_000)).toEqual([{ example: event, count: 4 }])
  expect(calm.shows(event, 20_001)).toBe(true)
})

test('the tally has counts and reasons', () => {
  const tally = new Tally()
  const event: FollowEvent = { kind: 'rejected', reason: 'relay-denied', time: '', program: 'p', count: 2 }
  for (const reason of ['a', 'b', 'b']) tally.add({ ...event, reason })
  expect(tally.rows()).toEqual([
    {
      kind: 'rejected',
      count: 6,
      reasons: [
        { reason: 'b', count: 4 },
        { reason: 'a', count: 2 },
      ],
    },
  ])
})

test('hostile text reaches no terminal; equal fates share a line', () => {
  const events = told(
    ['postfix/smtp[1]', sent('AAAAA1', 'u@d.example', '250 \u001b]0;x\u0007 ok')],
    ['postfix/smtp[1]', sent('AAAAA1', 'v@d.example', '250 \u001b]0;x\u0007 ok')],
    ['postfix/smtpd[1]', 'warning: \u001b[2Jx'],
  )
  const text = followText(events, false)
  expect(text).toContain('u@d.example and 1 other by mx.d')
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
})
