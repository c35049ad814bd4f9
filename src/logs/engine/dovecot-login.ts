import { between } from '../text.ts'

/** What a line of `imap-login` and the like says about who tried to log in. Texts are Latin-1. */
export function loginUser(text: string): string {
  return between(text, 'user=<', '>') ?? ''
}

/** `rip=192.0.2.1`; '' where the line has none. */
export function loginClient(text: string): string {
  const start = text.indexOf('rip=')
  return start < 0 ? '' : (text.slice(start + 4, start + 68).split(/[,\s]/, 1)[0] ?? '')
}

/** Whether the password or the user was wrong, up to 2.3 and since 2.4. */
export function isWrongPassword(text: string, from: number): boolean {
  return text.includes('(auth failed', from) || text.includes('(auth_failed', from)
}

/** `(auth failed, 3 attempts in 14 secs)`; 1 where no number is told. */
export function loginAttempts(text: string): number {
  const count = Number.parseInt(between(text, '(auth failed, ', ' ') ?? '1', 10)
  return count >= 1 && count <= 9_999 ? count : 1
}
