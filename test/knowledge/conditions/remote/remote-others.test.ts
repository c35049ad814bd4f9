import { expect } from 'vitest'
import { messageRefusedAsMalware } from '../../../../src/knowledge/conditions/message/message-refused-as-malware.ts'
import { recipientDomainTypo } from '../../../../src/knowledge/conditions/recipient/recipient-domain-typo.ts'
import { recipientMailboxFullRemote } from '../../../../src/knowledge/conditions/recipient/recipient-mailbox-full-remote.ts'
import { recipientUnknownRemote } from '../../../../src/knowledge/conditions/recipient/recipient-unknown-remote.ts'
import { remoteGreylisting } from '../../../../src/knowledge/conditions/remote/remote-greylisting.ts'
import { remoteHostUnreachable } from '../../../../src/knowledge/conditions/remote/remote-host-unreachable.ts'
import { submissionRelayDeniedNoAuth } from '../../../../src/knowledge/conditions/submission/submission-relay-denied-no-auth.ts'
import { attempt, factsOf, queued, refused } from '../../../collect/logs/written-lines.ts'
import { known, testCondition } from '../../test-condition.ts'

const troubles = async (...lines: readonly string[]) => ({ troubles: (await factsOf(...lines)).troubles })
const withLog = async (...lines: readonly string[]) => {
  const { log, troubles: found } = await factsOf(...lines)
  return { log, troubles: found }
}

const said = (reply: string) =>
  `host mx.example.com[203.0.113.9] said: ${reply} (in reply to RCPT TO command)`
const deferred = (reply: string) => attempt({ status: 'deferred', dsn: '4.2.0', reply: said(reply) })
const bounced = (reply: string) => attempt({ status: 'bounced', dsn: '5.1.1', reply: said(reply) })
const greylisted = deferred('450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted')

testCondition(remoteGreylisting, {
  fine: [
    ['no such reply', await troubles(attempt({}))],
    ['sent at the second try', await troubles(greylisted, attempt({}))],
    ['another mail was taken since: it drains', await troubles(greylisted, attempt({ id: '4AAAAAA2' }))],
  ],
  problem: [['mail still waits', await troubles(greylisted), { subject: 'mx.example.com[203.0.113.9]:25' }]],
  lookalike: [
    [
      'a server in trouble',
      await troubles(deferred('451 4.3.0 Temporary system failure. Please try again later')),
    ],
    ['a rate limit', await troubles(deferred('421 4.7.28 rate limited'))],
  ],
})

const timedOut = (id: string, host: string, ip: string) =>
  attempt({
    id,
    to: `bob@${host}`,
    relay: 'none',
    status: 'deferred',
    dsn: '4.4.1',
    reply: `connect to mx.${host}[${ip}]:25: Connection timed out`,
  })
const other = attempt({ id: '4AAAAAA9', to: 'x@example.net', relay: 'mx.example.net[203.0.113.77]:25' })

testCondition(remoteHostUnreachable, {
  fine: [
    ['all answer', await withLog(attempt({}), other)],
    [
      'it answers again',
      await withLog(timedOut('4AAAAAA1', 'example.com', '203.0.113.9'), other, attempt({ id: '4AAAAAA3' })),
    ],
  ],
  problem: [
    [
      'one is down, another takes mail',
      await withLog(timedOut('4AAAAAA1', 'example.com', '203.0.113.9'), other),
      { subject: 'mx.example.com[203.0.113.9]:25', confidence: 'likely' },
    ],
    [
      'one is down, another took mail just before',
      await withLog(other, timedOut('4AAAAAA1', 'example.com', '203.0.113.9')),
      { confidence: 'possible' },
    ],
    [
      'one is down on IPv4 and on IPv6',
      await withLog(
        'postfix/smtp[4]: connect to mx.example.com[203.0.113.9]:25: Connection timed out',
        timedOut('4AAAAAA1', 'example.com', '2001:db8::9'),
        other,
      ),
      { subject: 'mx.example.com[2001:db8::9]:25' },
    ],
    [
      'one breaks off',
      await withLog(
        attempt({
          status: 'deferred',
          dsn: '4.4.2',
          reply:
            'lost connection with mx.example.com[203.0.113.9] while receiving the initial server greeting',
        }),
        other,
      ),
    ],
  ],
  lookalike: [
    [
      'all time out: the way out is blocked',
      await withLog(
        other,
        timedOut('4AAAAAA1', 'one.example', '203.0.113.1'),
        timedOut('4AAAAAA2', 'two.example', '203.0.113.2'),
      ),
    ],
    ['IPv6 alone fails', await withLog(timedOut('4AAAAAA1', 'one.example', '2001:db8::1'), other)],
    [
      'our own LMTP is down',
      await withLog(
        attempt({
          daemon: 'lmtp',
          relay: 'none',
          status: 'deferred',
          dsn: '4.4.1',
          reply: 'connect to mx[private/dovecot-lmtp]: Connection refused',
        }),
        other,
      ),
    ],
  ],
})

