import type { Clock } from '../../access/clock.ts'
import type { AccessStore, SessionRow, UserRow } from '../../store/access-store.ts'
import { ApiError } from '../api-error.ts'
import { type Caller, type Permission, permissions, permissionsOf, type Role, roles } from '../permissions.ts'
import { hashPassword, isOutdated, isPassword } from './passwords.ts'
import { hashOf, newSecret } from './secrets.ts'
import { networkOf, Throttle } from './throttle.ts'
import { stepOfCode } from './totp.ts'

const idleMilliseconds = 12 * 3_600_000
const longestMilliseconds = 7 * 24 * 3_600_000
const noteUseEvery = 60_000
const networkRule = { free: 10, longestMilliseconds: 15 * 60_000 }
const accountRule = { free: 5, longestMilliseconds: 15 * 60_000 }

/** What a browser or program showed of itself. */
export interface Shown {
  readonly address: string
  readonly session: string | undefined
  readonly bearer: string | undefined
}

export interface SignIn {
  readonly name: string
  readonly password: string
  readonly code?: string | undefined
  readonly address: string
}

/** Who calls, and may they: sessions, API tokens, log-in. `open`: everybody may look (a demo). */
export class Identity {
  readonly store: AccessStore
  readonly clock: Clock
  readonly throttle: Throttle
  readonly open: boolean
  #refusals = { hour: 0, count: 0 }

  constructor(store: AccessStore, clock: Clock, open = false) {
    this.store = store
    this.clock = clock
    this.open = open
    this.throttle = new Throttle(clock)
  }

  /** Never throws for what was shown: what is not known, or is too old, is nobody. */
  callerOf({ address, session, bearer }: Shown): Caller {
    const nobody: Caller = { kind: 'nobody', name: '', permissions: [], address }
    if (this.open) return { kind: 'visitor', name: 'demo', permissions: ['find', 'read'], address }
    if (bearer !== undefined) return this.#callerOfToken(bearer, address) ?? nobody
    if (session !== undefined) return this.#callerOfSession(session, address) ?? nobody
    return nobody
  }

  /** Returns the token of a new session. Throws `ApiError`; it does not say whether there is such a user. */
  async signIn({ name, password, code, address }: SignIn): Promise<string> {
    const user = this.store.users.get(name)
    const keys = this.#begin(name, user, address)
    if (!(await isPassword(password, user?.passwordHash)) || user === undefined)
      throw this.#refused(name, address, 'name or password is wrong')
    const totpStep = this.#checkCode(user, code, address)
    for (const key of keys) this.throttle.succeed(key)
    const signedInAt = this.clock.now()
    const passwordHash = isOutdated(user.passwordHash) ? await hashPassword(password) : user.passwordHash
    this.store.users.put({ ...user, passwordHash, totpStep, signedInAt })
    this.note(user.name, address, 'signed-in', '')
    return this.beginSession(user.name, address)
  }

  /** A new session with a new token: what was known before the log-in is worth nothing after it. */
  beginSession(user: string, address: string): string {
    const token = newSecret()
    const at = this.clock.now()
    this.store.sessions.forget(at - longestMilliseconds, at - idleMilliseconds)
    this.store.sessions.put({
      ...{ tokenHash: hashOf(token), user, csrf: newSecret(), createdAt: at, usedAt: at, address },
    })
    return token
  }

  /** One line of the audit log. */
  note(who: string, address: string, what: string, detail: string): void {
    this.store.audit.add({ at: this.clock.now(), who, what, detail: detail.slice(0, longestDetail), address })
  }

  /** Throws `ApiError` while it is too early; else the try counts. Returns what it counts for. */
  #begin(name: string, user: UserRow | undefined, address: string): string[] {
    const network = `network ${networkOf(address)}`
    // From where the user came before, only the network counts: else anybody could lock him out.
    const account = this.#isKnown(user, address) ? undefined : `account ${name.toLowerCase()}`
    const keys = account === undefined ? [network] : [network, account]
    const wait = Math.max(...keys.map((key) => this.throttle.wait(key)))
    if (wait > 0)
      throw new ApiError('too-many', 'too many tries: wait', { retryAfterSeconds: Math.ceil(wait / 1_000) })
    this.throttle.begin(network, networkRule)
    if (account !== undefined) this.throttle.begin(account, accountRule)
    return keys
  }

  #isKnown(user: UserRow | undefined, address: string): boolean {
    if (user === undefined) return false
    const network = networkOf(address)
    return this.store.sessions.ofUser(user.name).some((session) => networkOf(session.address) === network)
  }

  #checkCode(user: UserRow, code: string | undefined, address: string): number {
    if (user.totpSecret === undefined) return user.totpStep
    // The password was right: asking for the code is no failure of the network.
    if (code === undefined)
      throw new ApiError('second-factor-needed', 'the code of the authenticator, please')
    const step = stepOfCode(user.totpSecret, code, this.clock.now(), user.totpStep)
    if (step === undefined) throw this.#refused(user.name, address, 'the code is wrong or was used')
    return step
  }

  /** Of a flood the audit log keeps the beginning of each hour: it is never thinned out. */
  #refused(name: string, address: string, why: string): ApiError {
    const hour = Math.floor(this.clock.now() / 3_600_000)
    if (this.#refusals.hour !== hour) this.#refusals = { hour, count: 0 }
    const count = ++this.#refusals.count
    if (count <= mostRefusalsNoted) this.note(name, address, 'sign-in-refused', why)
    if (count === mostRefusalsNoted)
      this.note('', address, 'sign-in-refused', 'more in this hour are not noted')
    return new ApiError('wrong-credentials', why)
  }

  #callerOfToken(bearer: string, address: string): Caller | undefined {
    const now = this.clock.now()
    const row = this.store.tokens.byHash(hashOf(bearer))
    if (row === undefined || (row.expiresAt !== undefined && row.expiresAt <= now)) return undefined
    if (now - (row.usedAt ?? 0) > noteUseEvery) this.store.tokens.used(row.name, now)
    return { kind: 'token', name: `token:${row.name}`, permissions: scopesOf(row.scopes), address }
  }

  #callerOfSession(session: string, address: string): Caller | undefined {
    const tokenHash = hashOf(session)
    const row = this.store.sessions.get(tokenHash)
    const user = row === undefined ? undefined : this.store.users.get(row.user)
    const role = roles.find((one) => one === user?.role)
    if (row === undefined || user === undefined || role === undefined) return undefined
    if (!this.#isFresh(row, address)) return undefined
    const { csrf } = row
    return {
      ...{ kind: 'session', name: user.name, permissions: permissionsOf[role], address },
      session: { tokenHash, csrf, role },
    }
  }

  #isFresh(row: SessionRow, address: string): boolean {
    const now = this.clock.now()
    if (now - row.createdAt > longestMilliseconds || now - row.usedAt > idleMilliseconds) {
      this.store.sessions.remove(row.tokenHash)
      return false
    }
    if (now - row.usedAt > noteUseEvery) this.store.sessions.put({ ...row, usedAt: now, address })
    return true
  }
}

const longestDetail = 1_000
const mostRefusalsNoted = 200

export function scopesOf(text: string): Permission[] {
  const words = text.split(' ')
  return permissions.filter((permission) => words.includes(permission))
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}
