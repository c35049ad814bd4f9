import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../src/store/sqlite-store.ts'
import type { Store } from '../../src/store/store.ts'
import { writePast } from './past.ts'

const hour = 3_600
const daySeconds = 24 * hour

/**
 * A year with as many subjects in each hour as are kept: one day is written as the watch writes it, and copied to
 * each of the others by the database itself, because 4 million figures one by one take minutes. `until`: seconds.
 */
export function wholeYear(path: string, until: number): Store {
  const store = openStore(path)
  writePast(store, 1)
  store.close()
  const database = new DatabaseSync(path)
  const first = Number(database.prepare('SELECT min(at) AS at FROM figure WHERE step = 3600').get()?.['at'])
  const last = Math.floor(until / daySeconds) * daySeconds
  database.exec('BEGIN')
  for (const [table, columns] of [
    ['figure', 'count, sum, low, high'],
    ['delay', 'buckets'],
  ])
    database.exec(`
      CREATE TEMP TABLE day AS SELECT step, series, at - ${first} AS at, ${columns} FROM ${table} WHERE step > 60;
      DELETE FROM ${table};
      WITH RECURSIVE days (at) AS (SELECT ${last - 364 * daySeconds} UNION ALL SELECT at + ${daySeconds} FROM days WHERE at < ${last})
      INSERT INTO ${table} SELECT step, series, days.at + day.at AS at, ${columns} FROM day, days ORDER BY 1, 2, 3;
      DROP TABLE day;
    `)
  database.exec('COMMIT')
  database.close()
  return openStore(path)
}
