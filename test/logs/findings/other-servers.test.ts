import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSyslog, readText } from '../read-lines.ts'

/** Lines of Exim's own main log. */
const exim = (...texts: readonly string[]) =>
  readText(texts.map((text, index) => `2026-11-24 02:00:0${index} ${text}\n`).join(''))
const id = '1vbG8L-0002Fb-Ny'
const arrival = `${id} <= carl@example.org H=pc (pc.home) [192.0.2.7] P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=plain_server:carl S=1293 id=a@b`

describe('Exim', () => {
  test('a mail that is delivered leaves no trouble', async () => {
    const log = await exim(
      arrival,
      `${id} => anna@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.9] X=TLS1.3:x:256 CV=yes C="250 2.0.0 Ok: queued as AB"`,
      `${id} => bob <bob@example.org> R=localuser T=local_delivery`,
      `${id} Completed`,
    )
    expect(log.deliveries).toEqual([])
    expect(log.messages).toEqual([])
    expect(log.accepted).toMatchObject({
      count: 2,
      domains: [
        { name: 'example.com', local: false },
        { name: 'example.org', local: true },
      ],
    })
    expect(log.traffic).toMatchObject({ submitted: 1, received: 0, sentOut: 1, deliveredLocally: 1 })
    expect(log.logins).toMatchObject({ successes: 1, byUser: [{ user: 'carl' }] })
  })

  test.each([
    [
      'deferred by the other server',
      `== anna@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [203.0.113.9]:25: SMTP error from remote mail server after RCPT TO:<anna@example.com>: 451 4.7.1 Greylisted`,
      {
        status: 'deferred',
        dsn: '4.7.1',
        reply: '451 4.7.1 Greylisted',
        daemon: 'smtp',
        relay: { text: 'mx.example.com[203.0.113.9]:25', address: '203.0.113.9', port: 25 },
      },
    ],
    [
      'never reached',
      `== anna@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out`,
      { status: 'deferred', dsn: '4.0.0', reply: 'Connection timed out', daemon: 'smtp' },
    ],
    [
      'refused for good',
      `** anna@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.9] X=TLS1.3:x:256 CV=yes: SMTP error from remote mail server after MAIL FROM:<carl@example.org>: 550 5.7.25 no PTR`,
      { status: 'bounced', dsn: '5.7.25', reply: '550 5.7.25 no PTR' },
    ],
    [
      'unknown here',
      '** nobody@example.org: Unknown user',
      { status: 'bounced', reply: 'Unknown user', recipients: ['nobody@example.org'] },
    ],
    [
      'given up',
      '** anna@example.com R=dnslookup T=remote_smtp: retry timeout exceeded',
      { status: 'expired' },
    ],
  ])('%s', async (_what, text, expected) => {
    const log = await exim(arrival, `${id} ${text}`)
    expect(log.deliveries).toHaveLength(1)
    expect(log.deliveries[0]).toMatchObject({
      program: 'exim',
      senders: ['carl@example.org'],
      users: ['carl'],
      queueIds: [id],
      notSent: 1,
      example: { where: '/var/log/mail.log:2' },
      ...expected,
    })
  })

  test('what was not tried is no attempt', async () => {
    const log = await exim(
      `${id} == anna@example.com R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host`,
    )
    expect(log.deliveries).toEqual([])
  })

  test('hosts that could not be reached on the way', async () => {
    const log = await exim(`${id} H=mx.example.com [2001:db8::1] Network is unreachable`)
    expect(log.connectFailures).toMatchObject([
      { error: 'Network is unreachable', target: { host: 'mx.example.com', address: '2001:db8::1' } },
    ])
  })

  test('refusals', async () => {
    const log = await exim(
      'H=(helo.example) [192.0.2.5] F=<a@y.example> rejected RCPT <b@x.example>: relay not permitted',
      'H=mx.y.example [192.0.2.6] F=<a@y.example> temporarily rejected RCPT <b@x.example>: greylisted',
    )
    expect(log.rejects).toMatchObject([
      {
        service: 'exim',
        stage: 'RCPT',
        code: 550,
        restriction: 'relay',
        text: 'relay not permitted',
        clients: [{ name: 'unknown', address: '192.0.2.5' }],
        senders: ['a@y.example'],
        recipients: ['b@x.example'],
        attempts: [{ helo: 'helo.example' }],
      },
      { code: 451, clients: [{ name: 'mx.y.example', address: '192.0.2.6' }] },
    ])
  })

  test('log-ins that fail, the start of the daemon, and trouble', async () => {
    const log = await exim(
      'exim 4.96 daemon started: pid=51, -q30m, listening for SMTP on port 25',
      'plain_server authenticator failed for (x) [192.0.2.9]: 535 Incorrect authentication data (set_id=carl)',
      'plain_server authenticator failed for (x) [192.0.2.9]: 435 Unable to authenticate at present (set_id=carl)',
      'spool directory space check failed: space=120 inodes=6123',
    )
    expect(log.timeline).toMatchObject([{ kind: 'started', subject: 'exim' }])
    expect(log.logins.failuresByClient).toMatchObject([
      {
        client: '192.0.2.9',
        count: 1,
        users: [{ user: 'carl' }],
        reason: '535 Incorrect authentication data',
      },
    ])
    expect(log.logins.serverFailures).toMatchObject([{ count: 1 }])
    expect(log.messages).toMatchObject([
      {
        program: 'exim',
        level: 'warning',
        text: 'spool directory space check failed: space=120 inodes=6123',
      },
    ])
  })

  test('in syslog', async () => {
    const log = await readSyslog(
      `exim[812]: ${arrival}`,
      `exim[812]: ${id} ** anna@example.com: Unrouteable address`,
    )
    expect(log.deliveries).toMatchObject([{ reply: 'Unrouteable address', senders: ['carl@example.org'] }])
  })
})

