import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMail } from '../../../src/explain/mail/mail.ts'
import type { MailReading } from '../../../src/explain/mail/reading.ts'
import {
  daemonMail,
  delay,
  exchange,
  exim,
  htmlOnly,
  mail,
  qmail,
  report,
  sendmail5,
} from './written-mails.ts'

const shortly = ({ kind, recipients }: MailReading) => ({
  kind,
  recipients: recipients.map(({ address, meaning }) => [address, meaning.reason, meaning.permanent]),
})
const inBase64 = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const bounce = (...recipients: [string, string, boolean][]) => ({ kind: 'bounce', recipients })

describe('a mail that is no bounce', () => {
  test.each([
    [
      'a letter',
      mail(
        ['From: bob@receiver.example', 'To: alice@sender.example', 'Subject: lunch?'],
        'At noon? The mailbox is full of letters.',
      ),
    ],
    [
      'a newsletter about bounces',
      mail(
        ['From: news@example.org', 'To: alice@sender.example', 'Subject: How delivery works'],
        'Read what happens when mail could not be delivered.',
      ),
    ],
    ['nothing', Buffer.from('')],
    ['a log', Buffer.from('Jun 30 10:00:00 mx postfix/smtp[1]: x')],
  ])('%s', (_, bytes) => expect(shortly(readMail(bytes))).toEqual({ kind: 'not-a-bounce', recipients: [] }))

  test('a forwarded delivery report of success', () => {
    const done = report([
      [
        'Final-Recipient: rfc822; bob@receiver.example',
        'Action: delivered',
        'Status: 2.0.0',
        'Diagnostic-Code: smtp; 250 ok',
      ],
    ])
    expect(shortly(readMail(done))).toEqual({
      kind: 'delivery-report',
      recipients: [['bob@receiver.example', 'delivered', false]],
    })
  })

  test('an answer while away', () => {
    const away = mail(
      [
        'From: bob@receiver.example',
        'To: alice@sender.example',
        'Subject: Re: hello',
        'Auto-Submitted: auto-replied',
      ],
      'I am away until Monday.',
    )
    expect(shortly(readMail(away))).toMatchObject({
      kind: 'auto-reply',
      recipients: [['bob@receiver.example', 'auto-reply', false]],
    })
  })

  test.each([
    'Automatische Antwort: Angebot',
    'Respuesta automática: oferta',
    'Réponse automatique : devis',
    'Risposta automatica: offerta',
    'Resposta automática: oferta',
    'Автоответ: предложение',
    '自动回复: 报价',
  ])('an answer by a machine that only its subject tells: %s', (subject) => {
    const away = mail(
      ['From: bob@receiver.example', 'To: alice@sender.example', `Subject: ${inBase64(subject)}`],
      'Back on Monday.',
    )
    expect(readMail(away).kind).toBe('auto-reply')
  })

  test('a complaint', () => {
    const arf = mail(
      [
        'From: fbl@receiver.example',
        'To: abuse@sender.example',
        'Subject: complaint',
        'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      ],
      '--b\n\nAn abuse report\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: <bob@receiver.example>\n\n--b\nContent-Type: message/rfc822\n\nTo: bob@receiver.example\n\nx\n--b--\n',
    )
    expect(shortly(readMail(arf))).toEqual({
      kind: 'complaint',
      recipients: [['bob@receiver.example', 'complaint', false]],
    })
  })
})

describe('a delivery status report', () => {
  const fields = (address: string, diagnostic: string, action = 'failed') => [
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    'Status: 5.0.0',
    `Diagnostic-Code: smtp; ${diagnostic}`,
  ]

  test('names each recipient with its own reason', () => {
    const both = report([
      fields('bob@receiver.example', '550 5.1.1 User unknown'),
      fields('carol@receiver.example', '552 5.2.2 Over quota'),
    ])
    expect(shortly(readMail(both))).toEqual(
      bounce(
        ['bob@receiver.example', 'user-unknown', true],
        ['carol@receiver.example', 'mailbox-full', true],
      ),
    )
  })

  test('unfolds the reply and keeps its status', () => {
    const [one] = readMail(
      report([fields('bob@receiver.example', '550 5.7.25 no\n    reverse DNS\n    for you')]),
    ).recipients
    expect(one).toMatchObject({
      reply: '550 5.7.25 no reverse DNS for you',
      status: '5.7.25',
      meaning: { reason: 'missing-ptr', permanent: true },
    })
  })

  test('a delay is not final', () => {
    expect(
      shortly(
        readMail(report([fields('bob@receiver.example', 'connect to mx: Connection timed out', 'delayed')])),
      ),
    ).toEqual(bounce(['bob@receiver.example', 'connection-failed', false]))
  })

  test('where the final recipient is no address, the original is named', () => {
    const group = [
      'Original-Recipient: rfc822; bob@receiver.example',
      'Final-Recipient: rfc822; |/usr/bin/filter',
      'Action: failed',
      'Status: 5.3.0',
      'Diagnostic-Code: x-unix; command died with status 1',
    ]
    expect(shortly(readMail(report([group])))).toEqual(
      bounce(['bob@receiver.example', 'local-delivery-failed', true]),
    )
  })

  test('without a diagnostic the notice is read', () => {
    const silent = report(
      [['Final-Recipient: rfc822; bob@receiver.example', 'Action: failed', 'Status: 5.0.0']],
      '<bob@receiver.example>: the message is larger than the limit of 10 MB',
    )
    expect(readMail(silent).recipients[0]?.meaning.reason).toBe('message-too-big')
  })
})

describe('free-form bounces', () => {
  test.each([
    [
      'qmail',
      qmail,
      bounce(
        ['bob@receiver.example', 'user-unknown', true],
        ['carol@receiver.example', 'mailbox-full', true],
      ),
    ],
    ['Exim', exim, bounce(['bob@receiver.example', 'ip-blocklisted', true])],
    ['Exchange', exchange, bounce(['bob@receiver.example', 'mailbox-full', true])],
    ['Sendmail 5', sendmail5, bounce(['bob@receiver.example', 'user-unknown', true])],
    ['HTML only', htmlOnly, bounce(['bob@receiver.example', 'mailbox-full', true])],
    ['a delay warning', delay, bounce(['bob@receiver.example', 'connection-failed', false])],
    [
      'German',
      daemonMail(
        'Unzustellbare Nachricht',
        'Ihre Nachricht konnte nicht zugestellt werden:\n\nbob@receiver.example\n  Der Empfänger existiert nicht.\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      'Chinese',
      daemonMail(
        '=?utf-8?B?6YCA5L+h6YCa55+l?=',
        '您的邮件无法投递到：\n\nbob@receiver.example\n\n收件人邮箱空间不足\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'mailbox-full', true]),
    ],
    [
      'Russian',
      daemonMail(
        '=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtQ==?=',
        'Сообщение не было доставлено.\n\n<bob@receiver.example>: пользователь не найден\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      'Spanish, with the mail that was sent, which speaks of other matters',
      daemonMail(
        'Mensaje no entregado',
        'No se pudo entregar el mensaje:\n\nbob@receiver.example\n  El buzón del destinatario no existe\n\n----- Mensaje original adjunto -----\n\nTu factura: la cuota y el virus del mes\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      'Portuguese',
      daemonMail(
        inBase64('Mensagem não entregue'),
        'Não foi possível entregar a mensagem:\n\nbob@receiver.example\n  A caixa postal do destinatário está cheia\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'mailbox-full', true]),
    ],
    [
      'Italian',
      daemonMail(
        inBase64('Mancata consegna'),
        'Non è stato possibile consegnare il messaggio:\n\nbob@receiver.example\n  Il destinatario non esiste\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      'Dutch',
      daemonMail(
        inBase64('Onbestelbaar bericht'),
        'Uw bericht kon niet worden afgeleverd:\n\nbob@receiver.example\n  De postbus van de ontvanger is vol\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'mailbox-full', true]),
    ],
    [
      'Polish',
      daemonMail(
        inBase64('Wiadomość niedostarczona'),
        'Nie można dostarczyć wiadomości:\n\nbob@receiver.example\n  Odbiorca nie istnieje\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      'Korean',
      daemonMail(
        inBase64('메일 반송 안내'),
        '메일을 전달하지 못했습니다:\n\nbob@receiver.example\n  존재하지 않는 사용자입니다\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      'Turkish',
      daemonMail(
        inBase64('İleti teslim edilemedi'),
        'İletiniz teslim edilemedi:\n\nbob@receiver.example\n  Alıcı bulunamadı\n',
        ['Content-Type: text/plain; charset=utf-8'],
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
    [
      "under a scanner's footer",
      daemonMail(
        'Undeliverable: hello',
        'Your message could not be delivered:\n\nbob@receiver.example\n  550 5.1.1 User unknown\n\n______________________________________________________________________\nThis email has been scanned for viruses and spam by the Example Security System.\n',
      ),
      bounce(['bob@receiver.example', 'user-unknown', true]),
    ],
  ])('%s', (_, bytes, expected) => expect(shortly(readMail(bytes))).toEqual(expected))

  test('a charset of its own: GB18030 in base64', () => {
    const body = Buffer.from([
      0xca, 0xd5, 0xbc, 0xfe, 0xc8, 0xcb, 0xb2, 0xbb, 0xb4, 0xe6, 0xd4, 0xda,
    ]).toString('base64')
    const chinese = daemonMail('failure notice', body, [
      'Content-Type: text/plain; charset=gb18030',
      'Content-Transfer-Encoding: base64',
      'X-Failed-Recipients: bob@receiver.example',
    ])
    expect(shortly(readMail(chinese))).toEqual(bounce(['bob@receiver.example', 'user-unknown', true]))
  })

  test('a bounce that was forwarded inside another mail', () => {
    const inner = Buffer.from(qmail).toString('utf8')
    const outer = mail(
      [
        'From: alice@sender.example',
        'To: help@desk.example',
        'Subject: what is this?',
        'Content-Type: multipart/mixed; boundary=o',
      ],
      `--o\n\nPlease look.\n--o\nContent-Type: message/rfc822\n\n${inner}\n--o--\n`,
    )
    expect(readMail(outer).recipients.map(({ address }) => address)).toEqual([
      'bob@receiver.example',
      'carol@receiver.example',
    ])
  })
})

describe('hostile mails', () => {
  test.each([
    [
      'CRLF and NULs',
      Buffer.from(
        Buffer.from(qmail).toString('latin1').replaceAll('\n', '\r\n').replace('Hi.', '\0Hi.\0'),
        'latin1',
      ),
    ],
    ['no header end', Buffer.from('From: MAILER-DAEMON\nSubject: failure notice')],
    [
      'a boundary that never comes',
      mail(
        [
          'Content-Type: multipart/mixed; boundary=x',
          'From: MAILER-DAEMON@x.example',
          'Subject: failure notice',
        ],
        'bob@receiver.example: user unknown',
      ),
    ],
    [
      'an unknown charset',
      daemonMail('failure notice', '<bob@receiver.example>: user unknown \xff', [
        'Content-Type: text/plain; charset=klingon',
      ]),
    ],
  ])('%s', (_, bytes) => expect(readMail(bytes).kind).toMatch(/^(?:bounce|not-a-bounce)$/))

  test('a thousand nested parts and fifty megabytes are read in bounded time', () => {
    const nested = Array.from(
      { length: 1_000 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join('')
    const heavy = Buffer.concat([Buffer.from(exim), Buffer.alloc(50 << 20, 'x')])
    const headerBomb = Buffer.from(`${'X-A: y\n'.repeat(300_000)}\nuser unknown`)
    const before = process.cpuUsage()
    readMail(Buffer.from(nested))
    expect(shortly(readMail(heavy))).toEqual(bounce(['bob@receiver.example', 'ip-blocklisted', true]))
    readMail(headerBomb)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(5)
  }, 60_000)

  test('twice the mail takes about twice the time', () => {
    const kinds = [
      'a@b.example ',
      '<a@b.example>:\n',
      '=41',
      '&lt;',
      '<p ',
      '--b1\n',
      'Final-Recipient: rfc822; a@b.example\n',
      '\n\n',
      ' \t',
      '=?utf-8?Q?a?= ',
      '"',
    ]
    const time = (bytes: Uint8Array): number => {
      const before = process.cpuUsage()
      readMail(bytes)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    for (const piece of kinds) {
      const of = (count: number) =>
        daemonMail('failure notice', piece.repeat(count), ['Content-Type: text/html'])
      time(of(2_000))
      const [short, long] = [time(of(4_000)), time(of(40_000))]
      expect(long, JSON.stringify(piece)).toBeLessThan(40 * short + 200_000)
    }
  }, 60_000)

  test('any change of a mail is read without an exception', () => {
    const seeds = [
      qmail,
      exim,
      exchange,
      sendmail5,
      htmlOnly,
      delay,
      report([['Final-Recipient: rfc822; b@r.example', 'Action: failed']]),
    ].map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.nat(),
        fc.nat(300),
        fc.uint8Array({ maxLength: 40 }),
        (seed, place, cut, insert) => {
          const at = place % seed.length
          const changed = Buffer.concat([
            seed.subarray(0, at),
            insert,
            seed.subarray(Math.min(seed.length, at + cut)),
          ])
          expect(readMail(changed).recipients.length).toBeLessThan(600)
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)
})
