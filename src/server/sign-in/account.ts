import type { UserRow } from '../../store/access-store.ts'
import { ApiError } from '../api-error.ts'
import type { Caller } from '../permissions.ts'
import type { Identity } from './identity.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts'

const rule = { free: 5, longestMilliseconds: 15 * 60_000 }

/** The user who calls, by log-in: a token has no password. Throws `ApiError`. */
function ownUser({ store }: Identity, caller: Caller): UserRow {
  const user = caller.kind === 'session' ? store.users.get(caller.name) : undefined
  if (user === undefined) throw new ApiError('not-allowed', 'only for who is signed in with a password')
  return user
}

/** Who sits down at an open browser does not know the password. Throws `ApiError`. */
async function confirmed(identity: Identity, caller: Caller, password: string): Promise<UserRow> {
  const user = ownUser(identity, caller)
  const key = `confirm ${user.name}`
  const wait = identity.throttle.wait(key)
  if (wait > 0)
    throw new ApiError('too-many', 'too many tries: wait', { retryAfterSeconds: Math.ceil(wait / 1_000) })
  identity.throttle.begin(key, rule)
  if (!(await isPassword(password, user.passwordHash))) {
    identity.note(user.name, caller.address, 'confirmation-refused', '')
    throw new ApiError('not-allowed', 'that is not your password')
  }
  identity.throttle.succeed(key)
  return user
}

/** All other sessions of the user end. */
export async function changePassword(
  identity: Identity,
  caller: Caller,
  before: string,
  after: string,
): Promise<void> {
  const user = await confirmed(identity, caller, before)
  const passwordHash = await hashPassword(after)
  identity.store.users.put({ ...user, passwordHash })
  identity.store.sessions.removeOf(user.name, caller.session?.tokenHash)
}

/** A secret for an authenticator; it counts only when `secondFactorOn` has seen a code of it. */
export function newSecondFactor(identity: Identity, caller: Caller, host: string) {
  const { name } = ownUser(identity, caller)
  const secret = newTotpSecret()
  return { secret, uri: totpUri(secret, name, host) }
}

export async function secondFactorOn(
  identity: Identity,
  caller: Caller,
  { password, secret, code }: { readonly password: string; readonly secret: string; readonly code: string },
): Promise<void> {
  const user = await confirmed(identity, caller, password)
  const totpStep = stepOfCode(secret, code, identity.clock.now(), 0)
  if (totpStep === undefined) throw new ApiError('not-valid', 'the code is wrong: is the clock right?')
  identity.store.users.put({ ...user, totpSecret: secret, totpStep })
  identity.store.sessions.removeOf(user.name, caller.session?.tokenHash)
}

export async function secondFactorOff(identity: Identity, caller: Caller, password: string): Promise<void> {
  const user = await confirmed(identity, caller, password)
  identity.store.users.put({ ...user, totpSecret: undefined, totpStep: 0 })
}
