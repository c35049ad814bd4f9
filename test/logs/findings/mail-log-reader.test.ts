import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneOffset } from '../../../src/logs/zone.ts'
import { readSyslog, readText, syslogLines } from '../read-lines.ts'

const queued = 'postfix/qmgr[9]: 6CD85376: from=<bob@example.net>, size=1464, nrcpt=1 (queue active)'
const refusedConnection =
  'postfix/lmtp[41]: 6CD85376: to=<anna@example.org>, relay=none, delay=0.05, delays=0.05/0/0/0, dsn=4.4.1, ' +
  'status=deferred (connect to mx.example.org[private/dovecot-lmtp]: Connection refused)'
const sent =
  'postfix/lmtp[41]: 6CD85376: to=<anna@example.org>, relay=mx.example.org[private/dovecot-lmtp], delay=300, ' +
  'delays=299/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 <anna@example.org> lHrML+18BGud Saved)'

describe('deliveries', () => {
  test('a mail that is delivered leaves no trouble', async () => {
    const log = await readSyslog(queued, sent, 'postfix/qmgr[9]: 6CD85376: removed')
    expect(log.deliveries).toEqual([])
    expect(log.accepted).toMatchObject({
      count: 1,
      domains: [{ name: 'example.org', count: 1, local: true }],
    })
    expect(log.traffic).toMatchObject({ deliveredLocally: 1, sentOut: 0 })
  })

  test('a failure, with its line, people and socket', async () => {
    const log = await readSyslog(queued, refusedConnection)
    expect(log.deliveries).toHaveLength(1)
    expect(log.deliveries[0]).toMatchObject({
      daemon: 'lmtp',
      status: 'deferred',
      dsn: '4.4.1',
      relay: { host: 'mx.example.org', socket: 'private/dovecot-lmtp' },
      queueIds: ['6CD85376'],
      recipients: ['anna@example.org'],
      senders: ['bob@example.net'],
      domains: ['example.org'],
      notSent: 1,
      sentLater: 0,
      stillFailing: true,
      example: { where: '/var/log/mail.log:2' },
    })
  })

  test('sent after all', async () => {
    const log = await readSyslog(queued, refusedConnection, sent)
    expect(log.deliveries[0]).toMatchObject({ notSent: 0, sentLater: 1, stillFailing: false })
    expect(log.deliveries[0]?.laterSentAt).toBe(Date.UTC(2026, 10, 24, 2, 0, 2))
  })

  test('another mail to the same place sent since', async () => {
    const other = sent.replaceAll('6CD85376', '7ED1537F').replaceAll('anna@', 'carl@')
    const log = await readSyslog(refusedConnection, other)
    expect(log.deliveries[0]).toMatchObject({
      notSent: 1,
      stillFailing: false,
      recipientsAcceptedAt: undefined,
    })
    expect(log.deliveries[0]?.destinationAcceptedAt).toBeDefined()
  })

  test('tries of one mail that differ only in numbers are one group', async () => {
    const line = (ip: string, id: string) =>
      `postfix/smtp[4]: ${id}: to=<x${ip}@example.com>, relay=mx.example.com[203.0.113.9]:25, delay=1, ` +
      `delays=0/0/1/0, dsn=4.2.0, status=deferred (host mx.example.com[203.0.113.9] said: 450 4.2.0 <x${ip}@example.com>: ` +
      'Recipient address rejected: Greylisted (in reply to RCPT TO command))'
    const log = await readSyslog(line('1', '4AAAAAA1'), line('2', '4AAAAAA2'), line('2', '4AAAAAA2'))
    expect(log.deliveries).toHaveLength(1)
    expect(log.deliveries[0]).toMatchObject({
      count: 3,
      messages: 2,
      relay: { address: '203.0.113.9', port: 25 },
    })
  })

  test('a suspended delivery is the failure that suspended it', async () => {
    const failed =
      'postfix/smtp[4]: 4AAAAAA1: to=<x@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, ' +
      'status=deferred (connect to mx.example.com[203.0.113.9]:25: Connection timed out)'
    const put = failed
      .replace('postfix/smtp', 'postfix/error')
      .replace('4AAAAAA1', '4AAAAAA2')
      .replace('(connect', '(delivery temporarily suspended: connect')
    const log = await readSyslog(failed, put)
    expect(log.deliveries).toHaveLength(1)
    expect(log.deliveries[0]).toMatchObject({
      count: 2,
      daemon: 'smtp',
      relay: { address: '203.0.113.9', port: 25 },
    })
  })

  test.each([
    ['IPv6 relay', 'mx.example.com[2001:db8::1]:25', { address: '2001:db8::1', port: 25 }],
    ['another port', 'smtp.example.com[192.0.2.1]:587', { address: '192.0.2.1', port: 587 }],
    ['a transport', 'maildrop', { text: 'maildrop' }],
  ])('%s', async (_what, relay, target) => {
    const line = `postfix/smtp[4]: 4AAAAAA1: to=<x@example.com>, relay=${relay}, delay=1, delays=0/0/1/0, dsn=5.0.0, status=bounced (no)`
    expect((await readSyslog(line)).deliveries[0]?.relay).toMatchObject(target)
  })

  test('quoted addresses, words of a status inside them, long queue IDs, several instances', async () => {
    const odd = '"odd>user, status=sent"@example.com'
    const line = `postfix-out/smtp[4]: 4dhpzD2x0czVhYR: to=<${odd}>, orig_to=<list@example.org>, relay=none, delay=1, delays=0/0/1/0, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=example.com type=A: Host not found)`
    const log = await readSyslog(line)
    expect(log.deliveries[0]).toMatchObject({
      recipients: [odd],
      queueIds: ['4dhpzD2x0czVhYR'],
      status: 'bounced',
    })
    expect(log.accepted.count).toBe(0)
  })

  test('probes count nowhere', async () => {
    const line =
      'postfix/smtp[4]: 4AAAAAA1: to=<x@example.com>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=undeliverable (no)'
    expect((await readSyslog(line)).deliveries).toEqual([])
  })

  test('expired mail is told, with its sender', async () => {
    const log = await readSyslog(
      'postfix/qmgr[9]: 4AAAAAA1: from=<anna@example.org>, status=expired, returned to sender',
    )
    expect(log.deliveries[0]).toMatchObject({
      status: 'expired',
      senders: ['anna@example.org'],
      queueIds: ['4AAAAAA1'],
    })
  })

  test('attempts at addresses that cannot be reached', async () => {
    const log = await readSyslog(
      'postfix/smtp[4]: connect to mx.example.com[2001:db8::1]:25: Network is unreachable',
    )
    expect(log.connectFailures[0]).toMatchObject({
      count: 1,
      error: 'Network is unreachable',
      target: { host: 'mx.example.com', address: '2001:db8::1', port: 25 },
    })
  })
})

