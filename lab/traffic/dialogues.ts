import type { LineConnection } from './line-connection.ts'
import { Refused } from './line-connection.ts'
import type { FetchStep, GuessStep, SubmitStep } from './step.ts'

const CLIENT_NAME = 'home130.customers.test'

/** Reads an SMTP reply to its last line; throws where its class is not the wanted one. */
async function reply(connection: LineConnection, wanted: '2' | '3'): Promise<string> {
  let line = await connection.line()
  while (line[3] === '-') line = await connection.line()
  if (!line.startsWith(wanted)) throw new Refused(line)
  return line
}

/** Greets and, where asked, upgrades to TLS. */
async function greet(connection: LineConnection, step: SubmitStep | GuessStep, caPem: string): Promise<void> {
  if (step.security === 'tls') await connection.secure(step.host, caPem)
  await reply(connection, '2')
  connection.send(`EHLO ${CLIENT_NAME}`)
  await reply(connection, '2')
  if (step.security !== 'starttls') return
  connection.send('STARTTLS')
  await reply(connection, '2')
  await connection.secure(step.host, caPem)
  connection.send(`EHLO ${CLIENT_NAME}`)
  await reply(connection, '2')
}

async function authenticate(connection: LineConnection, user: string, password: string): Promise<void> {
  const secret = Buffer.from(`\0${user}\0${password}`).toString('base64')
  connection.send(`AUTH PLAIN ${secret}`, `AUTH PLAIN (${user})`)
  await reply(connection, '2')
}

/** Hands over one message; returns the server's last word. */
export async function submit(connection: LineConnection, step: SubmitStep, caPem: string): Promise<string> {
  await greet(connection, step, caPem)
  if (step.login !== undefined) await authenticate(connection, step.login.user, step.login.password)
  connection.send(`MAIL FROM:<${step.from}>${step.sizeBytes === undefined ? '' : ` SIZE=${step.sizeBytes}`}`)
  await reply(connection, '2')
  connection.send(`RCPT TO:<${step.to}>`)
  await reply(connection, '2')
  connection.send('DATA')
  await reply(connection, '3')
  connection.sendBlock(`${message(step)}\r\n.\r\n`)
  const accepted = await reply(connection, '2')
  connection.send('QUIT')
  return accepted
}

function message(step: SubmitStep): string {
  const padding = 'All work and no play makes a dull mail server. \r\n'.repeat(
    Math.ceil((step.sizeBytes ?? 0) / 49),
  )
  return [
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `From: ${step.from}`,
    `To: ${step.to}`,
    `Message-ID: <${step.messageId}>`,
    `Subject: ${step.label}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    step.body ?? 'Good morning, this is a message of the lab.',
    padding,
  ].join('\r\n')
}

/** Reads an IMAP answer up to its tagged line; throws where that is not OK. */
async function tagged(connection: LineConnection, tag: string): Promise<string[]> {
  const lines: string[] = []
  for (;;) {
    const line = await connection.line()
    if (line.startsWith(`${tag} OK`)) return lines
    if (line.startsWith(`${tag} `)) throw new Refused(line)
    lines.push(line)
  }
}

/** Logs in and returns the Message-IDs in INBOX. */
export async function fetchInbox(
  connection: LineConnection,
  step: FetchStep,
  caPem: string,
): Promise<string[]> {
  await connection.secure(step.host, caPem)
  await connection.line()
  connection.send(
    `a1 LOGIN ${step.login.user} "${step.login.password}"`,
    `a1 LOGIN ${step.login.user} (password)`,
  )
  await tagged(connection, 'a1')
  connection.send('a2 SELECT INBOX')
  await tagged(connection, 'a2')
  connection.send('a3 UID FETCH 1:* (BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])')
  const lines = await tagged(connection, 'a3')
  connection.send('a4 LOGOUT')
  return lines.flatMap((line) => /^Message-ID: <(.*)>/i.exec(line)?.[1] ?? [])
}

/** Tries one wrong password; a refusal is the expected end. */
export async function guess(
  connection: LineConnection,
  step: GuessStep,
  user: string,
  caPem: string,
): Promise<void> {
  if (step.protocol === 'smtp') {
    await greet(connection, step, caPem)
    await authenticate(connection, user, `guess-${user}`)
    return
  }
  await connection.secure(step.host, caPem)
  await connection.line()
  connection.send(`a1 LOGIN ${user} guess-${user.length}`, `a1 LOGIN ${user} (a guess)`)
  await tagged(connection, 'a1')
}
