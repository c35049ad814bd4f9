import { isoTime, systemClock } from '../access/clock.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { permissions } from '../server/permissions.ts'
import { addToken } from '../server/sign-in/tokens.ts'
import { isUserName } from '../server/sign-in/user-name.ts'
import type { AccessStore } from '../store/access-store.ts'
import { openAccessState } from './access-state.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { listOf, textOf } from './options.ts'
import { personOf } from './person.ts'

/** What programs sign in with. Throws `UsageError`, `InputError`. */
export async function runToken(args: readonly string[], options: OptionValues, io: Io): Promise<void> {
  const [action, name] = args
  const store = await openAccessState(options)
  try {
    if (action === 'list') return listTokens(store, io)
    if (action !== 'add' && action !== 'remove')
      throw new UsageError('what to do is one of add, list, remove')
    if (name === undefined) throw new UsageError(`token ${action}: which token? Give its name.`)
    if (action === 'add') return makeToken(store, name, options, io)
    if (!store.tokens.remove(name))
      throw new InputError(`there is no token ${name}; see: mailmedic token list`)
    note(store, 'token-removed', name)
    io.print(`removed ${escapeForTerminal(name)}\n`)
  } finally {
    store.close()
  }
}

function makeToken(store: AccessStore, name: string, options: OptionValues, io: Io): void {
  if (!isUserName(name)) throw new UsageError('a name has letters, digits and . _ @ -, at most 64')
  const wanted = listOf(options, 'scope')
  const scopes = permissions.filter((scope) => wanted.includes(scope))
  if (scopes.length === 0 || scopes.length !== new Set(wanted).size)
    throw new UsageError(`--scope is one of ${permissions.join(', ')}; it may be given several times`)
  const days = daysOf(textOf(options, 'days'))
  const token = addToken({ store, clock: systemClock }, { name, scopes, days, createdBy: personOf() })
  if (token === undefined) throw new InputError(`there is a token ${name} already`)
  note(store, 'token-added', `${name}: ${scopes.join(' ')}`)
  io.warn('this is shown once; only its hash is kept')
  io.print(`${token}\n`)
}

function daysOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 3_650)
    throw new UsageError('--days wants a whole number from 1 to 3650')
  return days
}

function listTokens(store: AccessStore, io: Io): void {
  const tokens = store.tokens.all()
  if (tokens.length === 0) io.print('no token: mailmedic token add NAME --scope read\n')
  for (const { name, scopes, expiresAt, usedAt } of tokens) {
    const used = usedAt === undefined ? 'never used' : `used ${isoTime(usedAt)}`
    const until = expiresAt === undefined ? '' : `  until ${isoTime(expiresAt)}`
    io.print(`${escapeForTerminal(name)}  ${scopes}  ${used}${until}\n`)
  }
}

function note(store: AccessStore, what: string, detail: string): void {
  store.audit.add({ at: systemClock.now(), who: personOf(), what, detail, address: 'local' })
}
