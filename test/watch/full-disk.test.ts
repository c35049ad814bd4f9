import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/sqlite-store.ts'
import { latestIncidents } from '../../src/watch/incidents/incident-log.ts'
import { defaultPolicy } from '../../src/watch/incidents/policy.ts'
import { Watcher } from '../../src/watch/watcher.ts'
import { diskFull, watchedHost } from './watched-host.ts'

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-full-'))
const mount = (...options: readonly string[]) => spawnSync('mount', [...options, folder]).status === 0
const canMount = mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs') && spawnSync('umount', [folder]).status === 0

describe.skipIf(!canMount)('a small disk under what is kept', () => {
  beforeEach(() => {
    mount('-t', 'tmpfs', '-o', 'size=80m', 'tmpfs')
  })
  afterEach(() => {
    spawnSync('umount', ['-l', folder])
  })

  const fill = () => {
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(join(folder, 'mail'), Buffer.alloc(bavail * bsize))
  }

  test('is full: that is kept and told; later all is well, and nothing is damaged', async () => {
    const { clock, host, examine } = watchedHost()
    const path = join(folder, 'mailmedic.db')
    const store = openStore(path)
    const document = JSON.stringify({ route: {}, settings: {}, language: 'en' })
    store.channels.put({ name: 'chat', kind: 'slack', document, secret: 'https://hooks.example/T0' })
    const watcher = new Watcher({ store, clock, examine, policy: defaultPolicy })
    const rounds = async (count: number) => {
      let failures = 0
      for (let round = 0; round < count; round++) {
        clock.at += 20_000
        await watcher.round().catch(() => failures++)
      }
      return failures
    }
    await rounds(2)
    fill()
    host.wrong = [diskFull]
    expect(await rounds(3)).toBe(0)
    expect(latestIncidents(store, 9)).toMatchObject([{ state: 'open', key: 'storage-disk-full /var' }])
    expect(store.alerts.waiting()).toBe(1)
    // Until even that room is gone: then a round fails, whole, and the next ones go on.
    fill()
    for (let more = 0; more < 2_000; more++) {
      try {
        store.transaction(() => store.notes.put(`n${more}`, 'x'.repeat(9_000)))
      } catch {
        break
      }
    }
    rmSync(join(folder, 'mail'))
    host.wrong = []
    expect(await rounds(6)).toBe(0)
    expect(latestIncidents(store, 9)).toMatchObject([{ state: 'over' }])
    store.close()
    const check = new DatabaseSync(path).prepare('PRAGMA integrity_check').get()
    expect(check).toEqual({ integrity_check: 'ok' })
  }, 60_000)
})
