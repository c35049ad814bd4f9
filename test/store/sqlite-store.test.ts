import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/sqlite-store.ts'
import type { Store } from '../../src/store/store.ts'

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-store-'))
const opened: Store[] = []
let count = 0

function newPath(): string {
  return join(folder, String(count++), 'mailmedic.db')
}

function open(path: string): Store {
  const store = openStore(path)
  opened.push(store)
  return store
}

afterEach(() => {
  for (const store of opened.splice(0)) store.close()
})

const incident = {
  id: 1,
  key: 'disk-full /var',
  state: 'open',
  lastSeenAt: 1_000,
  overAt: undefined,
  document: '{"title":"没有空间"}',
}

describe('what was seen before', () => {
  test('outlives the process that saw it', () => {
    const path = newPath()
    const first = open(path)
    first.incidents.put(incident)
    first.incidents.addEvent(1, { at: 1_000, kind: 'opened', who: 'mailmedic', text: 'disk full' })
    opened.splice(0)[0]?.close()
    const second = open(path)
    expect(second.incidents.current(0)).toEqual([incident])
    expect(second.incidents.events(1).map(({ kind }) => kind)).toEqual(['opened'])
    expect(second.incidents.nextId()).toBe(2)
  })

  test('is for its owner only', () => {
    const path = newPath()
    open(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
  })

  test('is written whole or not at all', () => {
    const store = open(newPath())
    expect(() =>
      store.transaction(() => {
        store.incidents.put(incident)
        store.alerts.add({ incident: 1, channel: 'phone', createdAt: 1, document: '{}' })
        throw new Error('the power went')
      }),
    ).toThrow('the power went')
    expect([store.incidents.latest(9), store.alerts.waiting()]).toEqual([[], 0])
  })

  test('of what is over, only the latest are current; the old ones are forgotten with their events', () => {
    const store = open(newPath())
    store.incidents.put({ ...incident, id: 1, state: 'over', overAt: 10 })
    store.incidents.put({ ...incident, id: 2, state: 'over', overAt: 20 })
    store.incidents.put({ ...incident, id: 3 })
    store.incidents.addEvent(1, { at: 1, kind: 'opened', who: 'mailmedic', text: '' })
    expect(store.incidents.current(15).map(({ id }) => id)).toEqual([2, 3])
    expect(store.incidents.forget(15)).toBe(1)
    expect([store.incidents.get(1), store.incidents.events(1)]).toEqual([undefined, []])
  })
})

describe('alerts that wait', () => {
  test('are due in their order, and later after a failure', () => {
    const { alerts } = open(newPath())
    for (const createdAt of [1, 2])
      alerts.add({ incident: 7, channel: 'phone', createdAt, document: `${createdAt}` })
    const [first, second] = alerts.due(5, 10)
    expect([first?.document, second?.document, alerts.nextAt()]).toEqual(['1', '2', 1])
    alerts.failed(first?.id ?? 0, 'HTTP 500', 60)
    alerts.add({ incident: 7, channel: 'phone', createdAt: 3, document: '3' })
    alerts.add({ incident: 7, channel: 'chat', createdAt: 4, document: '4' })
    // What comes after it in the same channel waits with it.
    expect(alerts.due(5, 10).map(({ document }) => document)).toEqual(['4'])
    expect(alerts.due(60, 10).map(({ document }) => document)).toEqual(['1', '2', '3', '4'])
    expect(alerts.due(60, 10)[0]).toMatchObject({ tries: 1, lastError: 'HTTP 500' })
    for (const id of [1, 2, 4]) alerts.sent(id)
    expect([second?.id, alerts.waiting(), alerts.nextAt()]).toEqual([2, 1, 60])
  })
})

test('the secret of a channel is not in what is listed', () => {
  const { channels } = open(newPath())
  channels.put({ name: 'phone', kind: 'ntfy', document: '{"url":"https://ntfy.example"}', secret: 'tk_1' })
  expect(JSON.stringify(channels.all())).not.toContain('tk_1')
  expect(channels.get('phone')?.secret).toBe('tk_1')
  expect([channels.remove('phone'), channels.remove('phone')]).toEqual([true, false])
})

describe('a file that is not ours', () => {
  test('is not touched', () => {
    const path = join(folder, 'notes.txt')
    writeFileSync(path, 'this is not a database at all\n'.repeat(100))
    expect(() => openStore(path)).toThrow(/is no database of Mailmedic/)
    expect(statSync(path).size).toBe(3_000)
  })

  test('of a newer Mailmedic says so', () => {
    const path = newPath()
    open(path).close()
    opened.splice(0)
    const database = new DatabaseSync(path)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(() => openStore(path)).toThrow(/newer Mailmedic \(format 99/)
  })

  test('in a folder that cannot be made says where', () => {
    expect(() => openStore('/proc/mailmedic/mailmedic.db')).toThrow(
      /\/proc\/mailmedic\/mailmedic.db cannot be/,
    )
  })
})

test('nothing is left behind', () => {
  rmSync(folder, { recursive: true })
  expect(existsSync(folder)).toBe(false)
})
