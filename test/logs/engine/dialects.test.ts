import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { totalsOfText } from './feed.ts'

const text =
  'NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <u@d.example>: Relay access denied; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>'
const journal = {
  __REALTIME_TIMESTAMP: '1766985912487909',
  _HOSTNAME: 'mx1',
  SYSLOG_IDENTIFIER: 'postfix/smtpd',
  _PID: '8',
}
const exported = Object.entries({ __CURSOR: 's=1', ...journal, MESSAGE: text }).map(
  ([key, value]) => `${key}=${value}`,
)

describe('one refusal, in each envelope', () => {
  test.each([
    ['RFC 3164', `Dec 29 05:25:12 mx1 postfix/smtpd[8]: ${text}`],
    ['RFC 3164, day of one digit, padded', `Dec  9 05:25:12 mx1 postfix/smtpd[8]: ${text}`],
    ['RFC 3164, day not padded', `Dec 9 05:25:12 mx1 postfix/smtpd[8]: ${text}`],
    ['maillog_file: zero-padded day', `Dec 09 05:25:12 mx1 postfix/smtpd[8]: ${text}`],
    ['ISO 8601 with fraction and zone', `2025-12-29T05:25:12.487909+01:00 mx1 postfix/smtpd[8]: ${text}`],
    ['journalctl -o short-iso', `2025-12-29T05:25:12+0100 mx1 postfix/smtpd[8]: ${text}`],
    ['journalctl -o short-full', `Mon 2025-12-29 05:25:12 CET mx1 postfix/smtpd[8]: ${text}`],
    ['journalctl -o short-unix', `1766985912.487909 mx1 postfix/smtpd[8]: ${text}`],
    ['journalctl -o json', JSON.stringify({ ...journal, MESSAGE: text })],
    ['journalctl -o json, message as bytes', JSON.stringify({ ...journal, MESSAGE: [...Buffer.from(text)] })],
    ['journalctl -o export', `${exported.join('\n')}\n`],
    ['RFC 5424', `<22>1 2025-12-29T05:25:12.487Z mx1 postfix/smtpd 8 - - ${text}`],
    ['RFC 5424 with data', `<22>1 2025-12-29T05:25:12Z mx1 postfix/smtpd 8 - [x@1 k="a\\"] b"] ${text}`],
    ['with a priority', `<22>Dec 29 05:25:12 mx1 postfix/smtpd[8]: ${text}`],
    ['with facility and level', `Dec 29 05:25:12 mx1 mail.info postfix/smtpd[8]: ${text}`],
    [
      'Docker json-file',
      JSON.stringify({
        log: `Dec 29 05:25:12 mx1 postfix/smtpd[8]: ${text}\n`,
        stream: 'stdout',
        time: '2025-12-29T05:25:12Z',
      }),
    ],
    [
      'Docker, the container has no stamp',
      JSON.stringify({
        log: `postfix/smtpd[8]: ${text}\n`,
        stream: 'stdout',
        time: '2025-12-29T05:25:12.1Z',
      }),
    ],
    ['docker compose', `mailserver  | 2025-12-29T05:25:12+01:00 mx1 postfix/smtpd[8]: ${text}`],
    ['Solaris', `Dec 29 05:25:12 mx1 postfix/smtpd[8]: [ID 197553 mail.info] ${text}`],
    ['a tag alone', `postfix/smtpd[8]: ${text}`],
    ['a service of its own name', `Dec 29 05:25:12 mx1 postfix/submission/smtpd[8]: ${text}`],
    [
      'postscreen',
      `Dec 29 05:25:12 mx1 postfix/postscreen[8]: NOQUEUE: reject: RCPT from [192.0.2.5]:4711: 554 5.7.1 <u@d>: Relay access denied; from=<f>, to=<t>, proto=ESMTP, helo=<x>`,
    ],
  ])('%s', (_name, line) => {
    const totals = totalsOfText(`${line}\n`)
    expect(totals.lines).toEqual({ total: totals.lines.total, understood: totals.lines.total, unknown: 0 })
    expect(totals.rejects).toEqual([{ name: 'relay-denied', count: 1 }])
    if (!line.startsWith('postfix/')) expect(totals.from).toMatch(/^2025-12-\d\dT05:25:12/)
  })
})

