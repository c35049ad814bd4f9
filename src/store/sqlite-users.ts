import type { SessionRow, SessionStore, UserRow, UserStore } from './access-store.ts'
import { numberOf, optionalNumber, optionalText, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'

export function sqliteUsers(database: SqlConnection): UserStore {
  const all = database.prepare('SELECT * FROM user ORDER BY name')
  const one = database.prepare('SELECT * FROM user WHERE name = ?')
  const count = database.prepare('SELECT count(*) AS count FROM user')
  const put = database.prepare(
    `INSERT INTO user (name, role, password_hash, totp_secret, totp_step, created_at, signed_in_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash,
       totp_secret = excluded.totp_secret, totp_step = excluded.totp_step,
       signed_in_at = excluded.signed_in_at`,
  )
  const remove = database.prepare('DELETE FROM user WHERE name = ?')
  return {
    all: () => all.all().map(userOf),
    get: (name) => {
      const row = one.get(name)
      return row === undefined ? undefined : userOf(row)
    },
    count: () => Number(count.get()?.['count'] ?? 0),
    put: ({ name, role, passwordHash, totpSecret, totpStep, createdAt, signedInAt }) => {
      put.run(name, role, passwordHash, totpSecret ?? null, totpStep, createdAt, signedInAt ?? null)
    },
    remove: (name) => Number(remove.run(name).changes) > 0,
  }
}

export function sqliteSessions(database: SqlConnection): SessionStore {
  const one = database.prepare('SELECT * FROM session WHERE token_hash = ?')
  const ofUser = database.prepare('SELECT * FROM session WHERE user = ? ORDER BY created_at')
  const put = database.prepare(
    `INSERT INTO session (token_hash, user, csrf, created_at, used_at, address) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (token_hash) DO UPDATE SET used_at = excluded.used_at, address = excluded.address`,
  )
  const remove = database.prepare('DELETE FROM session WHERE token_hash = ?')
  const removeOf = database.prepare('DELETE FROM session WHERE user = ? AND token_hash <> ?')
  const forget = database.prepare('DELETE FROM session WHERE created_at < ? OR used_at < ?')
  return {
    get: (tokenHash) => {
      const row = one.get(tokenHash)
      return row === undefined ? undefined : sessionOf(row)
    },
    ofUser: (user) => ofUser.all(user).map(sessionOf),
    put: ({ tokenHash, user, csrf, createdAt, usedAt, address }) => {
      put.run(tokenHash, user, csrf, createdAt, usedAt, address)
    },
    remove: (tokenHash) => {
      remove.run(tokenHash)
    },
    removeOf: (user, except = '') => Number(removeOf.run(user, except).changes),
    forget: (createdBefore, usedBefore) => {
      forget.run(createdBefore, usedBefore)
    },
  }
}

function userOf(row: Row): UserRow {
  return {
    name: textOf(row, 'name'),
    role: textOf(row, 'role'),
    passwordHash: textOf(row, 'password_hash'),
    totpSecret: optionalText(row, 'totp_secret'),
    totpStep: numberOf(row, 'totp_step'),
    createdAt: numberOf(row, 'created_at'),
    signedInAt: optionalNumber(row, 'signed_in_at'),
  }
}

function sessionOf(row: Row): SessionRow {
  return {
    tokenHash: textOf(row, 'token_hash'),
    user: textOf(row, 'user'),
    csrf: textOf(row, 'csrf'),
    createdAt: numberOf(row, 'created_at'),
    usedAt: numberOf(row, 'used_at'),
    address: textOf(row, 'address'),
  }
}