describe('refusals', () => {
  test.each([
    [
      'relay',
      'NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <b@x.example>: Relay access denied; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>',
      { code: 554, dsn: '5.7.1', stage: 'RCPT', senders: ['a@y.example'], recipients: ['b@x.example'] },
    ],
    [
      'configuration',
      'NOQUEUE: reject: RCPT from h[192.0.2.5]: 451 4.3.5 Server configuration error; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>',
      { code: 451 },
    ],
    [
      'storage',
      'NOQUEUE: reject: MAIL from h[192.0.2.5]: 452 4.3.1 Insufficient system storage; proto=ESMTP helo=<c>',
      { stage: 'MAIL', recipients: [] },
    ],
    [
      'milter',
      'NOQUEUE: milter-reject: CONNECT from h[2001:db8::5]: 451 4.7.1 Service unavailable - try again later; proto=SMTP',
      { action: 'milter-reject', clients: [{ address: '2001:db8::5' }] },
    ],
    [
      'blocklist',
      'NOQUEUE: reject: RCPT from unknown[192.0.2.5]: 554 5.7.1 Service unavailable; Client host [192.0.2.5] blocked using zen.spamhaus.org; https://x; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>',
      { text: 'Service unavailable; Client host [192.0.2.5] blocked using zen.spamhaus.org; https://x' },
    ],
    [
      'recipient',
      '4AAAAAA1: reject: RCPT from h[192.0.2.5]: 550 5.1.1 <b@x.example>: Recipient address rejected: User unknown in virtual mailbox table; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c> sasl_username=carl',
      { users: ['carl'], authenticated: 1 },
    ],
    [
      'milter',
      '4AAAAAA1: milter-reject: END-OF-MESSAGE from h[192.0.2.5]: 4.7.1 Service unavailable - try again later; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>',
      { code: 0, dsn: '4.7.1' },
    ],
    [
      'content',
      '4AAAAAA1: reject: header Subject: buy; now from h[192.0.2.5]; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>: 5.7.1 no adverts',
      { stage: 'header', dsn: '5.7.1', text: 'no adverts' },
    ],
  ])('%s: %s', async (restriction, text, expected) => {
    const log = await readSyslog(`postfix/smtpd[4]: ${text}`)
    expect(log.rejects).toHaveLength(1)
    expect(log.rejects[0]).toMatchObject({ restriction, ...expected })
  })

  test('postscreen writes commas', async () => {
    const log = await readSyslog(
      'postfix/postscreen[4]: NOQUEUE: reject: RCPT from [192.0.2.5]:4711: 550 5.7.1 Service unavailable; client [192.0.2.5] blocked using zen.spamhaus.org; from=<a@y.example>, to=<b@x.example>, proto=ESMTP, helo=<c>',
    )
    expect(log.rejects[0]).toMatchObject({
      service: 'postscreen',
      senders: ['a@y.example'],
      recipients: ['b@x.example'],
    })
  })

  test('warnings of what would be refused are none', async () => {
    const log = await readSyslog(
      'postfix/smtpd[4]: NOQUEUE: reject_warning: RCPT from h[192.0.2.5]: 554 5.7.1 x; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>',
    )
    expect(log.rejects).toEqual([])
  })

  test('lines that syslog folded count as many', async () => {
    const text =
      'NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <b@x.example>: Relay access denied; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<c>'
    const log = await readSyslog(
      `postfix/smtpd[4]: ${text}`,
      `postfix/smtpd[4]: message repeated 3 times: [ ${text}]`,
      'last message repeated 2 times',
    )
    expect(log.rejects[0]?.count).toBe(6)
  })
})

