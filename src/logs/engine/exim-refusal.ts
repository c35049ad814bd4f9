import { ascii, find, matches } from './bytes.ts'

const rejected = ascii(' rejected ')
const temporarily = ascii(' temporarily')
const stages =
  'RCPT MAIL EHLO HELO connection after DATA by during AUTH VRFY EXPN STARTTLS ETRN from header message'
    .split(' ')
    .map(ascii)

/** Where ` [temporarily ]rejected RCPT …` begins, at its blank; −1 where there is none. */
export function findRefusal(bytes: Uint8Array, from: number, end: number): number {
  let at = find(bytes, from, end, rejected)
  while (at >= 0) {
    const stage = at + rejected.length
    if (stages.some((word) => matches(bytes, stage, end, word))) {
      const before = at - temporarily.length
      return before >= from && matches(bytes, before, end, temporarily) ? before : at
    }
    at = find(bytes, at + 1, end, rejected)
  }
  return -1
}
