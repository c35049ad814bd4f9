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
