import { describe, expect, test } from 'vitest'
import { findMessages } from '../../../src/collect/logs/find-messages.ts'
import { readSyslog } from '../../logs/read-lines.ts'
import { attempt, factsOf, noFacts, queued, refused } from './written-lines.ts'

describe('failed deliveries by destination and reason', () => {
  test('none', async () => {
    expect((await factsOf(attempt({}))).troubles).toMatchObject({ status: 'known', value: [] })
    expect((await noFacts()).troubles.status).toBe('absent')
  })

  test('replies that differ in words but not in meaning are one trouble', async () => {
    const { troubles } = await factsOf(
      queued('4AAAAAA1', 'anna@example.org'),
      attempt({
        status: 'deferred',
        dsn: '4.4.1',
        relay: 'none',
        reply: 'connect to mx.example.com[203.0.113.9]:25: Connection timed out',
      }),
      attempt({
        id: '4AAAAAA2',
        status: 'deferred',
        dsn: '4.4.1',
        relay: 'none',
        reply: 'connect to mx.example.com[203.0.113.9]:25: Operation timed out',
      }),
    )
    expect(troubles).toMatchObject({
      value: [
        {
          subject: 'mx.example.com[203.0.113.9]:25',
          messages: 2,
          local: false,
          senders: ['anna@example.org'],
          reading: { reason: 'connection-failed', detail: 'timeout' },
        },
      ],
    })
  })

  test('Exim and OpenSMTPD are read as Postfix is', async () => {
    const { troubles, refused } = await factsOf(
      'exim[81]: 1xVXJW-000019-1A ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.9] CV=yes: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 5.7.25 Client host rejected: cannot find your hostname, [198.51.100.10]',
      'exim[82]: H=h [192.0.2.5] F=<a@y.example> rejected RCPT <b@x.example>: relay not permitted',
      'smtpd[83]: 4b3a6c195c1f6012 mda delivery evpid=8f26ea98359eccef from=<x@example.com> to=<bob@example.org> rcpt=<-> user=bob delay=0s result=TempFail stat="mail.mda: No space left on device"',
    )
    expect(troubles).toMatchObject({
      value: [
        {
          subject: 'mx.example.com[203.0.113.9]',
          status: 'bounced',
          local: false,
          reading: { reason: 'missing-ptr', clientAddress: '198.51.100.10' },
        },
        { subject: 'example.org', status: 'deferred', local: true },
      ],
    })
    expect(refused).toMatchObject({ value: [{ from: 'servers', restriction: 'relay', count: 1 }] })
  })

  test('failing look-ups are one trouble, whatever the domains', async () => {
    const fail = (id: string, domain: string) =>
      attempt({
        id,
        to: `a@${domain}`,
        relay: 'none',
        status: 'deferred',
        dsn: '4.4.3',
        reply: `Host or domain name not found. Name service error for name=${domain} type=MX: Host not found, try again`,
      })
    const { troubles } = await factsOf(fail('4AAAAAA1', 'one.example'), fail('4AAAAAA2', 'two.example'))
    expect(troubles).toMatchObject({
      value: [{ subject: 'DNS', messages: 2, domains: ['one.example', 'two.example'] }],
    })
  })

  test.each([
    ['an LMTP socket', { daemon: 'lmtp', relay: 'mx[private/dovecot-lmtp]' }, true],
    ['a filter on the loopback', { relay: '127.0.0.1[127.0.0.1]:10024' }, true],
    ['a mailbox of local(8)', { daemon: 'local', relay: 'local' }, true],
    ['another server', {}, false],
  ])('%s is local: %s', async (_what, where, local) => {
    const { troubles } = await factsOf(
      attempt({ status: 'deferred', dsn: '4.3.0', reply: '451 4.3.0 no', ...where }),
    )
    expect(troubles).toMatchObject({ value: [{ local }] })
  })
})

describe('refusals by kind of port and reason', () => {
  test('stages and clients are put together, ports are not', async () => {
    const reply = '451 4.7.1 Service unavailable - try again later'
    const { refused: found } = await factsOf(
      refused(reply, { action: 'milter-reject', stage: 'CONNECT' }),
      refused(reply, { action: 'milter-reject', stage: 'MAIL', client: 'other[192.0.2.4]' }),
      refused(reply, { action: 'milter-reject', service: 'submission/smtpd' }),
    )
    expect(found).toMatchObject({
      value: [
        { from: 'servers', count: 2, services: ['smtpd'], reading: { reason: 'server-temporary-error' } },
        { from: 'users', count: 1, services: ['submission/smtpd'] },
      ],
    })
  })

  test('whoever has logged in is a user, on any port', async () => {
    const { refused: found } = await factsOf(
      refused('554 5.7.1 <a@x.example>: Relay access denied', { tail: ' sasl_username=anna' }),
    )
    expect(found).toMatchObject({ value: [{ from: 'users', authenticated: 1, users: ['anna'] }] })
  })
})

test('messages are found by words, program and level, the latest first', async () => {
  const log = await readSyslog(
    'postfix/smtpd[4]: warning: unknown smtpd restriction: "a"',
    'dovecot: auth: Error: unknown user database',
    'postfix/submission/smtpd[4]: warning: unknown smtpd restriction: "b"',
  )
  expect(findMessages(log, { contains: 'unknown' })).toHaveLength(3)
  expect(findMessages(log, { contains: ['nothing', 'restriction'] }).map(({ program }) => program)).toEqual([
    'postfix/submission/smtpd',
    'postfix/smtpd',
  ])
  expect(findMessages(log, { contains: 'unknown', program: 'auth' })).toHaveLength(1)
  expect(findMessages(log, { contains: 'unknown', levels: ['error'] })).toHaveLength(1)
  expect(findMessages(log, { contains: 'Unknown' })).toEqual([])
})