const session = '0661f42ce59882bb'

describe('OpenSMTPD', () => {
  test('a mail from a client, delivered here and elsewhere', async () => {
    const log = await readSyslog(
      'smtpd[31]: info: OpenSMTPD 6.8.0p2 starting',
      `smtpd[31]: ${session} smtp connected address=192.0.2.7 host=pc`,
      `smtpd[31]: ${session} smtp authentication user=carl result=ok`,
      `smtpd[31]: ${session} smtp message msgid=78e5c402 size=1118 nrcpt=2 proto=ESMTP`,
      `smtpd[31]: 0661f42ce59882bc mta delivery evpid=78e5c402920bcc4f from=<carl@example.org> to=<anna@example.com> rcpt=<-> source="198.51.100.10" relay="203.0.113.9 (mx.example.com)" delay=1s result="Ok" stat="250 2.0.0 Ok"`,
      `smtpd[31]: 0661f42ce59882bd mda delivery evpid=78e5c402920bcc50 from=<carl@example.org> to=<bob@example.org> rcpt=<-> user=bob delay=0s result=Ok stat=Delivered`,
    )
    expect(log.deliveries).toEqual([])
    expect(log.traffic).toMatchObject({ submitted: 1, sentOut: 1, deliveredLocally: 1 })
    expect(log.accepted.relays.map(({ name }) => name)).toEqual(['local', 'mx.example.com[203.0.113.9]'])
    expect(log.logins).toMatchObject({ successes: 1, failures: 0 })
    expect(log.timeline).toMatchObject([{ kind: 'started', subject: 'opensmtpd' }])
  })

  test('failures', async () => {
    const log = await readSyslog(
      `smtpd[31]: 4b3a6c195c1f6010 mta delivery evpid=8f26ea98359eccea from=<carl@example.org> to=<anna@example.com> rcpt=<-> source="198.51.100.10" relay="203.0.113.9 (mx.example.com)" delay=0s result="TempFail" stat="421 4.7.0 try later"`,
      `smtpd[31]: 4b3a6c195c1f6011 mda delivery evpid=8f26ea98359eccef from=<x@example.com> to=<bob@example.org> rcpt=<-> user=bob delay=0s result=PermFail stat=Error ("mailbox full")`,
    )
    expect(log.deliveries).toMatchObject([
      {
        status: 'deferred',
        dsn: '4.7.0',
        daemon: 'smtp',
        relay: { host: 'mx.example.com', address: '203.0.113.9' },
        queueIds: ['8f26ea98'],
        senders: ['carl@example.org'],
      },
      { status: 'bounced', daemon: 'local', relay: { text: 'local' }, reply: 'Error ("mailbox full")' },
    ])
  })

  test('refusals, wrong passwords, hosts that do not answer', async () => {
    const log = await readSyslog(
      `smtpd[31]: ${session} smtp connected address=192.0.2.5 host=<unknown>`,
      `smtpd[31]: ${session} smtp authentication user=carl result=permfail`,
      `smtpd[31]: ${session} smtp failed-command command="AUTH LOGIN" result="503 5.5.1 Invalid command: Command not supported"`,
      `smtpd[31]: ${session} smtp failed-command command="RCPT TO:<b@x.example>" result="550 Invalid recipient: <b@x.example>"`,
      `smtpd[31]: ${session} smtp disconnected reason=quit`,
      'smtpd[31]: 4b3a6c195c1f6012 mta connecting address=smtp://203.0.113.9:25 host=mx.example.com',
      'smtpd[31]: 4b3a6c195c1f6012 mta error reason=Connection timeout',
    )
    expect(log.rejects).toMatchObject([
      {
        service: 'smtpd',
        stage: 'RCPT',
        code: 550,
        clients: [{ address: '192.0.2.5' }],
        recipients: ['b@x.example'],
      },
    ])
    expect(log.logins.failuresByClient).toMatchObject([{ client: '192.0.2.5', users: [{ user: 'carl' }] }])
    expect(log.connectFailures).toMatchObject([
      { error: 'Connection timeout', target: { host: 'mx.example.com', address: '203.0.113.9', port: 25 } },
    ])
  })
})

