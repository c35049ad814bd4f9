/** One message of a user to one recipient, as Postfix logs it now; `number` makes its queue ID. */
export function messageLines(number: number, domain = 'd.example'): string {
  const id = `A${number.toString(16).toUpperCase().padStart(9, '0')}`
  const line = (program: string, text: string) =>
    `${new Date().toISOString().slice(0, 19)}+00:00 mx1 postfix/${program}[7]: ${text}\n`
  return [
    line('smtpd', `${id}: client=h.b.example[192.0.2.1], sasl_method=PLAIN, sasl_username=anna`),
    line('qmgr', `${id}: from=<a@b.example>, size=1000, nrcpt=1 (queue active)`),
    line(
      'smtp',
      `${id}: to=<u@${domain}>, relay=mx.d[198.51.100.7]:25, delay=1.5, delays=0.1/0/0.4/1, dsn=2.0.0, status=sent (250 Ok)`,
    ),
    line('qmgr', `${id}: removed`),
  ].join('')
}
