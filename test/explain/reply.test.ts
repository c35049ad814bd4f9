import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allProviders } from '../../src/explain/providers/registry.ts'
import { replyReasons } from '../../src/explain/reasons.ts'
import { readReply } from '../../src/explain/reply.ts'

describe('one code, many meanings', () => {
  test.each([
    ['user-unknown', '550 5.7.1 <bob@example.org>: no such user here'],
    ['relay-denied', '550 5.7.1 Relaying to <bob@example.org> denied (no login)'],
    ['spam-content', '550 5.7.1 Your message looks like SPAM or has been reported as SPAM'],
    ['ip-blocklisted', '550 5.7.1 Rejected: 198.51.100.7 is listed at bl.spamcop.net'],
    ['poor-reputation', '550 5.7.1 Our reputation system does not trust 198.51.100.7'],
    ['recipient-rejected', '550 5.7.1 This group accepts messages only from its members'],
    ['sender-blocked', '550 5.7.1 <a@example.com>: Sender address rejected: banned by our postmaster'],
    ['spf-fail', '550 5.7.1 SPF check: 198.51.100.7 is not permitted to send for example.com'],
    ['dmarc-fail', '550 5.7.1 From domain example.com fails DMARC, policy is reject'],
    ['missing-ptr', '550 5.7.1 No PTR record for 198.51.100.7, go and get one'],
    ['virus', '550 5.7.1 Virus found in message: Win.Test.EICAR_HDB-1'],
    ['attachment-blocked', '550 5.7.1 Attachments of type .scr are refused here'],
    ['sender-not-allowed', '550 5.7.1 You are not allowed to send as boss@example.com'],
    ['greylisted', '451 4.7.1 Greylisted, come back in 5 minutes'],
    ['rate-limited', '451 4.7.1 Slow down: too many messages from your host'],
    ['server-temporary-error', '451 4.3.0 Temporary lookup failure'],
    ['sender-invalid', '451 4.1.8 Domain of sender address a@nowhere.example does not resolve'],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

describe('other languages', () => {
  test.each([
    ['user-unknown', '550 5.1.1 Utilisateur inconnu: bob@example.fr'],
    ['user-unknown', '550 Der Empfänger bob@example.de existiert nicht'],
    ['user-unknown', '550 Пользователь bob@example.ru не найден'],
    ['user-unknown', '550 收件人不存在'],
    ['user-unknown', '550 宛先不明です'],
    ['mailbox-full', '552 La boîte du destinataire est pleine'],
    ['mailbox-full', '552 Das Postfach des Empfängers ist voll'],
    ['mailbox-full', '552 邮箱已满'],
    ['spam-content', '554 垃圾邮件被拒绝'],
    ['auth-failed', '535 认证失败，请使用授权码'],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

describe('log lines', () => {
  test.each([
    [
      'postfix bounced',
      'Jun 30 10:00:00 mx postfix/smtp[7]: 4XAB: to=<bob@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, dsn=4.2.2, status=bounced (host mx.example.org[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))',
      'mailbox-full',
      true,
    ],
    [
      'postfix soft bounce',
      '2026-06-30T10:00:00+00:00 mx postfix/smtp[7]: 4XAB: to=<bob@example.org>, relay=none, delay=1, dsn=5.1.1, status=SOFTBOUNCE (host mx.example.org[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command))',
      'user-unknown',
      false,
    ],
    [
      'postfix sent',
      'Jun 30 10:00:00 mx postfix/smtp[7]: 4XAB: to=<bob@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 1)',
      'delivered',
      false,
    ],
    [
      'postfix reject',
      'Jun 30 10:00:00 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.9]; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<x>',
      'missing-ptr',
      false,
    ],
    [
      'exim failed',
      '2026-06-30 10:00:00 1tBcD1-0004Ab-1Q ** bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<bob@example.org>: 550 Unrouteable address',
      'user-unknown',
      true,
    ],
    [
      'exim deferred',
      '2026-06-30 10:00:00 1tBcD1-0004Ab-1Q == bob@example.org R=dnslookup T=remote_smtp defer (110): Connection timed out',
      'connection-failed',
      false,
    ],
    [
      'exim delivered',
      '2026-06-30 10:00:00 1tBcD1-0004Ab-1Q => bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1] C="250 OK id=1"',
      'delivered',
      false,
    ],
    [
      'sendmail',
      'Jun 30 10:00:00 mx sm-mta[1]: 5UAA: to=<bob@example.org>, delay=00:00:01, mailer=esmtp, relay=mx.example.org. [192.0.2.1], dsn=5.1.1, stat=User unknown',
      'user-unknown',
      true,
    ],
    [
      'qmail',
      '@4000000064 delivery 12: failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/',
      'user-unknown',
      true,
    ],
    [
      'opensmtpd',
      'smtpd[1]: 1 mta delivery evpid=1 from=<a@b.example> to=<c@d.example> rcpt=<-> source="192.0.2.1" relay="192.0.2.2 (mx)" delay=1s result="TempFail" stat="451 4.3.2 Please try again later"',
      'server-temporary-error',
      false,
    ],
  ])('%s', (_, line, reason, permanent) => expect(readReply(line)).toMatchObject({ reason, permanent }))
})

describe('mail programs', () => {
  test.each([
    ['connection-failed', 'Outlook 0x800CCC0F', 'outlook-program'],
    ['auth-failed', '0x800CCC92', 'outlook-program'],
    ['tls-failed', "Thunderbird: peer's certificate issuer is not recognized", 'thunderbird'],
    ['tls-failed', 'SEC_ERROR_UNKNOWN_ISSUER', 'thunderbird'],
    ['tls-failed', 'Cannot Verify Server Identity', 'apple-mail'],
    ['auth-failed', "Couldn't sign in", 'gmail-app'],
  ])('%s: %s', (reason, text, provider) =>
    expect(readReply(text)).toMatchObject({ reason, provider: { id: provider } }),
  )
})

describe('what the text leaves open', () => {
  test('is said to be unknown, or a guess', () => {
    expect(readReply('').reason).toBe('unknown')
    expect(readReply('the weather is fine').reason).toBe('unknown')
    for (const text of ['550 No', '554 Rejected', '550 5.7.1 Denied', '421', '451 oops']) {
      expect(readReply(text).confidence, text).toBe('guess')
    }
  })

  test('a quiet number is no code', () => {
    expect(readReply('quota of 550 messages').code).toBeUndefined()
    expect(readReply('listed since 5.7.1999').enhanced).toBeUndefined()
  })
})

describe('a provider', () => {
  test('there are sixty, and each says who it is and where to go', () => {
    expect(allProviders.length).toBeGreaterThanOrEqual(60)
    expect(new Set(allProviders.map(({ id }) => id)).size).toBe(allProviders.length)
    for (const { id, name, marks, links, steps } of allProviders) {
      expect(name.length, id).toBeGreaterThan(2)
      expect(marks.trim().length, id).toBeGreaterThan(2)
      expect(links.length, id).toBeGreaterThan(0)
      for (const link of links) expect(URL.canParse(link), `${id} ${link}`).toBe(true)
      for (const [reason, sentences] of Object.entries(steps)) {
        expect(Object.keys(replyReasons), id).toContain(reason)
        for (const { en, zh } of sentences) {
          expect(en, id).toMatch(/[a-z].*[.!?]$/)
          expect(zh, id).toMatch(/[\u4e00-\u9fff]/)
        }
      }
    }
  })

  test('every token and dialect names a reason', () => {
    for (const { id, tokens = [], dialect = [] } of allProviders) {
      for (const [verdict, lines] of [...tokens, ...dialect]) {
        expect(Object.keys(replyReasons), id).toContain(verdict.split(':')[0])
        expect(lines.trim(), id).not.toBe('')
      }
    }
  })
})

test('any text has an answer of the taxonomy', { timeout: 30_000 }, () => {
  const words = fc.constantFrom(
    '550',
    '5.7.1',
    'user',
    'unknown',
    'spam',
    '<a@b.example>',
    'https://x.example/y',
    'said:',
    '\0',
    '邮箱',
    'é',
    '[192.0.2.1]',
    'status=bounced (',
    '**',
    ', stat=',
    "'",
    '-',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.array(words, { maxLength: 60 }).map((all) => all.join(' ')),
      ),
      (text) => {
        const { reason, actor, also } = readReply(text)
        expect(Object.keys(replyReasons)).toContain(reason)
        expect(replyReasons[reason].actor).toBe(actor)
        expect(also).not.toContain(reason)
      },
    ),
    { numRuns: 200 },
  )
})
