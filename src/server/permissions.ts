/**
 * find: trace mails and explain replies · read: all that is shown · operate: acknowledge, mute, probe, test ·
 * administer: settings, users, tokens, audit log · agent: report as a host to this centre, for tokens only.
 */
export const permissions = ['find', 'read', 'operate', 'administer', 'agent'] as const
export type Permission = (typeof permissions)[number]

export const roles = ['help-desk', 'viewer', 'admin'] as const
export type Role = (typeof roles)[number]

export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  'help-desk': ['find'],
  viewer: ['find', 'read'],
  admin: ['find', 'read', 'operate', 'administer'],
}

/** What a route asks of who calls it. `anyone`: also who is not signed in; `signed-in`: each role. */
export type Need = Permission | 'anyone' | 'signed-in'

/** Who calls, as the guard found it. */
export interface Caller {
  readonly kind: 'session' | 'token' | 'visitor' | 'nobody'
  /** Of the user, or `token:` and the token's name; empty: nobody. */
  readonly name: string
  readonly permissions: readonly Permission[]
  /** From where: an IP address. */
  readonly address: string
  readonly session?: { readonly tokenHash: string; readonly csrf: string; readonly role: Role }
}

export function may(caller: Caller, need: Need): boolean {
  if (need === 'anyone') return true
  if (need === 'signed-in') return caller.kind !== 'nobody'
  return caller.permissions.includes(need)
}
