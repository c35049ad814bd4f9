import { describe, expect, test } from 'vitest'
import { totalsOfText } from './feed.ts'

const refusal =
  'NOQUEUE: reject: RCPT from h[192.0.2.5]: 554 5.7.1 <u@d.example>: Relay access denied; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<h>'

describe('a refusal, at its hour', () => {
  const march = '2026-03-08T20'
  test.each([
    ['journalctl in German', `Mär 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, march],
    ['in Russian', `мар 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, march],
    ['in French', `mars 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, march],
    ['in Chinese and Japanese', `3月 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, march],
    ['two digits', `10月 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, '2026-10-08T20'],
    ['in Korean', `3월 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, march],
    ['in French, with a point', `févr. 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, '2026-02-08T20'],
    ['in Polish', `paź 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, '2026-10-08T20'],
    ['FreeBSD, syslogd -vv', `Mar  8 20:48:47 <mail.info> mx1 postfix/smtpd[8]: ${refusal}`, march],
    ['Compose', `mail_1  | Mar  8 20:48:47 mx1 postfix/smtpd[8]: ${refusal}`, march],
    [
      'Compose in colour',
      `\x1b[36mmail_1  |\x1b[0m 2026-03-08T20:48:47.1+01:00 mx1 postfix/smtpd[8]: ${refusal}`,
      march,
    ],
  ])('%s', (_name, line, hour) => {
    const { lines, perHour } = totalsOfText(`${line}\n`)
    expect(lines).toEqual({ total: 1, understood: 1, unknown: 0 })
    expect(perHour).toMatchObject([{ hour, rejected: 1 }])
  })

  test('a word that is no month is none', () => {
    expect(totalsOfText(`Foo 08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}\n`).counters.rejected).toBe(0)
    expect(totalsOfText(`mär08 20:48:47 mx1 postfix/smtpd[8]: ${refusal}\n`).counters.rejected).toBe(0)
  })
})

test.each([
  [
    'Rspamd behind Compose',
    'rspamd_1  | 2026-03-08 20:48:47 #9(rspamd_proxy) <cb049c>; proxy; proxy_accept_socket: accepted milter connection from 192.0.2.1 port 4711',
  ],
  [
    'a command of Postfix that has not read main.cf',
    'Mar  8 20:48:47 mx1 postmulti[7]: warning: /etc/postfix/main.cf, line 54: overriding earlier entry: mynetworks=127.0.0.0/8',
  ],
  [
    'advice of postfix(1)',
    'Mar  8 20:48:47 mx1 postfix[7]: To disable backwards compatibility use "postconf compatibility_level=2" and "postfix reload"',
  ],
  [
    'PAM for Dovecot',
    'Mar  8 20:48:47 mx1 auth: pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=u rhost=192.0.2.1',
  ],
  ['OpenSMTPD ends', 'Mar  8 20:48:47 mx1 smtpd[7]: lost child: mail transfer agent exited abnormally'],
  ['smtpd -v', 'Mar  8 20:48:47 mx1 postfix/smtpd[7]: maps_find: virtual_alias_maps: u@d.example: not found'],
  ['smtpd -v, a restriction', 'Mar  8 20:48:47 mx1 postfix/smtpd[7]: permit_mynetworks: localhost ::1'],
  [
    'smtpd -v, a heading',
    'Mar  8 20:48:47 mx1 postfix/smtpd[7]: >>> START Recipient address RESTRICTIONS <<<',
  ],
  ['qmgr -v', 'Mar  8 20:48:47 mx1 postfix/qmgr[7]: qmgr_active_feed: skip A94DF404B38D (169 seconds)'],
  ['a milter, -v', 'Mar  8 20:48:47 mx1 postfix/smtpd[7]: report connect to all milters'],
])('understood: %s', (_name, line) => {
  expect(totalsOfText(`${line}\n`).lines.unknown).toBe(0)
})

test('what another program writes under the tag of Postfix is not taken for its words', () => {
  const log =
    'Mar  8 20:48:47 mx1 postfix/sendmail[7]: [08-Mar-2026 20:48:47 +0100]: <04a7f8a6> Found 7 matches\n'
  expect(totalsOfText(log).lines.unknown).toBe(1)
})