describe('log-ins', () => {
  test('successes, of 2.3 and of 2.4, and at submission', async () => {
    const log = await readSyslog(
      'dovecot: imap-login: Login: user=<anna@example.org>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=3, TLS, session=<a>',
      'dovecot: imap-login: Logged in: user=<anna@example.org>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=3, TLS, session=<a>',
      'postfix/submission/smtpd[4]: 4AAAAAA1: client=h[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.org',
    )
    expect(log.logins).toMatchObject({
      successes: 3,
      failures: 0,
      byUser: [{ user: 'anna@example.org', count: 3 }],
    })
    expect(log.traffic.submitted).toBe(1)
  })

  test.each([
    [
      '2.2',
      'dovecot: imap-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<carl>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, session=<a>',
      1,
    ],
    [
      '2.3',
      'dovecot: imap-login: Disconnected: Connection closed (auth failed, 3 attempts in 14 secs): user=<carl>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, TLS, session=<a>',
      3,
    ],
    [
      '2.4',
      'dovecot: pop3-login: Login aborted: Connection closed (auth failed, 2 attempts in 3 secs) (auth_failed): user=<carl>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, TLS, session=<a>',
      2,
    ],
    [
      'Postfix',
      'postfix/smtpd[4]: warning: h[192.0.2.9]: SASL LOGIN authentication failed: authentication failure, sasl_username=carl',
      1,
    ],
  ])('a wrong password, %s', async (_version, line, count) => {
    const log = await readSyslog(line)
    expect(log.logins).toMatchObject({ failures: count, serverFailures: [] })
    expect(log.logins.failuresByClient[0]).toMatchObject({
      client: '192.0.2.9',
      count,
      users: [{ user: 'carl', count }],
    })
  })

  test.each([
    [
      'dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.9, lip=192.0.2.1, session=<a>',
    ],
    ['dovecot: imap-login: Disconnected: Logged out in=1 out=2'],
    ['dovecot: imap(anna)<4><a>: Disconnected: Logged out in=1 out=2 deleted=0'],
    ['postfix/smtpd[4]: lost connection after AUTH from h[192.0.2.9]'],
  ])('no failure: %s', async (line) => {
    const log = await readSyslog(line)
    expect(log.logins).toMatchObject({ failures: 0, serverFailures: [] })
    expect(log.messages).toEqual([])
  })

  test('the server is the reason', async () => {
    const log = await readSyslog(
      'postfix/smtpd[4]: warning: h[192.0.2.9]: SASL PLAIN authentication failed: Connection lost to authentication server',
      'dovecot: imap-login: Disconnected: Auth process broken (disconnected before auth was ready, waited 60 secs): user=<>, rip=192.0.2.9, lip=192.0.2.1, session=<a>',
    )
    expect(log.logins.failures).toBe(0)
    expect(log.logins.serverFailures[0]).toMatchObject({ count: 2, services: ['smtpd', 'imap-login'] })
  })

  test.each([
    [
      'certificate-expired',
      'dovecot: imap-login: Disconnected: Connection closed: SSL_accept() failed: error:0A000415:SSL routines::sslv3 alert certificate expired: SSL alert number 45 (no auth attempts in 0 secs): user=<>, rip=192.0.2.9, lip=192.0.2.1, TLS handshaking, session=<a>',
    ],
    [
      'unknown-ca',
      'dovecot: pop3-login: Login aborted: Connection closed: SSL_accept() failed: error:0A000418:SSL routines::tlsv1 alert unknown ca: SSL alert number 48 (no auth attempts in 0 secs) (no_auth_attempts): user=<>, rip=192.0.2.9, lip=192.0.2.1, session=<a>',
    ],
    [
      'server-setup',
      "dovecot: imap-login: Error: Failed to initialize SSL server context: Can't load SSL certificate: error:0A00018F:SSL routines::ee key too small: user=<>, rip=192.0.2.9",
    ],
  ])('a handshake that failed: %s', async (kind, line) => {
    expect((await readSyslog(line)).tlsFailures[0]).toMatchObject({
      kind,
      clients: [{ address: '192.0.2.9' }],
    })
  })

  test("smtpd's reason stands on the next line", async () => {
    const log = await readSyslog(
      'postfix/submission/smtpd[4]: SSL_accept error from h[192.0.2.9]: -1',
      'postfix/submission/smtpd[4]: warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1584:SSL alert number 48:',
    )
    expect(log.tlsFailures).toMatchObject([
      { kind: 'unknown-ca', service: 'submission/smtpd', clients: [{ name: 'h', address: '192.0.2.9' }] },
    ])
  })
})