describe('Sendmail', () => {
  test('deferred, refused, and who sent it', async () => {
    const mail = 's1NLaDQT022248'
    const log = await readSyslog(
      `sm-mta[22]: ${mail}: from=<carl@example.org>, size=1234, class=0, nrcpts=1, msgid=<x@y>, proto=ESMTP, daemon=MTA, relay=pc [192.0.2.7]`,
      `sm-mta[22]: ${mail}: to=<anna@example.com>, delay=00:00:02, xdelay=00:00:02, mailer=esmtp, pri=31234, relay=mx.example.com. [203.0.113.9], dsn=4.2.0, stat=Deferred: 450 4.2.0 Greylisted`,
      'sm-mta[23]: s1NLaDQT022249: ruleset=check_rcpt, arg1=<u@x.example>, relay=h [192.0.2.5], reject=550 5.7.1 <u@x.example>... Relaying denied',
    )
    expect(log.deliveries).toMatchObject([
      {
        status: 'deferred',
        dsn: '4.2.0',
        recipients: ['anna@example.com'],
        senders: ['carl@example.org'],
        notSent: 1,
      },
    ])
    expect(log.rejects).toMatchObject([{ code: 550, dsn: '5.7.1', clients: [{ address: '192.0.2.5' }] }])
  })
})

describe('hostile lines', () => {
  const words = [
    `exim[1]: ${arrival}`,
    `exim[1]: ${id} == a@b R=r T=remote_smtp defer (-44) H=mx [203.0.113.9]: SMTP error from remote mail server after RCPT TO:<a@b>: 450 x`,
    `exim[1]: ${id} H=mx [203.0.113.9] Connection refused`,
    'exim[1]: H=(x) [192.0.2.5] F=<a@y.example> temporarily rejected RCPT <b@x.example>: no',
    `smtpd[1]: ${session} smtp failed-command command="RCPT TO:<x>" result="550 5.1.1 no"`,
    `smtpd[1]: ${session} mta delivery evpid=8f26ea98359eccea from=<a> to=<b> relay="203.0.113.9 (h)" result="TempFail" stat="421 x"`,
    `smtpd[1]: ${session} mta connecting address=smtp://[2001:db8::1]:25 host=h`,
  ]

  test('that are cut, doubled and mixed throw nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...words), fc.nat(250), fc.nat(250))),
        async (cuts) => {
          const lines = cuts.map(([one, other, end, start]) => one.slice(0, end) + other.slice(start))
          const log = await readSyslog(...lines)
          expect(log.deliveries.length).toBeLessThanOrEqual(cuts.length)
        },
      ),
    )
  })

  test('take no more time the longer their words are', async () => {
    const long = 'x'.repeat(60_000)
    const start = performance.now()
    await readSyslog(
      ...words.map((word) => `${word}${long}`),
      ...words.map((word) => word.replaceAll(' ', ` ${long.slice(0, 5_000)} `)),
    )
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  test('an IPv6 relay; what the other side says once connected; parts that are paused', async () => {
    const log = await readSyslog(
      `smtpd[31]: 0661f42ce59882bc mta delivery evpid=78e5c402920bcc4f from=<carl@example.org> to=<anna@example.com> rcpt=<-> source="[2001:db8::10]" relay="[2001:db8::9] (mx.example.com)" delay=1s result="Ok" stat="250 2.0.0 Ok"`,
      'smtpd[31]: 4b3a6c195c1f6012 mta connecting address=smtp+tls://[2001:db8::9]:587 host=mx.example.com',
      'smtpd[31]: 4b3a6c195c1f6012 mta connected',
      'smtpd[31]: 4b3a6c195c1f6012 mta error reason=AUTH rejected: 535 5.7.8 authentication failed',
      'smtpd[31]: info: mta paused',
      'smtpd[31]: info: mta resumed',
    )
    expect(log.accepted.relays.map(({ name }) => name)).toEqual(['mx.example.com[2001:db8::9]'])
    expect(log.connectFailures).toEqual([])
    expect(log.messages.map(({ text }) => text)).toEqual([
      'mta error on mx.example.com[2001:db8::9]:587: AUTH rejected: 535 5.7.8 authentication failed',
      'mta paused',
      'mta resumed',
    ])
  })
})
