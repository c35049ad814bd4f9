import { findByte } from './bytes.ts'

const services = new Set(
  'imap-login pop3-login managesieve-login submission-login submission managesieve imap pop3 lmtp lda deliver auth auth-worker master log anvil stats config director indexer indexer-worker dict doveadm replicator ssl-params script-login imap-hibernate ipc dovecot dovecot-auth Info Warn Error Warning Debug Fatal Panic IMAP POP3 MANAGESIEVE'.split(
    ' ',
  ),
)
const longestService = 20

/** Whether a text begins as Dovecot's own file does after the time: `imap-login: `, `lmtp(42): `. */
export function isDovecotService(bytes: Buffer, start: number, end: number): boolean {
  let at = start
  // Letters, `3`, `-`; the first other byte must be `:` or `(`.
  while (at < end && at - start < longestService && isServiceByte(bytes[at] ?? 0)) at++
  if (bytes[at] !== 58 && bytes[at] !== 40) return false
  return services.has(bytes.toString('latin1', start, at))
}

function isServiceByte(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte === 45 || byte === 51
}

/** `mail.info`, `<mail.info>`: a facility and a level, not a tag. */
export function isToken(bytes: Uint8Array, start: number, end: number): boolean {
  let points = 0
  for (let at = start; at < end; at++) if (bytes[at] === 46) points++
  return points === 1 && end - start < 24 && end > start
}

/** `9362d76af3ab2882 smtp connected …`: OpenSMTPD's own words without a syslog head. */
export function isSmtpdSession(bytes: Buffer, start: number, end: number): boolean {
  const text = bytes.toString('latin1', start, Math.min(end, start + 24))
  return /^[0-9a-f]{16} (?:smtp|mta|mda) /.test(text)
}

/**
 * Behind `container  | `, as Compose writes it before each line, in colour on a terminal; −1 where there is
 * no such thing.
 */
export function afterContainer(bytes: Uint8Array, at: number, end: number): number {
  const bar = findByte(bytes, at, Math.min(end, at + 64), 124)
  if (bytes[bar] !== 124) return -1
  const inside = afterColour(bytes, bar + 1, end)
  return bytes[inside] === 32 ? inside + 1 : -1
}

/** Behind `ESC [ 0 m`, if it stands there. */
function afterColour(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== 27 || bytes[at + 1] !== 91) return at
  return findByte(bytes, at, Math.min(end, at + 8), 109) + 1
}
