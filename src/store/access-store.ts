/**
 * Who may use the console and the API, and what they did. It holds no password, token or session that could
 * be used: only hashes. Times are milliseconds since 1970 UTC.
 */
export interface AccessStore {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly tokens: TokenStore
  readonly invitations: InvitationStore
  readonly audit: AuditStore
  close(): void
}

export interface UserRow {
  readonly name: string
  readonly role: string
  /** In the PHC string format: algorithm and parameters stand in it. */
  readonly passwordHash: string
  /** Base32; missing: no second factor. */
  readonly totpSecret: string | undefined
  /** The last time step that was used: no code works twice. */
  readonly totpStep: number
  readonly createdAt: number
  readonly signedInAt: number | undefined
}

export interface UserStore {
  all(): UserRow[]
  get(name: string): UserRow | undefined
  count(): number
  put(row: UserRow): void
  /** With all sessions of that user. */
  remove(name: string): boolean
}

export interface SessionRow {
  readonly tokenHash: string
  readonly user: string
  /** What a change must bring in a header, too. */
  readonly csrf: string
  readonly createdAt: number
  readonly usedAt: number
  readonly address: string
}

export interface SessionStore {
  get(tokenHash: string): SessionRow | undefined
  ofUser(user: string): SessionRow[]
  put(row: SessionRow): void
  remove(tokenHash: string): void
  /** All of a user, but not the one that may be named. Returns how many. */
  removeOf(user: string, except?: string): number
  /** Forgets those that were made, or last used, before. */
  forget(createdBefore: number, usedBefore: number): void
}

export interface TokenRow {
  readonly name: string
  readonly tokenHash: string
  /** Names of permissions, separated by blanks. */
  readonly scopes: string
  readonly createdAt: number
  readonly createdBy: string
  readonly expiresAt: number | undefined
  readonly usedAt: number | undefined
}

export interface TokenStore {
  all(): TokenRow[]
  byHash(tokenHash: string): TokenRow | undefined
  /** False: the name is taken. */
  add(row: TokenRow): boolean
  used(name: string, at: number): void
  remove(name: string): boolean
}

/** A link that can be used once: it makes a user, or lets one choose a new password. */
export interface InvitationRow {
  readonly tokenHash: string
  /** Missing: whoever comes chooses. */
  readonly user: string | undefined
  readonly role: string
  readonly expiresAt: number
}

export interface InvitationStore {
  get(tokenHash: string): InvitationRow | undefined
  /** Those before it for the same user (or for nobody in particular) are void. */
  put(row: InvitationRow): void
  remove(tokenHash: string): void
}

export interface AuditRow {
  readonly id: number
  readonly at: number
  readonly who: string
  readonly what: string
  readonly detail: string
  /** From where: an IP address, or `local` for a command on the host. */
  readonly address: string
}

/** Is only added to: a database trigger refuses changes of what was written. */
export interface AuditStore {
  add(row: Omit<AuditRow, 'id'>): void
  /** Latest first; `before`: only those with a smaller number. */
  latest(limit: number, before?: number): AuditRow[]
}
