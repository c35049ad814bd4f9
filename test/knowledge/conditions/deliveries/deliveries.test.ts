import { describe, expect, test } from 'vitest'
import { deliveriesDeferred } from '../../../../src/knowledge/conditions/deliveries/deliveries-deferred.ts'
import { deliveriesRejected } from '../../../../src/knowledge/conditions/deliveries/deliveries-rejected.ts'
import { attempt, factsOf, queued } from '../../../collect/logs/written-lines.ts'
import { testCondition, verdicts } from '../../test-condition.ts'

/** Without what the two conditions do not need. */
const facts = async (...lines: readonly string[]) => {
  const { log, troubles } = await factsOf(...lines)
  return { log, troubles }
}

const lmtp = { daemon: 'lmtp', to: 'anna@example.org', relay: 'mx.example.org[private/dovecot-lmtp]' }
const lmtpRefused = {
  ...lmtp,
  relay: 'none',
  status: 'deferred',
  dsn: '4.4.1',
  reply: 'connect to mx.example.org[private/dovecot-lmtp]: Connection refused',
} as const
const greylisted = {
  status: 'deferred',
  dsn: '4.2.0',
  reply:
    'host mx.example.com[203.0.113.9] said: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted (in reply to RCPT TO command)',
} as const
const timedOut = (id: string, host: string, ip: string) =>
  attempt({
    id,
    to: `bob@${host}`,
    relay: 'none',
    status: 'deferred',
    dsn: '4.4.1',
    reply: `connect to mx.${host}[${ip}]:25: Connection timed out`,
  })
const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    attempt({
      id: `5AAAA${String(index).padStart(3, '0')}`,
      to: `c${index}@example.net`,
      relay: 'mx.example.net[203.0.113.77]:25',
    }),
  )

testCondition(deliveriesDeferred, {
  fine: [
    ['all mail was sent', await facts(attempt({}), attempt(lmtp))],
    ['greylisted once, then sent', await facts(attempt(greylisted), attempt({}))],
    [
      'the destination takes mail again',
      await facts(timedOut('4AAAAAA1', 'example.com', '203.0.113.9'), attempt({ id: '4AAAAAA2' })),
    ],
    [
      'LMTP was away for a moment, the same recipient got mail since',
      await facts(attempt(lmtpRefused), attempt({ ...lmtp, id: '4AAAAAA2' })),
    ],
    [
      'refused for good is another symptom',
      await facts(attempt({ status: 'bounced', dsn: '5.1.1', reply: 'no' })),
    ],
  ],
  problem: [
    [
      'LMTP does not answer, all mail of the day',
      await facts(
        attempt(lmtpRefused),
        attempt({ ...lmtpRefused, id: '4AAAAAA2' }),
        attempt({ ...lmtpRefused, id: '4AAAAAA3' }),
      ),
      { subject: 'private/dovecot-lmtp', severity: 'high' },
    ],
    [
      'one of few',
      await facts(timedOut('4AAAAAA1', 'example.com', '203.0.113.9'), ...many(9)),
      { severity: 'low' },
    ],
    [
      'a receiver that greylists, mail still waits',
      await facts(attempt(greylisted), ...many(2)),
      { severity: 'info' },
    ],
    [
      'all receivers time out',
      await facts(
        timedOut('4AAAAAA1', 'one.example', '203.0.113.1'),
        timedOut('4AAAAAA2', 'two.example', '203.0.113.2'),
      ),
      { subject: 'mx.one.example[203.0.113.1]:25', severity: 'medium' },
    ],
  ],
})

const quota = {
  ...lmtp,
  status: 'bounced',
  dsn: '5.2.2',
  reply:
    'host mx.example.org[private/dovecot-lmtp] said: 552 5.2.2 <anna@example.org> Quota exceeded (mailbox for user is full) (in reply to end of DATA command)',
} as const
const dkim = {
  status: 'bounced',
  dsn: '5.7.0',
  reply:
    'host mx.example.com[203.0.113.9] said: 550 5.7.0 bad DKIM signature data (in reply to end of DATA command)',
} as const