describe('messages and events', () => {
  test.each([
    [
      "postfix/submission/smtpd[4]: warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: Permission denied",
      { program: 'postfix/submission/smtpd', service: 'smtpd', level: 'warning' },
    ],
    [
      'postfix/master[4]: warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling',
      { level: 'warning', service: 'master' },
    ],
    [
      'postfix/submission/smtpd[4]: fatal: no SASL authentication mechanisms',
      { level: 'fatal', text: 'no SASL authentication mechanisms' },
    ],
    [
      'dovecot: lmtp(anna)<4><a>: Error: lmtp-server: conn unix:pid=4,uid=1 [1]: rcpt anna: Saving mail: write(/var/vmail/a) failed: No space left on device',
      { level: 'error', service: 'lmtp' },
    ],
    [
      'dovecot: lmtp(anna)<4><a>: msgid=<x@y>: save failed to INBOX: Quota exceeded (mailbox for user is full)',
      { level: 'notice', service: 'lmtp' },
    ],
    ['dovecot[59]: auth: Fatal: passdb: cannot open', { level: 'fatal', service: 'auth' }],
    [
      'clamav-milter[9]: No clamd server appears to be available',
      { program: 'clamav-milter', level: 'notice' },
    ],
  ])('%s', async (line, expected) => {
    expect((await readSyslog(line)).messages[0]).toMatchObject(expected)
  })

  test('one kind of message is one group, whatever the numbers and clients', async () => {
    const log = await readSyslog(
      'postfix/smtpd[4]: warning: hostname a.example does not resolve to address 192.0.2.9: Name or service not known',
      'postfix/smtpd[5]: warning: hostname b.example does not resolve to address 2001:db8::9: Name or service not known',
    )
    expect(log.messages).toMatchObject([
      { count: 2, template: 'hostname * does not resolve to address # Name or service not known' },
    ])
  })

  test('starts, stops, kills', async () => {
    const log = await readSyslog(
      'postfix/master[4]: daemon started -- version 3.7.11, configuration /etc/postfix',
      'dovecot: master: Warning: Killed with signal 15 (by pid=1 uid=0 code=kill)',
      "systemd[1]: rspamd.service: Failed with result 'exit-code'.",
      'systemd[1]: Started cron.service - Regular background program processing daemon.',
      'kernel: [123.4] Out of memory: Killed process 812 (clamd) total-vm:1kB',
      'kernel: [123.4] usb 1-1: new device',
    )
    expect(log.timeline.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'started postfix',
      'stopped dovecot',
      'failed rspamd.service',
      'out-of-memory-kill clamd',
    ])
  })

  test('lines that the log itself lost', async () => {
    const log = await readSyslog(
      'rsyslogd: imuxsock lost 42 messages from pid 812 due to rate-limiting',
      'systemd-journald[12]: Suppressed 1234 messages from postfix.service',
    )
    expect(log.coverage.lost.map(({ messagesLost }) => messagesLost)).toEqual([42, 1234])
  })

  test("Dovecot's and Rspamd's own files", async () => {
    const dovecot =
      'Nov 24 02:00:00 imap-login: Info: Login: user=<anna>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1\nNov 24 02:00:01 auth: Error: passdb failed\n'
    const log = await readText(dovecot)
    expect(log.logins.successes).toBe(1)
    expect(log.messages).toMatchObject([{ service: 'auth', level: 'error', text: 'passdb failed' }])
    const rspamd =
      '2026-11-24 02:00:00 #2161(normal) <adfb84>; task; rspamd_task_write_log: id: <failed@x>\n2026-11-24 02:00:01 #2161(normal) <adfb84>; lua; cannot connect to redis\n'
    expect((await readText(rspamd)).messages).toMatchObject([{ program: 'rspamd', count: 1 }])
  })
})

