import { closeSync, openSync, writeSync } from 'node:fs'

const secondMilliseconds = 1000
const blockBytes = 1 << 20

/**
 * Writes a mail log of a busy, healthy Postfix and Dovecot: Debian 12's form, the same at every run.
 * It covers the last 23 hours before `end`, evenly.
 */
export function writeMailLog(path: string, bytes: number, end: number): void {
  const file = openSync(path, 'w', 0o640)
  const messages = Math.ceil(bytes / bytesOfMessage)
  const start = end - 23 * 3600 * secondMilliseconds
  let block = ''
  for (let number = 0; number < messages; number++) {
    const at = start + Math.floor((number / messages) * (end - start))
    block += message(number, at)
    if (block.length < blockBytes) continue
    writeSync(file, block)
    block = ''
  }
  writeSync(file, block)
  closeSync(file)
}

/** One mail from another server into a mailbox here, every tenth one out to another server. */
function message(number: number, at: number): string {
  const stamp = (milliseconds: number) =>
    `${new Date(at + milliseconds).toISOString().slice(0, 23)}000+00:00 mail`
  const queueId = (0x10000000 + number).toString(16).toUpperCase()
  const [user, sender] = [
    `user${number % 500}@example-a.test`,
    `writer${number % 3000}@sender${number % 700}.test`,
  ]
  const client = `mx${number % 700}.sender${number % 700}.test[203.0.113.${number % 250}]`
  const [from, to, delivery] = number % 10 === 0 ? outgoing(number, user) : incoming(number, sender, user)
  return [
    `${stamp(0)} postfix/smtpd[${1000 + (number % 60)}]: connect from ${client}`,
    `${stamp(40)} postfix/smtpd[${1000 + (number % 60)}]: ${queueId}: client=${client}`,
    `${stamp(60)} postfix/cleanup[2000]: ${queueId}: message-id=<${number}.${at}@sender.test>`,
    `${stamp(90)} postfix/qmgr[700]: ${queueId}: from=<${from}>, size=${2000 + (number % 9000)}, nrcpt=1 (queue active)`,
    `${stamp(95)} postfix/smtpd[${1000 + (number % 60)}]: disconnect from ${client} ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7`,
    `${stamp(300)} ${delivery(queueId, to)}`,
    `${stamp(310)} postfix/qmgr[700]: ${queueId}: removed`,
    '',
  ].join('\n')
}

type Delivery = readonly [from: string, to: string, line: (queueId: string, to: string) => string]

function incoming(number: number, sender: string, user: string): Delivery {
  return [
    sender,
    user,
    (queueId, to) =>
      `postfix/lmtp[3000]: ${queueId}: to=<${to}>, relay=mail.example-a.test[private/dovecot-lmtp], delay=0.3, ` +
      `delays=0.1/0.01/0.01/0.18, dsn=2.0.0, status=sent (250 2.0.0 <${to}> AbC${number}xYz Saved)`,
  ]
}

function outgoing(number: number, user: string): Delivery {
  return [
    user,
    `friend${number % 900}@example-b.test`,
    (queueId, to) =>
      `postfix/smtp[4000]: ${queueId}: to=<${to}>, relay=mail.example-b.test[203.0.113.20]:25, delay=0.3, ` +
      `delays=0.1/0.01/0.08/0.11, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4B${number})`,
  ]
}

const bytesOfMessage = Buffer.byteLength(message(0, 0))
