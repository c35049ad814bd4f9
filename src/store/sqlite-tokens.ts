import type { InvitationRow, InvitationStore, TokenRow, TokenStore } from './access-store.ts'
import { numberOf, optionalNumber, optionalText, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'

export function sqliteTokens(database: SqlConnection): TokenStore {
  const all = database.prepare('SELECT * FROM token ORDER BY name')
  const byHash = database.prepare('SELECT * FROM token WHERE token_hash = ?')
  const add = database.prepare(
    `INSERT INTO token (name, token_hash, scopes, created_at, created_by, expires_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const used = database.prepare('UPDATE token SET used_at = ? WHERE name = ?')
  const remove = database.prepare('DELETE FROM token WHERE name = ?')
  return {
    all: () => all.all().map(tokenOf),
    byHash: (tokenHash) => {
      const row = byHash.get(tokenHash)
      return row === undefined ? undefined : tokenOf(row)
    },
    add: ({ name, tokenHash, scopes, createdAt, createdBy, expiresAt }) =>
      Number(add.run(name, tokenHash, scopes, createdAt, createdBy, expiresAt ?? null).changes) > 0,
    used: (name, at) => {
      used.run(at, name)
    },
    remove: (name) => Number(remove.run(name).changes) > 0,
  }
}

export function sqliteInvitations(database: SqlConnection): InvitationStore {
  const one = database.prepare('SELECT * FROM invitation WHERE token_hash = ?')
  const voidEarlier = database.prepare('DELETE FROM invitation WHERE user IS ?')
  const add = database.prepare(
    'INSERT INTO invitation (token_hash, user, role, expires_at) VALUES (?, ?, ?, ?)',
  )
  const remove = database.prepare('DELETE FROM invitation WHERE token_hash = ?')
  return {
    get: (tokenHash) => {
      const row = one.get(tokenHash)
      return row === undefined ? undefined : invitationOf(row)
    },
    put: ({ tokenHash, user, role, expiresAt }) => {
      voidEarlier.run(user ?? null)
      add.run(tokenHash, user ?? null, role, expiresAt)
    },
    remove: (tokenHash) => {
      remove.run(tokenHash)
    },
  }
}

function tokenOf(row: Row): TokenRow {
  return {
    name: textOf(row, 'name'),
    tokenHash: textOf(row, 'token_hash'),
    scopes: textOf(row, 'scopes'),
    createdAt: numberOf(row, 'created_at'),
    createdBy: textOf(row, 'created_by'),
    expiresAt: optionalNumber(row, 'expires_at'),
    usedAt: optionalNumber(row, 'used_at'),
  }
}

function invitationOf(row: Row): InvitationRow {
  return {
    tokenHash: textOf(row, 'token_hash'),
    user: optionalText(row, 'user'),
    role: textOf(row, 'role'),
    expiresAt: numberOf(row, 'expires_at'),
  }
}
