import { expect, test } from 'vitest'
import { reasonOf } from '../../src/cli/log-reasons.ts'

// The MTA's own phrases, whose reasons the JSON contract of `logs` fixes (docs/schema/logs-1.json).
test.each([
  ['450 4.3.2 Service currently unavailable', 'greylisted'],
  [
    '450 4.2.0 <u@d.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch',
    'greylisted',
  ],
  ['550 5.5.1 Protocol error', 'protocol-error'],
  [
    'SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.1] input="helo abcd\\r\\n"',
    'protocol-error',
  ],
  ['450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]', 'missing-ptr'],
  ['450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]', 'missing-ptr'],
  ['504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname', 'bad-helo'],
  ['H=(x) [192.0.2.1] rejected EHLO or HELO x: syntactically invalid argument(s)', 'bad-helo'],
  ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net', 'ip-blocklisted'],
  ['550 5.7.1 Service unavailable; client [192.0.2.1] blocked using zen.spamhaus.org', 'ip-blocklisted'],
  [
    '554 5.7.1 Service unavailable; Sender address [a@b.example] blocked using dbl.spamhaus.org',
    'domain-blocklisted',
  ],
  ['553 5.7.1 <a@d.example>: Sender address rejected: not owned by user b@d.example', 'sender-not-allowed'],
  ['553 5.7.1 <a@d.example>: Sender address rejected: not logged in', 'sender-not-allowed'],
  ['450 4.1.8 <a@b.example>: Sender address rejected: Domain not found', 'sender-invalid'],
  [
    '450 4.1.7 <a@b.example>: Sender address rejected: unverified address: host unreachable',
    'sender-invalid',
  ],
  ['Sender verify failed', 'sender-invalid'],
  ['451 4.3.0 <u@d.example>: Temporary lookup failure', 'server-misconfigured'],
  ['451 4.3.5 Server configuration problem', 'server-misconfigured'],
  ['554 5.7.1 <u@d.example>: Relay access denied', 'relay-denied'],
  ['5.4.0 Error: too many hops', 'routing-loop'],
  // Exim without a text of the rule: it does not say why.
  ['temporarily rejected after DATA', 'server-temporary-error'],
  ['temporarily rejected RCPT <u@d.example>: 452 4.5.3 Try again', 'server-temporary-error'],
  ['rejected after DATA', 'policy-blocked'],
  ['rejected RCPT <u@d.example>: the moon is in the wrong house', 'policy-blocked'],
  ['rejected RCPT <u@d.example>: greylisted, come back later', 'greylisted'],
])('refused: %s', (text, reason) => expect(reasonOf(text, 'reject')).toBe(reason))

test("an administrator's own words are policy where we refuse, and unknown where others do", () => {
  const words = 'The moon is in the wrong house'
  expect([reasonOf(words, 'reject'), reasonOf(words, 'deferral')]).toEqual(['policy-blocked', 'unknown'])
})

test('a table that cannot be read is our fault where we refuse, and passes where others do', () => {
  const words = '451 4.3.0 <u@d.example>: Temporary lookup failure'
  expect([reasonOf(words, 'reject'), reasonOf(words, 'deferral')]).toEqual([
    'server-misconfigured',
    'server-temporary-error',
  ])
})

test.each([
  ['mail for d.example loops back to myself', 'routing-loop'],
  [
    'delivery temporarily suspended: connect to mx.d.example[192.0.2.1]:25: Connection timed out',
    'connection-failed',
  ],
  [
    'Host or domain name not found. Name service error for name=d.example type=MX: Host not found, try again',
    'dns-failure',
  ],
])('put off: %s', (text, reason) => expect(reasonOf(text, 'deferral')).toBe(reason))
