import type { Permission } from '../permissions.ts'
import type { Identity } from './identity.ts'
import { hashOf, newSecret } from './secrets.ts'

export interface NewToken {
  readonly name: string
  readonly scopes: readonly Permission[]
  readonly days: number | undefined
  readonly createdBy: string
}

/** Returns the token, which is kept nowhere; undefined: the name is taken. */
export function addToken(
  { store, clock }: Pick<Identity, 'store' | 'clock'>,
  { name, scopes, days, createdBy }: NewToken,
): string | undefined {
  // The prefix lets scanners of secrets find it in what was published by mistake.
  const token = `mailmedic_${newSecret()}`
  const createdAt = clock.now()
  const isNew = store.tokens.add({
    ...{ name, tokenHash: hashOf(token), scopes: scopes.join(' '), createdAt, createdBy },
    expiresAt: days === undefined ? undefined : createdAt + days * 86_400_000,
    usedAt: undefined,
  })
  return isNew ? token : undefined
}
