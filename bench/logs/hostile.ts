/** `node bench/logs/hostile.ts MEGABYTES`: a log on standard output that invents all it can in every line. */
const wanted = Number(process.argv[2]) * 1e6
const messagesAtOnce = 2_000

let number = 0
let written = 0
while (written < wanted) {
  const text = Array.from({ length: messagesAtOnce }, () => message(++number)).join('')
  written += text.length
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
}

/** Accepted, never delivered: its ID, sender, recipient, client, reply and one program are new. */
function message(one: number): string {
  const id = (one + 0x1000_0000).toString(16).toUpperCase()
  const address = `u${one}.${'x'.repeat(40)}@d${one}.${'y'.repeat(30)}.example`
  const client = `h${one}.example[${(one >> 16) & 255}.${(one >> 8) & 255}.${one & 255}.${one % 250}]`
  const word = (one * 7919).toString(36).replace(/\d/g, 'q')
  return [
    `postfix/smtpd[1]: ${id}: client=${client}, sasl_method=PLAIN, sasl_username=${address}`,
    `postfix/cleanup[1]: ${id}: message-id=<${one}@x>`,
    `postfix/qmgr[1]: ${id}: from=<${address}>, size=${one}, nrcpt=1 (queue active)`,
    `postfix/smtp[1]: ${id}: to=<r${address}>, relay=${client}:25, delay=${one % 1000}, delays=1/2/3/4, dsn=4.0.0, status=deferred (reason ${word})`,
    `program${one}[1]: ${word} unknown ${address}`,
  ]
    .map((text) => `Mar  3 06:00:${String(one % 60).padStart(2, '0')} mx1 ${text}\n`)
    .join('')
}