describe('years that are not written', () => {
  const lines = (...stamps: string[]) =>
    stamps.map((stamp) => `${stamp} mx1 postfix/smtpd[8]: connect from h[192.0.2.5]\n`).join('')

  test.each([
    [
      'the last line is not later than the file',
      lines('Nov 20 10:00:00'),
      Date.UTC(2026, 10, 24),
      '2026-11-20T10:00:00',
      '2026-11-20T10:00:00',
    ],
    [
      'December, read in January',
      lines('Dec 30 10:00:00', 'Dec 31 10:00:00'),
      Date.UTC(2026, 0, 2),
      '2025-12-30T10:00:00',
      '2025-12-31T10:00:00',
    ],
    [
      'over New Year',
      lines('Dec 31 23:59:59', 'Jan  1 00:00:01'),
      Date.UTC(2026, 0, 2),
      '2025-12-31T23:59:59',
      '2026-01-01T00:00:01',
    ],
    [
      'an hour back at the end of summer time',
      lines('Oct 26 02:59:59', 'Oct 26 02:00:01'),
      Date.UTC(2026, 9, 27),
      '2026-10-26T02:59:59',
      '2026-10-26T02:00:01',
    ],
    [
      'a clock that is set back over New Year, and goes over it again',
      lines('Dec 31 23:59:58', 'Jan  1 00:00:05', 'Dec 31 23:59:59', 'Jan  1 00:00:06'),
      Date.UTC(2026, 0, 2),
      '2025-12-31T23:59:58',
      '2026-01-01T00:00:06',
    ],
    [
      'over two New Years',
      lines('Dec 1 10:00:00', 'Mar 1 10:00:00', 'Feb 1 10:00:00'),
      Date.UTC(2026, 1, 2),
      '2024-12-01T10:00:00',
      '2026-02-01T10:00:00',
    ],
  ])('%s', (_name, log, modifiedAt, from, to) => {
    const totals = totalsOfText(log, { modifiedAt })
    expect([totals.from, totals.to]).toEqual([from, to])
  })

  test('--year says it', () => {
    expect(totalsOfText(lines('Nov 20 10:00:00'), { year: 2019 }).from).toBe('2019-11-20T10:00:00')
  })
})

describe('Exim', () => {
  const id = '1vbG8L-0002Fb-Ny'
  const long = '1vbG8L-00000002FbN-1xQy'
  const arrival = (own: string) =>
    `2025-12-29 06:25:12 ${own} <= a@b.example H=mx.b (helo) [192.0.2.1]:55 P=esmtpsa A=plain:anna S=1234 id=x@y T="S=9 H=[1.2.3.4]"\n`
  const more = (own: string) =>
    [
      `2025-12-29 06:25:13 ${own} => u <info@d.example> R=local T=local_delivery`,
      `2025-12-29 06:25:13 ${own} == v@e.example R=dnslookup T=remote_smtp defer (-44) H=mx.e [198.51.100.9]: SMTP error from remote mail server after RCPT TO:<v@e.example>: 450 4.2.0 Greylisted`,
      `2025-12-29 06:25:14 ${own} == v@e.example R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host`,
      `2025-12-29 06:25:15 ${own} ** w@f.example R=dnslookup T=remote_smtp H=mx.f [198.51.100.8]: SMTP error from remote mail server after RCPT TO:<w@f.example>: 550 5.1.1 User unknown`,
      `2025-12-29 06:25:16 ${own} => :blackhole: <x@d.example> R=drop`,
      `2025-12-29 06:25:17 ${own} Completed`,
      '2025-12-29 06:25:18 H=(x) [203.0.113.9] F=<s@t> rejected RCPT <u@d.example>: relay not permitted',
      '2025-12-29 06:25:19 plain_server authenticator failed for (x) [203.0.113.9]: 535 Incorrect authentication data (set_id=u)',
    ].join('\n')

  test.each([
    ['short IDs', id],
    ['long IDs', long],
  ])('%s', (_name, own) => {
    const totals = totalsOfText(`${arrival(own)}${more(own)}\n`)
    expect(totals.counters).toMatchObject({
      received: 1,
      bytesReceived: 1234,
      delivered: 1,
      deferredEvents: 1,
      deferredMessages: 1,
      bounced: 1,
      discarded: 1,
      rejected: 1,
    })
    expect(totals.recipients).toEqual([{ name: 'info@d.example', count: 1 }])
    expect(totals.saslUsers).toEqual([{ name: 'anna', count: 1 }])
    expect(totals.failedLogins.total).toBe(1)
    expect(totals.deferrals).toEqual([{ name: 'greylisted', count: 1 }])
    expect(totals.bounces).toEqual([{ name: 'user-unknown', count: 1 }])
  })

  test('a notification is not received; its freezing holds it', () => {
    const log = `2025-12-29 06:25:12 ${id} <= <> R=1vbG8L-0002Fa-Nx U=Debian-exim P=local S=1615\n2025-12-29 06:25:12 ${id} Frozen (delivery error message)\n`
    expect(totalsOfText(log).counters).toMatchObject({ received: 0, held: 1 })
  })

  test('a filter that gives it back is one message', () => {
    const back = '1vbG8M-0002Fc-Oy'
    const log =
      arrival(id) +
      `2025-12-29 06:25:13 ${back} <= a@b.example U=mail P=spam-scanned S=1500 id=x@y\n` +
      `2025-12-29 06:25:13 ${id} => u@d.example R=spamcheck_router T=spamcheck\n2025-12-29 06:25:13 ${id} Completed\n` +
      `2025-12-29 06:25:14 ${back} => u@d.example R=local T=local_delivery\n`
    expect(totalsOfText(log).counters).toMatchObject({
      received: 1,
      bytesReceived: 1234,
      delivered: 1,
      bytesDelivered: 1500,
    })
  })
})

