import { expect, test } from 'vitest'
import { commandLine } from '../../../../src/access/host/commands.ts'
import { smarthost as smarthostInUse } from '../../../../src/collect/mail/smarthost.ts'
import { parseNextHop, postfixSmarthost } from '../../../../src/collect/postfix/smarthost.ts'
import { relaySmarthostAuthMissing } from '../../../../src/knowledge/conditions/relay/relay-smarthost-auth-missing.ts'
import { relaySmarthostBadCredentials } from '../../../../src/knowledge/conditions/relay/relay-smarthost-bad-credentials.ts'
import { routingRelayhostWithoutBrackets } from '../../../../src/knowledge/conditions/routing/routing-relayhost-without-brackets.ts'
import { routingSmarthostUnreachable } from '../../../../src/knowledge/conditions/routing/routing-smarthost-unreachable.ts'
import type { WrittenWorld } from '../../../collect/written-world.ts'
import { factOf, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, logWith, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const smarthost = (main: string, more: WrittenWorld = {}) =>
  factOf(postfixWorld(main, undefined, more), postfixSmarthost)
const inUse = (main: string, more: WrittenWorld = {}) =>
  factOf(postfixWorld(main, undefined, more), smarthostInUse)
const passwords = (key: string): WrittenWorld => ({
  files: { '/etc/postfix/sasl_passwd': `${key} user:secret\n` },
})
const login = 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n'
const relay = {
  text: 'smtp.example.net[192.0.2.1]:587',
  host: 'smtp.example.net',
  address: '192.0.2.1',
  port: 587,
}
const deferred = (reply: string) =>
  delivery(reply, {
    daemon: 'smtp',
    program: 'postfix/smtp',
    status: 'deferred',
    relay,
    domains: ['example.com'],
  })
const log = (...replies: string[]) => known(writtenLog({ deliveries: replies.map(deferred) }))
const wanted =
  'host smtp.example.net[192.0.2.1] said: 530 5.7.0 Authentication Required (in reply to MAIL FROM command)'
const refused =
  'SASL authentication failed; server smtp.example.net[192.0.2.1] said: 535 5.7.8 Username and Password not accepted'
const hop = '[smtp.example.net]:587'

test.each([
  ['[smtp.example.net]:587', { host: 'smtp.example.net', port: 587, direct: true }],
  ['smtp.example.net:submission', { host: 'smtp.example.net', port: 587, direct: false }],
  ['[192.0.2.1]', { host: '192.0.2.1', port: 25, direct: true }],
  ['Example.NET', { host: 'example.net', port: 25, direct: false }],
])('next hop %s', (text, expected) => expect(parseNextHop(text)).toEqual({ text, ...expected }))

testCondition(routingSmarthostUnreachable, {
  fine: [
    ['no relayhost', { smarthost: await inUse('') }],
    [
      'it answers',
      {
        smarthost: await inUse('relayhost = [192.0.2.1]:587\n', {
          connects: { '192.0.2.1:587': 'connected' },
        }),
      },
    ],
    ['its name cannot be looked up now', { smarthost: await inUse(`relayhost = ${hop}\n`) }],
    ['no Postfix', { smarthost: absent() }],
  ],
  problem: [
    [
      'refused',
      { smarthost: await inUse('relayhost = [192.0.2.1]:587\n') },
      {
        subject: '[192.0.2.1]:587',
        confidence: 'certain',
        values: { host: '192.0.2.1', port: 587, outcome: '192.0.2.1: refused' },
      },
    ],
    [
      'no answer',
      {
        smarthost: await inUse('relayhost = [192.0.2.1]\n', { connects: { '192.0.2.1:25': 'timeout' } }),
        log: log('connect to 192.0.2.1[192.0.2.1]:25: Connection timed out'),
        now,
      },
    ],
  ],
})

testCondition(routingRelayhostWithoutBrackets, {
  fine: [
    ['both in brackets', { smarthost: await smarthost(`relayhost = ${hop}\n${login}`, passwords(hop)) }],
    [
      'both without',
      {
        smarthost: await smarthost(
          `relayhost = smtp.example.net:587\n${login}`,
          passwords('smtp.example.net:587'),
        ),
      },
    ],
    [
      'key by host name alone',
      { smarthost: await smarthost(`relayhost = ${hop}\n${login}`, passwords('smtp.example.net')) },
    ],
    ['a gateway by MX, no log-in', { smarthost: await smarthost('relayhost = example.net\n') }],
    [
      'credentials for another host',
      {
        smarthost: await smarthost(
          `relayhost = smtp.example.net\n${login}`,
          passwords('[other.example]:587'),
        ),
      },
    ],
    [
      'the table cannot be read',
      {
        smarthost: await smarthost(`relayhost = smtp.example.net:587\n${login}`, {
          forbidden: ['/etc/postfix/sasl_passwd'],
        }),
      },
    ],
    ['no relayhost', { smarthost: await smarthost('') }],
  ],
  problem: [
    [
      'brackets in one place only',
      { smarthost: await smarthost(`relayhost = smtp.example.net:587\n${login}`, passwords(hop)) },
      { subject: 'smtp.example.net:587', values: { key: hop, better: hop } },
    ],
  ],
})

testCondition(relaySmarthostAuthMissing, {
  fine: [
    ['mail is taken', { smarthost: await smarthost(`relayhost = ${hop}\n`), log: log(), now }],
    ['no relayhost', { smarthost: await smarthost(''), log: log(), now }],
  ],
  lookalike: [
    [
      'the password is refused',
      { smarthost: await smarthost(`relayhost = ${hop}\n${login}`, passwords(hop)), log: log(refused), now },
    ],
    [
      'another host asks for a log-in',
      { smarthost: await smarthost('relayhost = [other.example]:587\n'), log: log(wanted), now },
    ],
  ],
  problem: [
    [
      'log-in is off',
      { smarthost: await smarthost(`relayhost = ${hop}\n`), log: log(wanted), now },
      {
        subject: hop,
        confidence: 'certain',
        values: { host: 'smtp.example.net', count: 3, gap: 'smtp_sasl_auth_enable = no' },
      },
    ],
    [
      'no key for it',
      {
        smarthost: await smarthost(`relayhost = ${hop}\n${login}`, passwords('[old.example.net]:587')),
        log: log(wanted),
        now,
      },
      { confidence: 'certain' },
    ],
  ],
})

testCondition(relaySmarthostBadCredentials, {
  fine: [
    ['nothing refused', { log: log(), now }],
    ['no log', { log: absent(), now }],
  ],
  lookalike: [
    ['no log-in was tried', { log: log(wanted), now }],
    [
      'Microsoft switched SMTP AUTH off',
      {
        log: log(
          'SASL authentication failed; server smtp.office365.com[192.0.2.9] said: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled',
        ),
        now,
      },
    ],
  ],
  problem: [
    [
      'Exim says it in a line of its own',
      {
        log: logWith(
          message(
            'plain authenticator failed H=smtp.example.net [192.0.2.1] 535 5.7.8 Error: authentication failed',
            {
              program: 'exim',
              service: 'exim',
            },
          ),
        ),
        now,
      },
      { subject: 'smtp.example.net' },
    ],
    [
      'wrong password',
      { log: log(refused), now },
      {
        subject: 'smtp.example.net',
        confidence: 'certain',
        values: { count: 3, reply: '535 5.7.8 Username and Password not accepted' },
      },
    ],
  ],
})

test('the password is not in the fact', async () => {
  const fact = await smarthost(`relayhost = ${hop}\n${login}`, passwords(hop))
  expect(JSON.stringify(fact)).not.toContain('secret')
  expect(commandLine({ name: 'postconf-all' })).toBe('postconf -x')
})
