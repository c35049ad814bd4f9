import { describe, expect, test } from 'vitest'
import { classify } from '../../../src/collect/dns/mail-route.ts'

const rcpt = (reply: string, greeting = '220 mx.example.net ESMTP') => ({
  end: 'completed' as const,
  greeting,
  replies: [
    { command: 'MAIL FROM:<>', reply: '250 ok' },
    { command: 'RCPT TO:<postmaster@example.org>', reply },
  ],
})

describe('what a foreign mail server says about a domain', () => {
  test.each([
    ['it takes it', rcpt('250 2.1.5 Ok'), 'accepts'],
    ['its greeting is ours', rcpt('250 ok', '220 mail.example.org ESMTP'), 'ourselves'],
    ['Postfix', rcpt('554 5.7.1 <postmaster@example.org>: Relay access denied'), 'refuses domain'],
    ['Postfix of today', rcpt('454 4.7.1 <postmaster@example.org>: Relay access denied'), 'refuses domain'],
    ['Exim', rcpt('550 relay not permitted'), 'refuses domain'],
    ['OpenSMTPD', rcpt('550 Invalid recipient: <postmaster@example.org>'), 'refuses domain'],
    [
      'a block list, of us',
      rcpt('554 5.7.1 Service unavailable; Client host [203.0.113.10] blocked using zen.spamhaus.org'),
      'refuses',
    ],
    ['greylisting', rcpt('450 4.2.0 Greylisted for 300 seconds'), 'refuses'],
    ['no reverse name, of us', rcpt('450 4.7.25 Client host rejected: cannot find your hostname'), 'refuses'],
    [
      'refused at once',
      { end: 'closed' as const, greeting: '554 No SMTP service here', replies: [] },
      'refuses',
    ],
    ['silence', { end: 'timeout' as const, error: 'timeout', replies: [] }, 'not reached'],
  ])('%s', (_, seen, expected) => expect(classify(seen, 'mail.example.org').answer).toBe(expected))
})
