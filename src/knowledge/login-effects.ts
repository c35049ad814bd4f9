import type { LinkedProblem } from './condition.ts'

/**
 * Whether failing log-ins may come from what checks the passwords. Mail programs that refuse a certificate
 * never got so far.
 */
export function isPasswordCheck(_cause: LinkedProblem, effect: LinkedProblem): boolean {
  return !effect.marks.includes('reason:tls-failed')
}
