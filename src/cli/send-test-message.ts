import { randomBytes } from 'node:crypto'
import { UsageError } from './command-file.ts'

/** What makes one test mail unlike all others. */
export interface TestMessage {
  readonly token: string
  readonly messageId: string
  /** Whole, with CRLF. */
  readonly text: string
}

const mailbox = /^[^\s<>()@,;:\\"[\]]{1,64}@[A-Za-z0-9.-]{1,253}$/

/** An address that can stand in a command and a header as it is; others are the person's to mend. */
export function checkedAddress(option: string, text: string): string {
  if (!mailbox.test(text)) throw new UsageError(`${option} ${JSON.stringify(text)} is not an address`)
  return text
}

/** A plain mail that says what it is (RFC 5322, RFC 3834), with a token that nothing else contains. */
export function testMessage(from: string, to: string, now: number): TestMessage {
  const token = `mailmedic-test-${randomBytes(12).toString('hex')}`
  const messageId = `<${token}@${from.slice(from.indexOf('@') + 1)}>`
  const lines = [
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: Test of mail delivery (${token.slice(-8)})`,
    `Message-ID: ${messageId}`,
    `X-Mailmedic-Test: ${token}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is a test mail. Somebody who looks after mail servers sent it on purpose, with',
    '"mailmedic send-test", to see which way mail takes and where it waits.',
    'It can be deleted.',
    '',
    `Token: ${token}`,
    '',
  ]
  return { token, messageId, text: lines.join('\r\n') }
}
