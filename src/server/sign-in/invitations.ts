import { ApiError } from '../api-error.ts'
import type { Role } from '../permissions.ts'
import { type Identity, isRole } from './identity.ts'
import { hashPassword } from './passwords.ts'
import { hashOf, newSecret } from './secrets.ts'

const validMilliseconds = 60 * 60_000
const rule = { free: 10, longestMilliseconds: 15 * 60_000 }

/**
 * A secret that makes a user, or lets one choose a new password: once, within an hour. Without a name, who
 * comes with it chooses one.
 */
export function invite(
  { store, clock }: Pick<Identity, 'store' | 'clock'>,
  role: Role,
  user?: string,
): string {
  const secret = newSecret()
  store.invitations.put({
    ...{ tokenHash: hashOf(secret), user, role, expiresAt: clock.now() + validMilliseconds },
  })
  return secret
}

/** The page of the console that takes it. What stands behind # is sent to no server and kept in no log. */
export function invitationPath(secret: string): string {
  return `/welcome#${secret}`
}

export interface Acceptance {
  readonly secret: string
  readonly name: string | undefined
  readonly password: string
  readonly address: string
}

/** For whom an invitation is. Throws `ApiError` where there is none, or not any more. */
export function invitationOf(identity: Identity, secret: string, address: string) {
  const { store, clock, throttle } = identity
  const key = `invitation ${address}`
  const wait = throttle.wait(key)
  if (wait > 0)
    throw new ApiError('too-many', 'too many tries: wait', { retryAfterSeconds: Math.ceil(wait / 1_000) })
  const row = store.invitations.get(hashOf(secret))
  if (row === undefined || row.expiresAt <= clock.now() || !isRole(row.role)) {
    throttle.begin(key, rule)
    throw new ApiError('not-found', 'this link was used, is too old, or was never valid: ask for a new one')
  }
  return { user: row.user, role: row.role, expiresAt: row.expiresAt }
}

/** Makes the user, or gives it a new password and ends its sessions. Returns the token of a new session. */
export async function acceptInvitation(identity: Identity, acceptance: Acceptance): Promise<string> {
  const { secret, password, address } = acceptance
  const { store, clock } = identity
  const { user, role } = invitationOf(identity, secret, address)
  const name = user ?? acceptance.name
  if (name === undefined)
    throw new ApiError('not-valid', 'choose a name', { fields: [{ field: 'body.name', message: 'missing' }] })
  if (user === undefined && store.users.get(name) !== undefined)
    throw new ApiError('conflict', 'that name is taken')
  const passwordHash = await hashPassword(password)
  // Looked at again: two that came at once are not both let in.
  invitationOf(identity, secret, address)
  store.invitations.remove(hashOf(secret))
  const now = clock.now()
  store.users.put({
    ...{ name, role, passwordHash, totpSecret: undefined, totpStep: 0 },
    ...{ createdAt: store.users.get(name)?.createdAt ?? now, signedInAt: now },
  })
  store.sessions.removeOf(name)
  identity.note(name, address, 'invitation-accepted', role)
  return identity.beginSession(name, address)
}
