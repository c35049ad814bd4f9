import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { replyReasons } from '../../src/explain/reasons.ts'
import { classifyReply } from '../../src/explain/reply-reason.ts'

describe('a reply', () => {
  test.each([
    // Not a failure.
    ['delivered', '250 2.0.0 Ok: queued as 4ABCDE'],
    [
      'greylisted',
      'host mx.example.com[192.0.2.1] said: 450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted, see https://postgrey.example/help (in reply to RCPT TO command)',
    ],
    ['greylisted', '451 4.7.1 Greylisting in action, please come back in 120 seconds'],
    // Connections, as Postfix logs them.
    ['connection-failed', 'connect to mx.example.com[192.0.2.1]:25: Connection timed out'],
    ['connection-failed', 'connect to mx.example.com[2001:db8::1]:25: Network is unreachable'],
    ['connection-failed', 'connect to mx.example.com[192.0.2.1]:25: No route to host'],
    ['connection-failed', 'connect to mx.example.com[private/dovecot-lmtp]: Connection refused'],
    ['connection-failed', 'connect to mx.example.com[private/dovecot-lmtp]: No such file or directory'],
    [
      'connection-failed',
      'lost connection with mx.example.com[192.0.2.1] while sending end of data -- message may be sent more than once',
    ],
    [
      'connection-failed',
      'conversation with mx.example.com[192.0.2.1] timed out while receiving the initial server greeting',
    ],
    [
      'connection-failed',
      'delivery temporarily suspended: connect to mx.example.com[192.0.2.1]:25: Connection timed out',
    ],
    // Names.
    [
      'domain-unknown',
      'Host or domain name not found. Name service error for name=gmial.example type=A: Host not found',
    ],
    [
      'dns-failure',
      'Host or domain name not found. Name service error for name=example.com type=MX: Host not found, try again',
    ],
    ['domain-no-mail', 'Domain example.com does not accept mail (nullMX)'],
    ['routing-loop', 'mail for example.com loops back to myself'],
    // TLS.
    ['tls-failed', 'Server certificate not verified'],
    ['tls-failed', 'Server certificate not trusted'],
    ['tls-failed', 'TLS is required, but was not offered by host mx.example.com[192.0.2.1]'],
    ['tls-required', '530 5.7.0 Must issue a STARTTLS command first'],
    // The recipient.
    [
      'user-unknown',
      '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    ],
    [
      'user-unknown',
      '550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser',
    ],
    ['mailbox-full', '552 5.2.2 <a@example.com> Quota exceeded (mailbox for user is full)'],
    ['mailbox-full', "452-4.2.2 The recipient's inbox is out of storage space."],
    ['disk-full', '452 4.3.1 Insufficient system storage'],
    ['message-too-big', '552 5.3.4 Message size exceeds fixed limit'],
    // Who we are.
    ['missing-ptr', '550 5.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]'],
    ['bad-helo', '550 5.7.1 <mail.localdomain>: Helo command rejected: Host not found'],
    [
      'spf-fail',
      '550 5.7.23 <a@example.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized.',
    ],
    ['dkim-fail', '550 5.7.0 bad DKIM signature data'],
    [
      'dmarc-fail',
      "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.",
    ],
    [
      'ip-blocklisted',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
    ],
    [
      'domain-blocklisted',
      '554 5.7.1 Service unavailable; Sender address [a@example.com] blocked using dbl.spamhaus.org; https://www.spamhaus.org/query/domain/example.com',
    ],
    [
      'dnsbl-query-refused',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.1',
    ],
    [
      'poor-reputation',
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
    ],
    [
      'poor-reputation',
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
    ],
    ['rate-limited', '421 4.3.2 mx.example.com too many connections, try again later'],
    ['virus', '550 5.7.1 virus found: Eicar-Test-Signature.UNOFFICIAL'],
    ['spam-content', '554 5.7.1 Spam message rejected'],
    // Ours.
    ['relay-denied', '554 5.7.1 <a@example.com>: Relay access denied'],
    ['server-misconfigured', '451 4.3.5 Server configuration error'],
    ['server-temporary-error', '451 4.7.1 Service unavailable - try again later'],
    [
      'server-temporary-error',
      '451 4.2.0 <a@example.com> Internal error occurred. Refer to server log for more information.',
    ],
    ['server-temporary-error', '421 Server temporarily unavailable. Try again later.'],
    ['sender-not-allowed', '553 5.7.1 <boss@example.com>: Sender address rejected: not owned by user alice'],
    ['unknown', 'no words that anybody knows'],
  ])('%s: %s', (reason, reply) => expect(classifyReply(reply).reason).toBe(reason))

  test.each([
    ['timeout', 'connect to mx.example.com[192.0.2.1]:25: Connection timed out'],
    ['refused', 'connect to mx.example.com[192.0.2.1]:25: Connection refused'],
    ['unreachable', 'connect to mx.example.com[192.0.2.1]:25: Network is unreachable'],
    ['socket', 'connect to mx.example.com[private/lmtp]: Permission denied'],
    ['milter', '451 4.7.1 Service unavailable - try again later'],
    ['certificate', 'Server certificate not verified'],
  ])('tells the detail %s', (detail, reply) => expect(classifyReply(reply).detail).toBe(detail))

  test('is permanent by its first digit, whatever the words', () => {
    expect(classifyReply('550 5.1.1 User unknown').permanent).toBe(true)
    expect(classifyReply('450 4.1.1 User unknown').permanent).toBe(false)
    expect(classifyReply('host h[192.0.2.1] said: 554 5.7.1 no').permanent).toBe(true)
    expect(classifyReply('421 permanently deferred; Retrying will NOT succeed').permanent).toBe(true)
  })

  test('names the list and the address that it is about', () => {
    const listed = classifyReply(
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; x',
    )
    expect(listed).toMatchObject({ list: 'zen.spamhaus.org', clientAddress: '192.0.2.1' })
    const ipv6 = classifyReply('550 5.7.25 Client host rejected: cannot find your hostname, [2001:db8::10]')
    expect(ipv6.clientAddress).toBe('2001:db8::10')
    expect(classifyReply('550 5.1.1 User unknown').clientAddress).toBeUndefined()
  })

  test('a word in an address or a link is no verdict', () => {
    expect(
      classifyReply('550 5.1.1 <spam@virus.example>: User unknown, see https://example.com/notspam').reason,
    ).toBe('user-unknown')
  })

  test('never throws, and takes no time for long texts', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) =>
        Object.keys(replyReasons).includes(classifyReply(text).reason),
      ),
    )
    const timeOf = (text: string): number => {
      const before = process.cpuUsage()
      for (let round = 0; round < 5; round++) classifyReply(text)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    for (const text of [
      '5.',
      '[1:',
      'blocked using a.',
      ' ',
      'a',
      '@',
      'user unknown ',
      'é',
      '450 ',
      'said: ',
    ]) {
      timeOf(text.repeat(20_000 / text.length))
      const [short, long] = [
        timeOf(text.repeat(20_000 / text.length)),
        timeOf(text.repeat(2_000_000 / text.length)),
      ]
      expect(long, JSON.stringify(text)).toBeLessThan(20 * short + 100_000)
    }
  })
})