testCondition(deliveriesRejected, {
  fine: [
    ['all mail was sent', await facts(attempt({}))],
    ['that receiver takes our mail again', await facts(attempt(dkim), attempt({ id: '4AAAAAA2' }))],
    ['the mailbox has room again', await facts(attempt(quota), attempt({ ...lmtp, id: '4AAAAAA2' }))],
    ['put off is another symptom', await facts(attempt(greylisted))],
  ],
  problem: [
    [
      'a signature that does not fit',
      await facts(queued('4AAAAAA1', 'anna@example.org'), attempt(dkim)),
      { severity: 'medium' },
    ],
    [
      'a full mailbox here, while others get mail',
      await facts(
        attempt({ ...lmtp, to: 'carl@example.org' }),
        attempt(quota),
        attempt({ ...lmtp, id: '4AAAAAA3', to: 'carl@example.org' }),
      ),
      { subject: 'private/dovecot-lmtp', severity: 'low' },
    ],
    [
      'unknown users there',
      await facts(
        attempt({
          status: 'bounced',
          dsn: '5.1.1',
          reply: 'host mx.example.com[203.0.113.9] said: 550 5.1.1 User unknown',
        }),
      ),
      { severity: 'info' },
    ],
    [
      'given up after days',
      await facts('postfix/qmgr[9]: 4AAAAAA1: from=<anna@example.org>, status=expired, returned to sender'),
    ],
  ],
})

describe('what joins a failed delivery with its cause', () => {
  const marksOf = async (...lines: readonly string[]) => {
    const [verdict] = verdicts(deliveriesRejected, await facts(...lines), 'this server')
    return verdict?.status === 'problem' ? verdict.marks : []
  }

  test('elsewhere: endpoint, domains, list, our address, the reason', async () => {
    const reply =
      'host mx.example.com[203.0.113.9] said: 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://x'
    expect(
      await marksOf(
        queued('4AAAAAA1', 'anna@example.org'),
        attempt({ status: 'bounced', dsn: '5.7.1', reply }),
      ),
    ).toEqual(
      expect.arrayContaining([
        'reason:ip-blocklisted',
        'list:zen.spamhaus.org',
        'address:192.0.2.1',
        'endpoint:203.0.113.9:25',
        'domain:example.com',
        'sender-domain:example.org',
        'dsn:5.7.1',
      ]),
    )
  })

  test('here: socket as logged and absolute, the mailbox; no domain', async () => {
    const marks = await marksOf(attempt(quota))
    expect(marks).toEqual(
      expect.arrayContaining([
        'reason:mailbox-full',
        'socket:private/dovecot-lmtp',
        'socket:/var/spool/postfix/private/dovecot-lmtp',
        'user:anna@example.org',
        'transport:lmtp',
      ]),
    )
    expect(marks.filter((mark) => mark.startsWith('domain:'))).toEqual([])
  })

  test("a remote server's full disk is not ours", async () => {
    const marks = await marksOf(
      attempt({
        status: 'bounced',
        dsn: '5.3.1',
        reply: 'host mx.example.com[203.0.113.9] said: 552 5.3.1 Insufficient system storage',
      }),
    )
    expect(marks).toContain('remote-reason:disk-full')
    expect(marks).not.toContain('reason:disk-full')
  })

  test('what Dovecot said beside "Internal error occurred"', async () => {
    const lines = [
      'dovecot: lmtp(anna@example.org)<4><a>: Error: lmtp-server: conn unix:pid=4,uid=1 [1]: rcpt anna@example.org: Mailbox INBOX: Saving mail: write(/var/vmail/example.org/anna/tmp/1.mail) failed: No space left on device',
      attempt({
        ...lmtp,
        status: 'deferred',
        dsn: '4.2.0',
        reply:
          'host mx.example.org[private/dovecot-lmtp] said: 451 4.2.0 <anna@example.org> Internal error occurred. Refer to server log for more information.',
      }),
    ]
    const [verdict] = verdicts(deliveriesDeferred, await facts(...lines), 'this server')
    expect(verdict).toMatchObject({
      status: 'problem',
      impact: { messages: ['4AAAAAA1'], users: ['anna@example.org'] },
    })
    expect(verdict?.status === 'problem' && verdict.marks).toEqual(
      expect.arrayContaining(['reason:disk-full', 'path:/var/vmail', 'path:/']),
    )
    expect(verdict?.status === 'problem' && verdict.evidence).toHaveLength(2)
  })
})

test('what is over is told with its times', async () => {
  const [verdict] = verdicts(deliveriesDeferred, await facts(attempt(greylisted), attempt({})), 'this server')
  expect(verdict).toMatchObject({
    status: 'fine',
    past: { since: Date.UTC(2026, 10, 24, 2), until: Date.UTC(2026, 10, 24, 2, 0, 1) },
  })
})
