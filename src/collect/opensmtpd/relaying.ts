import type { OpenSmtpdStatement } from './statements.ts'

/** Who may send mail to others through OpenSMTPD. */
export interface Relaying {
  /** `listen` statements for users (ports 587 and 465) that more than this machine can reach. */
  readonly submission: readonly OpenSmtpdStatement[]
  /** One of those has `auth`. */
  readonly offersLogin: boolean
  /** `match` statements by which mail from elsewhere goes out: `auth`, or `from` a network. */
  readonly allowing: readonly OpenSmtpdStatement[]
}

const submissionPorts = ['587', '465', 'submission', 'submissions', 'smtps']

/** smtpd.conf(5): a `match` without `from` is `from local`, and `auth` needs a listener with `auth`. */
export function relayingOf(statements: readonly OpenSmtpdStatement[]): Relaying {
  const submission = statements.filter(
    ({ words }) =>
      words[0] === 'listen' &&
      !/^(?:lo0?|localhost|127\.[\d.]+|::1|socket)$/.test(words[2] ?? '') &&
      submissionPorts.includes(words[words.indexOf('port') + 1] ?? ''),
  )
  const offersLogin = submission.some(
    ({ words }) => words.includes('auth') || words.includes('auth-optional'),
  )
  const relays = new Set(
    statements.flatMap(({ words }) =>
      words[0] === 'action' && words.includes('relay') ? (words[1] ?? []) : [],
    ),
  )
  const allowing = statements.filter(({ words }) => {
    if (words[0] !== 'match' || !relays.has(words[words.indexOf('action') + 1] ?? '')) return false
    const negated = words[words.indexOf('auth') - 1] === '!'
    if (words.includes('auth') && !negated) return offersLogin
    const from = words.includes('from') ? words[words.indexOf('from') + 1] : 'local'
    return from !== 'local' && from !== 'socket'
  })
  return { submission, offersLogin, allowing }
}