describe('the window and the form of lines', () => {
  test('older lines do not count, and local time is understood', async () => {
    const line = 'postfix/smtpd[4]: warning: first'
    const text = `Nov 22 12:00:00 mx ${line}\nNov 24 02:00:00 mx ${line}\n`
    const log = await readText(text, { zone: zoneOffset('Europe/Berlin') })
    expect(log.messages).toMatchObject([{ count: 1, firstAt: Date.UTC(2026, 10, 24, 1) }])
    expect(log.coverage.lines).toBe(1)
  })

  test.each([
    ['CRLF', syslogLines(queued, refusedConnection).replaceAll('\n', '\r\n')],
    ['no newline at the end', syslogLines(queued, refusedConnection).trimEnd()],
    ['NUL bytes between', `\0\0\0\n${syslogLines(queued, refusedConnection)}\0\0`],
    [
      'a line of megabytes between',
      `${syslogLines(queued)}${'x'.repeat(3_000_000)}\n${syslogLines(queued, refusedConnection)}`,
    ],
    ['with priority', syslogLines(queued, refusedConnection).replaceAll('2026', '<22>2026')],
    ['journal lines around', `-- Boot 3f --\n${syslogLines(queued, refusedConnection)}    continued\n`],
  ])('%s', async (_what, text) => {
    expect((await readText(text)).deliveries).toMatchObject([{ senders: ['bob@example.net'], count: 1 }])
  })

  test('a cut line keeps what is there', async () => {
    const log = await readSyslog(refusedConnection.slice(0, -30))
    expect(log.deliveries[0]?.reply).toContain('connect to mx.example.org')
  })

  test('UTF-8 in addresses is kept, other bytes do no harm', async () => {
    const line = refusedConnection.replace('anna@', `${Buffer.from('jörg').toString('latin1')}@`)
    expect((await readSyslog(line)).deliveries[0]?.recipients).toEqual(['jörg@example.org'])
    expect((await readSyslog(refusedConnection.replace('anna', '\xff\xfe'))).deliveries).toHaveLength(1)
  })

  test('every split into blocks reads the same', async () => {
    const text = syslogLines(queued, refusedConnection, sent)
    const whole = await readText(text)
    for (let size = 1; size < 120; size++) expect(await readText(text, { blockSize: size })).toEqual(whole)
  })

  test('any bytes are read without an exception, and memory is bounded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 })), async (parts) => {
        const noise = parts.map((part) => Buffer.from(part).toString('latin1')).join('\n')
        const log = await readText(syslogLines('postfix/smtpd[4]: warning: a') + noise)
        expect(log.messages.length).toBeLessThan(50)
      }),
    )
  })

  test('mangled lines of the real forms do no harm', async () => {
    const words = [
      queued,
      refusedConnection,
      sent,
      'dovecot: imap-login: Login: user=<a>, rip=',
      'NOQUEUE: reject: RCPT from ',
      'message repeated 3 times: [ ',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...words), fc.nat(200), fc.nat(200))),
        async (cuts) => {
          const lines = cuts.map(
            ([word, from, to]) => `postfix/smtpd[1]: ${word.slice(from % word.length)}${word.slice(0, to)}`,
          )
          await readText(syslogLines(...lines))
        },
      ),
    )
  })

  test('groups are bounded', async () => {
    const lines = Array.from(
      { length: 3_000 },
      (_, index) => `postfix/smtpd[4]: warning: ${word(index)} is new`,
    )
    expect((await readSyslog(...lines)).messages.length).toBeLessThanOrEqual(2_001)
  })
})

/** A word without digits: digits are masked. */
function word(index: number): string {
  return [...String(index)].map((digit) => 'ghijklmnop'[Number(digit)]).join('')
}
