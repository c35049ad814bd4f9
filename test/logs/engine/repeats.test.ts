import { expect, test } from 'vitest'
import { totalsOfText } from './feed.ts'

const at = (text: string) => `Dec 29 06:25:12 mx1 ${text}\n`
const refused =
  'postfix/smtpd[8]: NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <u@d>: Relay access denied; from=<a@b> to=<u@d> proto=ESMTP helo=<h>'
const failed = 'postfix/smtpd[8]: warning: h[192.0.2.5]: SASL LOGIN authentication failed: UGFzc3dvcmQ6'
const dovecot =
  'dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<u>, method=PLAIN, rip=203.0.113.9'
const inside = refused.slice(refused.indexOf('NOQUEUE'))

test.each<readonly [string, string, number, number]>([
  ['rsyslog', at(refused) + at(`postfix/smtpd[8]: message repeated 3 times: [ ${inside}]`), 4, 0],
  ['the BSDs', at(refused) + at('last message repeated 3 times'), 4, 0],
  ['a failed log-in', at(failed) + at('last message repeated 2 times'), 0, 3],
  ["Dovecot's", at(dovecot) + at('last message repeated 2 times'), 0, 3],
  [
    'another line stood between',
    at(refused) + at('postfix/smtpd[8]: connect from h[192.0.2.5]') + at('last message repeated 3 times'),
    1,
    0,
  ],
  [
    'with a queue ID it is the same event',
    at(
      'postfix/cleanup[8]: 3C1F52E0A4B: milter-reject: END-OF-MESSAGE from h[192.0.2.5]: 5.7.1 Spam; from=<a@b> to=<u@d> proto=ESMTP helo=<h>',
    ) + at('last message repeated 3 times'),
    1,
    0,
  ],
  ['nothing before it', at('last message repeated 3 times'), 0, 0],
])('a line that came again: %s', (_name, log, rejected, logins) => {
  for (const blocks of [[], [1], [7, 90]]) {
    const totals = totalsOfText(log, { blocks })
    expect([totals.counters.rejected, totals.failedLogins.total, totals.lines.unknown]).toEqual([
      rejected,
      logins,
      0,
    ])
    expect(totals.rejects.reduce((sum, { count }) => sum + count, 0)).toBe(rejected)
    expect(totals.perHour.reduce((sum, hour) => sum + hour.rejected, 0)).toBe(rejected)
  }
})

test.each([
  ['rsyslogd: imuxsock lost 42 messages from pid 812 due to rate-limiting', '42'],
  [
    'rsyslogd: imuxsock[pid: 812, name: /usr/lib/postfix/smtpd]: begin to drop messages due to rate-limiting',
    'nobody knows',
  ],
  ['systemd-journald[1]: Suppressed 1234 messages from postfix@-.service', '1234'],
])('the log lost lines: %s', (text, count) => {
  const { notes, lines } = totalsOfText(at(text))
  expect(notes.join()).toContain(`lost lines (rate limit): ${count}`)
  expect(lines.unknown).toBe(0)
})

test('a line that was cut keeps what is there, and is said', () => {
  const { counters, notes, deferrals } = totalsOfText(
    at(
      'postfix/smtp[8]: 3C1F52E0A4B: to=<u@d.example>, relay=mx.d[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.d[198.51.100.7] said: 450 4.2.0 Greyl',
    ),
  )
  expect([counters.deferredEvents, deferrals.length]).toEqual([1, 1])
  expect(notes.join()).toContain('1 delivery lines end in the middle')
})
