import { ascii, findByte, matches } from './bytes.ts'

const logins = [
  'imap-login: Login: ',
  'imap-login: Logged in: ',
  'pop3-login: Login: ',
  'pop3-login: Logged in: ',
].map(ascii)
const services = ['imap(', 'pop3(', 'lmtp(', 'managesieve('].map(ascii)
const afterSession = [
  'Disconnected: Logged out',
  'Logged out',
  'msgid=',
  'sieve: msgid=',
  'Connect from ',
  'Disconnect from ',
  'Connection closed',
].map(ascii)
const farthest = 320

/** What Dovecot writes all day where all is well: settled in bytes, because these lines are the most of its. */
export function isDovecotRoutine(bytes: Uint8Array, start: number, end: number): boolean {
  if (isOneOf(logins, bytes, start, end)) return true
  if (!isOneOf(services, bytes, start, end)) return false
  // `imap(user)<pid><session>: ` or `lmtp(pid): `
  const last = Math.min(end, start + farthest)
  for (let at = findByte(bytes, start, last, 58); at < last; at = findByte(bytes, at + 1, last, 58)) {
    const before = bytes[at - 1]
    if (bytes[at + 1] === 32 && (before === 62 || before === 41))
      return isOneOf(afterSession, bytes, at + 2, end)
  }
  return false
}

function isOneOf(words: readonly Uint8Array[], bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word !== undefined && word[0] === bytes[start] && matches(bytes, start, end, word)) return true
  }
  return false
}
