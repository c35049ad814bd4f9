import { isoTime, systemClock } from '../access/clock.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { roles } from '../server/permissions.ts'
import { isRole } from '../server/sign-in/identity.ts'
import { invitationPath, invite } from '../server/sign-in/invitations.ts'
import { isUserName } from '../server/sign-in/user-name.ts'
import type { AccessStore, UserRow } from '../store/access-store.ts'
import { openAccessState } from './access-state.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { textOf } from './options.ts'
import { personOf } from './person.ts'

/** Who may use the console. Throws `UsageError`, `InputError`. */
export async function runUser(args: readonly string[], options: OptionValues, io: Io): Promise<void> {
  const [action, name] = args
  const store = await openAccessState(options)
  try {
    if (action === 'list') return listUsers(store, io)
    if (action !== 'add' && action !== 'remove' && action !== 'reset')
      throw new UsageError('what to do is one of add, list, remove, reset')
    if (name === undefined) throw new UsageError(`user ${action}: which user? Give the name.`)
    if (action === 'remove') return removeUser(store, name, io)
    const role = action === 'add' ? newRole(store, name, options) : roleOf(existing(store, name), options)
    const path = invitationPath(invite({ store, clock: systemClock }, role, name))
    note(store, action === 'add' ? 'user-invited' : 'user-reset', `${name} ${role}`)
    const url = textOf(options, 'url') ?? 'http://127.0.0.1:9154'
    io.print(`within an hour, this link lets ${name} choose a password, once:\n  ${url}${path}\n`)
  } finally {
    store.close()
  }
}

function listUsers(store: AccessStore, io: Io): void {
  const users = store.users.all()
  if (users.length === 0) io.print('nobody yet: mailmedic user add NAME --role admin\n')
  for (const { name, role, totpSecret, signedInAt } of users) {
    const last = signedInAt === undefined ? 'never signed in' : `signed in ${isoTime(signedInAt)}`
    const factor = totpSecret === undefined ? '' : '  second factor'
    io.print(`${escapeForTerminal(name)}  ${role}  ${last}${factor}\n`)
  }
}

function removeUser(store: AccessStore, name: string, io: Io): void {
  const user = existing(store, name)
  store.users.remove(user.name)
  note(store, 'user-removed', user.name)
  io.print(`removed ${escapeForTerminal(user.name)}; its sessions have ended\n`)
}

function newRole(store: AccessStore, name: string, options: OptionValues) {
  if (!isUserName(name)) throw new UsageError('a name has letters, digits and . _ @ -, at most 64')
  if (store.users.get(name) !== undefined)
    throw new InputError(`there is a user ${name} already: mailmedic user reset ${name}`)
  const role = textOf(options, 'role')
  if (role === undefined || !isRole(role)) throw new UsageError(`--role is one of ${roles.join(', ')}`)
  return role
}

function roleOf({ role }: UserRow, options: OptionValues) {
  const wanted = textOf(options, 'role') ?? role
  return isRole(wanted) ? wanted : 'viewer'
}

function existing(store: AccessStore, name: string): UserRow {
  const user = store.users.get(name)
  if (user === undefined) throw new InputError(`there is no user ${name}; see: mailmedic user list`)
  return user
}

function note(store: AccessStore, what: string, detail: string): void {
  store.audit.add({ at: systemClock.now(), who: personOf(), what, detail, address: 'local' })
}
