/** Bounces as the programs write them, made for the tests; line ends `\n`. */
export function mail(headers: readonly string[], body: string): Uint8Array {
  return Buffer.from(`${headers.join('\n')}\n\n${body}`, 'utf8')
}

const copy = ['From: alice@sender.example', 'To: bob@receiver.example', 'Subject: hello', '', 'text'].join(
  '\n',
)

/** RFC 3464, as Postfix sends it. */
export function report(
  recipients: readonly (readonly string[])[],
  notice = 'It could not be delivered.',
  copyType = 'message/rfc822',
): Uint8Array {
  const groups = recipients.map((fields) => fields.join('\n')).join('\n\n')
  const part = (type: string, text: string): string => `--b1\nContent-Type: ${type}\n\n${text}\n`
  return mail(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@relay.example (Mail Delivery System)',
      'To: alice@sender.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    ],
    `preamble\n${part('text/plain', notice)}${part('message/delivery-status', `Reporting-MTA: dns; relay.example\n\n${groups}`)}${part(copyType, copy)}--b1--\n`,
  )
}

export function daemonMail(subject: string, body: string, more: readonly string[] = []): Uint8Array {
  return mail(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@relay.example',
      'To: alice@sender.example',
      `Subject: ${subject}`,
      ...more,
    ],
    body,
  )
}

export const qmail = daemonMail(
  'failure notice',
  `Hi. This is the qmail-send program at relay.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<bob@receiver.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 no mailbox of that name
Giving up on 192.0.2.7.

<carol@receiver.example>:
Sorry, the mailbox of that user is over its quota. (#5.2.2)

--- Below this line is a copy of the message.

Return-Path: <alice@sender.example>
To: bob@receiver.example
`,
)

export const exim = daemonMail(
  'Mail delivery failed: returning message to sender',
  `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  bob@receiver.example
    host mx.receiver.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<bob@receiver.example>:
    554 5.7.1 Client host [198.51.100.1] blocked using zen.spamhaus.org

------ This is a copy of the message, including all the headers. ------

To: bob@receiver.example
`,
  ['X-Failed-Recipients: bob@receiver.example', 'Auto-Submitted: auto-replied'],
)

export const exchange = mail(
  ['From: postmaster@receiver.example', 'To: alice@sender.example', 'Subject: Undeliverable: hello'],
  `Delivery has failed to these recipients or groups:

bob@receiver.example<mailto:bob@receiver.example>
Your message wasn't delivered because the recipient's mailbox is full.

Diagnostic information for administrators:

Generating server: EX1.receiver.example

bob@receiver.example
Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'

Original message headers:

Received: from EX1.receiver.example
`,
)

export const sendmail5 = daemonMail(
  'Returned mail: User unknown',
  `   ----- Transcript of session follows -----
550 bob@receiver.example... User unknown

   ----- Unsent message follows -----
From: alice@sender.example
To: bob@receiver.example
`,
)

export const htmlOnly = mail(
  [
    'From: postmaster@receiver.example',
    'To: alice@sender.example',
    'Subject: Undeliverable: hello',
    'Content-Type: text/html; charset=utf-8',
  ],
  '<html><head><style>p {}</style></head><body><p>Delivery has failed to:</p><p>bob@receiver.example</p><p>The mailbox is <b>full</b>.&nbsp;Sorry.</p></body></html>',
)

export const delay = daemonMail(
  'Warning: could not send message for past 4 hours',
  `    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

   ----- Transcript of session follows -----
<bob@receiver.example>... Deferred: Connection timed out with mx.receiver.example.
Warning: message still undelivered after 4 hours
Will keep trying until message is 5 days old
`,
)