test.each([
  [
    'Dovecot in syslog',
    'Dec 29 06:25:12 mx1 dovecot: imap-login: Login: user=<u>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=7, TLS, session=<a>',
  ],
  ["Dovecot's own file", 'Dec 29 06:25:12 imap-login: Info: Login: user=<u>, method=PLAIN, rip=192.0.2.1'],
  ['Dovecot 2.4', 'Dec 29 06:25:12 mx1 dovecot: imap-login: Logged in: user=<u>, method=PLAIN'],
  [
    'Rspamd in its own file',
    '2025-12-29 06:25:12 #2161(normal) <adfb84>; task; rspamd_task_write_log: id: <m>, qid: <1A2B3C>',
  ],
  [
    'OpenSMTPD',
    'Dec 29 06:25:12 mx1 smtpd[1]: 9362d76af3ab2882 smtp connected address=127.0.0.1 host=localhost',
  ],
  [
    'Amavis',
    'Dec 29 06:25:12 mx1 amavis[1]: (12345-06) Passed CLEAN {RelayedInbound}, <f> -> <t>, Queue-ID: 1A2B3C',
  ],
  ['the journal itself', '-- Boot 3f2a --'],
  ['continued', 'Dec 29 06:25:12 mx1 postfix/smtpd[1]: connect from h[192.0.2.5]\n   and more'],
])('understood: %s', (_name, line) => {
  expect(totalsOfText(`${line}\n`).lines.unknown).toBe(0)
})

test('what nobody knows is grouped, never dropped', () => {
  const log = [1, 2, 3]
    .map((n) => `Dec 29 06:25:12 mx1 frobnicator[${n}]: frobnicated ${n} things\n`)
    .join('')
  const { lines, strangers } = totalsOfText(log)
  expect(lines.unknown).toBe(3)
  expect(strangers).toMatchObject([{ program: 'frobnicator', count: 3, example: 'frobnicated 1 things' }])
})

test.each([
  [
    'failed, 2.3',
    'Disconnected (auth failed, 3 attempts in 14 secs): user=<u>, method=PLAIN, rip=203.0.113.9, lip=192.0.2.2',
    3,
  ],
  [
    'failed, 2.4',
    'Login aborted: Logged out (auth failed, 1 attempts in 3 secs) (auth_failed): user=<u>, rip=203.0.113.9',
    1,
  ],
  ['no attempt is no failure', 'Disconnected (no auth attempts in 0 secs): user=<>, rip=203.0.113.9', 0],
])('Dovecot log-ins: %s', (_name, said, failures) => {
  const { failedLogins } = totalsOfText(`Dec 29 06:25:12 mx1 dovecot: imap-login: ${said}\n`)
  expect(failedLogins.total).toBe(failures)
})

test('an empty log, and bytes that are none', () => {
  expect(totalsOfText('').lines.total).toBe(0)
  expect(totalsOfText(gzipSync('x'.repeat(5_000))).counters.received).toBe(0)
})
