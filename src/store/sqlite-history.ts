import type {
  Buckets,
  Figure,
  HistoryPoint,
  HistoryStore,
  LogPositionStore,
  Retention,
  Span,
  Step,
} from './history-store.ts'
import { steps } from './history-store.ts'
import { numberOf, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'

/** `bytes`: how large all of the database is now. */
export function sqliteHistory(database: SqlConnection, bytes: () => number): HistoryStore {
  const series = seriesOf(database)
  const add = database.prepare(
    `INSERT INTO figure (step, series, at, count, sum, low, high) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5)
     ON CONFLICT (step, series, at) DO UPDATE SET count = figure.count + excluded.count,
       sum = figure.sum + excluded.sum,
       low = CASE WHEN excluded.low < figure.low THEN excluded.low ELSE figure.low END,
       high = CASE WHEN excluded.high > figure.high THEN excluded.high ELSE figure.high END`,
  )
  const addAll = (figures: readonly Figure[], readings: 0 | 1): void => {
    for (const { measure, subject, at, value } of figures) {
      const id = series(measure, subject)
      for (const step of readings === 1 || subject === '' ? steps : coarse)
        add.run(step, id, beginOf(at, step), readings, value)
    }
  }
  return {
    count: (figures) => addAll(figures, 0),
    note: (figures) => addAll(figures, 1),
    ...delaysIn(database, series),
    ...readingsOf(database),
    fold: foldIn(database, series),
    bytes,
    thin: (now, retention) => thin(database, bytes, now, retention),
  }
}

const coarse: readonly Step[] = [3_600, 86_400]

function beginOf(at: number, step: Step): number {
  return Math.floor(at / step) * step
}

type SeriesOf = (measure: string, subject: string) => number

/** The number of a series, which is made where there is none. */
function seriesOf(database: SqlConnection): SeriesOf {
  const find = database.prepare('SELECT id FROM series WHERE measure = ? AND subject = ?')
  const insert = database.prepare('INSERT INTO series (measure, subject) VALUES (?, ?) RETURNING id')
  return (measure, subject) => {
    const row = find.get(measure, subject) ?? insert.get(measure, subject)
    if (row === undefined) throw new TypeError('a new series has no number')
    return numberOf(row, 'id')
  }
}

const delayMeasure = 'delay'

function delaysIn(database: SqlConnection, series: SeriesOf): Pick<HistoryStore, 'delays' | 'delayPoints'> {
  const find = database.prepare('SELECT buckets FROM delay WHERE step = ? AND series = ? AND at = ?')
  const put = database.prepare(
    `INSERT INTO delay (step, series, at, buckets) VALUES (?, ?, ?, ?)
     ON CONFLICT (step, series, at) DO UPDATE SET buckets = excluded.buckets`,
  )
  const points = database.prepare(
    `SELECT at, buckets FROM delay JOIN series ON id = series
     WHERE measure = '${delayMeasure}' AND subject = ? AND step = ? AND at >= ? AND at < ? ORDER BY at`,
  )
  return {
    delays: (subject, at, buckets) => {
      const id = series(delayMeasure, subject)
      for (const step of coarse) {
        const begin = beginOf(at, step)
        const row = find.get(step, id, begin)
        const known = row === undefined ? {} : bucketsOf(row)
        put.run(step, id, begin, packed(sumOf(known, buckets)))
      }
    },
    delayPoints: (subject, step, { from, until }) =>
      points
        .all(subject, step, from, until)
        .map((row) => ({ at: numberOf(row, 'at'), buckets: bucketsOf(row) })),
  }
}

/** `7:12 9:3`: bucket and how often; what is not there was not met. */
function packed(buckets: Buckets): string {
  return Object.entries(buckets)
    .filter(([, count]) => count !== 0)
    .map(([bucket, count]) => `${bucket}:${count}`)
    .join(' ')
}

function bucketsOf(row: Row): Buckets {
  const pairs = textOf(row, 'buckets')
    .split(' ')
    .map((pair) => pair.split(':').map(Number))
  return Object.fromEntries(pairs.filter(([bucket = Number.NaN, count]) => Number.isInteger(bucket) && count))
}

function sumOf(one: Buckets, other: Buckets): Buckets {
  const sum: Record<number, number> = { ...one }
  for (const [bucket, count] of Object.entries(other))
    sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count
  return sum
}

function readingsOf(
  database: SqlConnection,
): Pick<HistoryStore, 'points' | 'largest' | 'subjects' | 'begins'> {
  const points = database.prepare(
    `SELECT at, count, sum, low, high FROM figure JOIN series ON id = series
     WHERE measure = ? AND subject = ? AND step = ? AND at >= ? AND at < ? ORDER BY at`,
  )
  // CROSS: SQLite then goes by series, each by its key, and not through all figures of the step.
  const largest = database.prepare(
    `SELECT subject, sum(sum) AS sum FROM series CROSS JOIN figure
     WHERE series = id AND measure = ? AND step = ? AND at >= ? AND at < ? GROUP BY id ORDER BY 2 DESC, 1 LIMIT ?`,
  )
  const subjects = database.prepare('SELECT subject FROM series WHERE measure = ? ORDER BY subject')
  const begins = database.prepare(
    'SELECT min(at) AS at FROM figure JOIN series ON id = series WHERE measure = ? AND step = ?',
  )
  return {
    points: (measure, subject, step, { from, until }) =>
      points.all(measure, subject, step, from, until).map(pointOf),
    largest: (measure, step, { from, until }: Span, limit) =>
      largest
        .all(measure, step, from, until, limit)
        .map((row) => ({ subject: textOf(row, 'subject'), sum: numberOf(row, 'sum') })),
    subjects: (measure) => subjects.all(measure).map((row) => textOf(row, 'subject')),
    begins: (measure, step) => {
      const at = begins.get(measure, step)?.['at']
      return typeof at === 'number' ? at : undefined
    },
  }
}

function pointOf(row: Row): HistoryPoint {
  return {
    at: numberOf(row, 'at'),
    count: numberOf(row, 'count'),
    sum: numberOf(row, 'sum'),
    low: numberOf(row, 'low'),
    high: numberOf(row, 'high'),
  }
}

function foldIn(database: SqlConnection, series: SeriesOf): HistoryStore['fold'] {
  const surplus = database.prepare(
    `SELECT series, sum FROM figure JOIN series ON id = series
     WHERE measure = ?1 AND step = ?2 AND at = ?3 AND subject <> ?4 ORDER BY sum DESC, series LIMIT 1000000 OFFSET ?5`,
  )
  const remove = database.prepare('DELETE FROM figure WHERE step = ? AND series = ? AND at = ?')
  const add = database.prepare(
    `INSERT INTO figure (step, series, at, count, sum, low, high) VALUES (?1, ?2, ?3, 0, ?4, 0, ?4)
     ON CONFLICT (step, series, at) DO UPDATE SET sum = figure.sum + excluded.sum`,
  )
  return (measure, step, at, most, others) => {
    const rows = surplus.all(measure, step, at, others, most)
    if (rows.length === 0) return
    for (const row of rows) remove.run(step, numberOf(row, 'series'), at)
    const sum = rows.reduce((total, row) => total + numberOf(row, 'sum'), 0)
    add.run(step, series(measure, others), at, sum)
  }
}

/** Each time that all of it is too large, this much of a step's time goes. */
const shareForgotten = 10

function thin(
  database: SqlConnection,
  bytes: () => number,
  now: number,
  { keep, mostBytes }: Retention,
): void {
  for (const step of steps) forget(database, step, now - keep[step])
  for (const step of steps) {
    for (let round = 0; round < shareForgotten && bytes() > mostBytes; round++) {
      const oldest = oldestOf(database, step)
      if (oldest === undefined) break
      forget(database, step, oldest + Math.max(step, (now - oldest) / shareForgotten))
    }
  }
  // Days are kept longest: a series without one has nothing.
  database
    .prepare(
      `DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM figure WHERE step = 86400 AND series = id)
         AND NOT EXISTS (SELECT 1 FROM delay WHERE step = 86400 AND series = id)`,
    )
    .run()
}

function forget(database: SqlConnection, step: Step, before: number): void {
  // By series, so that the primary key leads to what goes: what stays is not read.
  for (const table of ['figure', 'delay'])
    database
      .prepare(`DELETE FROM ${table} WHERE step = ? AND series IN (SELECT id FROM series) AND at < ?`)
      .run(step, Math.floor(before))
}

function oldestOf(database: SqlConnection, step: Step): number | undefined {
  const at = database.prepare('SELECT min(at) AS at FROM figure WHERE step = ?').get(step)?.['at']
  return typeof at === 'number' ? at : undefined
}

export function sqliteLogPositions(database: SqlConnection): LogPositionStore {
  const all = database.prepare('SELECT * FROM log_position ORDER BY path')
  const put = database.prepare(
    `INSERT INTO log_position (path, device, inode, read_to) VALUES (?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET device = excluded.device, inode = excluded.inode,
       read_to = excluded.read_to`,
  )
  return {
    all: () =>
      all.all().map((row) => ({
        path: textOf(row, 'path'),
        device: numberOf(row, 'device'),
        inode: numberOf(row, 'inode'),
        offset: numberOf(row, 'read_to'),
      })),
    put: ({ path, device, inode, offset }) => {
      put.run(path, device, inode, offset)
    },
  }
}