testCondition(recipientUnknownRemote, {
  fine: [['all accepted', await troubles(attempt({}))]],
  problem: [
    [
      'no such user',
      await troubles(
        queued('4AAAAAA1', 'anna@example.org'),
        bounced(
          '550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in local recipient table',
        ),
      ),
      { subject: 'bob@example.com', severity: 'info' },
    ],
  ],
  lookalike: [
    [
      'here it is unknown',
      await troubles(
        attempt({
          daemon: 'lmtp',
          relay: 'mx[private/dovecot-lmtp]',
          status: 'bounced',
          dsn: '5.1.1',
          reply:
            "host mx[private/dovecot-lmtp] said: 550 5.1.1 <bob@example.com> User doesn't exist: bob@example.com",
        }),
      ),
    ],
    [
      'blocked, with a code that says unknown',
      await troubles(bounced('550 5.1.1 blocked using zen.spamhaus.org')),
    ],
  ],
})

testCondition(recipientMailboxFullRemote, {
  fine: [['all accepted', await troubles(attempt({}))]],
  problem: [
    [
      'full there',
      await troubles(deferred('452 4.2.2 <bob@example.com> Quota exceeded (mailbox for user is full)')),
      { subject: 'bob@example.com' },
    ],
  ],
  lookalike: [
    [
      'full here',
      await troubles(
        attempt({
          daemon: 'lmtp',
          relay: 'mx[private/dovecot-lmtp]',
          status: 'bounced',
          dsn: '5.2.2',
          reply: 'host mx[private/dovecot-lmtp] said: 552 5.2.2 Quota exceeded (mailbox for user is full)',
        }),
      ),
    ],
    ['too big', await troubles(bounced('552 5.3.4 Message size exceeds fixed limit'))],
  ],
})

const missing = (domain: string, id = '4AAAAAA1') =>
  attempt({
    id,
    to: `bob@${domain}`,
    relay: 'none',
    status: 'bounced',
    dsn: '5.4.4',
    reply: `Host or domain name not found. Name service error for name=${domain} type=AAAA: Host not found`,
  })

testCondition(recipientDomainTypo, {
  fine: [['all exist', await withLog(attempt({}))]],
  problem: [
    [
      'like one that mail goes to',
      await withLog(attempt({ id: '4AAAAAA2' }), missing('exmaple.com')),
      {
        subject: 'exmaple.com',
        values: {
          likely: 'example.com',
          sender: '<>',
          reply:
            'Host or domain name not found. Name service error for name=exmaple.com type=AAAA: Host not found',
        },
      },
    ],
    [
      'like a well-known one',
      await withLog(attempt({}), missing('gmial.com')),
      { values: expect.objectContaining({ likely: 'gmail.com' }) },
    ],
    [
      'like none',
      await withLog(attempt({}), missing('zzzzzzzzzzzz.example')),
      { values: expect.objectContaining({ likely: '–' }) },
    ],
  ],
  lookalike: [
    [
      'the resolver does not answer',
      await withLog(
        attempt({
          relay: 'none',
          status: 'deferred',
          dsn: '4.4.3',
          reply:
            'Host or domain name not found. Name service error for name=example.com type=MX: Host not found, try again',
        }),
      ),
    ],
    [
      'the resolver denies everything',
      await withLog(
        missing('one.example'),
        missing('two.example', '4AAAAAA2'),
        missing('three.example', '4AAAAAA3'),
      ),
    ],
  ],
})

const malware = async (...lines: readonly string[]) => {
  const { troubles: found, refused: refusals } = await factsOf(...lines)
  return { troubles: found, refused: refusals }
}

testCondition(messageRefusedAsMalware, {
  fine: [['clean mail', await malware(attempt({}))]],
  problem: [
    [
      'ours, refused there',
      await malware(
        queued('4AAAAAA1', 'anna@example.org'),
        bounced('550 5.7.1 virus found: Eicar-Test-Signature'),
      ),
      { subject: 'anna@example.org → bob@example.com' },
    ],
    [
      "a stranger's, refused here",
      await malware(refused('550 5.7.1 virus found: Eicar-Test-Signature', { action: 'milter-reject' })),
      { severity: 'info' },
    ],
  ],
  lookalike: [['spam', await malware(bounced('554 5.7.1 Spam message rejected'))]],
})

const denied = (source: Parameters<typeof refused>[1]) =>
  refused('554 5.7.1 <friend@example.com>: Relay access denied', { to: 'friend@example.com', ...source })
const login =
  'dovecot: imap-login: Login: user=<anna@example.org>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=3, TLS, session=<a>'
const own = known(['example.org'])
const relay = async (...lines: readonly string[]) => {
  const { log, refused: refusals } = await factsOf(...lines)
  return { log, refused: refusals, own }
}

testCondition(submissionRelayDeniedNoAuth, {
  fine: [
    ['users log in', await relay(login)],
    ['a probe for an open relay, both foreign', await relay(login, denied({ from: 'x@newsletter.example' }))],
  ],
  problem: [
    [
      'a user whose program does not log in',
      await relay(login, denied({ from: 'anna@example.org', client: 'unknown[192.0.2.9]' })),
      { subject: '192.0.2.9', severity: 'medium' },
    ],
    [
      'a sender that nobody logs in as may be a probe',
      await relay(login, denied({ from: 'test@example.org', client: 'unknown[192.0.2.9]' })),
      { severity: 'info', confidence: 'possible' },
    ],
  ],
  lookalike: [
    [
      'our own domain is refused: another fault',
      await relay(
        refused('554 5.7.1 <anna@example.org>: Relay access denied', {
          from: 'bob@example.net',
          to: 'anna@example.org',
        }),
      ),
    ],
    [
      'logged in, and refused all the same',
      await relay(login, denied({ from: 'anna@example.org', tail: ' sasl_username=anna@example.org' })),
    ],
  ],
})
