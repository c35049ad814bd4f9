import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { watchLogFiles } from '../../../src/cli/watch-logs.ts'
import { utcZone } from '../../../src/logs/zone.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import { Alarm } from '../../../src/watch/alarm.ts'

/**
 * A journal in a file, and a `journalctl` over it that takes what ours is given: `-n 0`, or `--since=@seconds` with
 * `--no-tail`, and `-f`. The real one runs in the lab (test/lab/watch.test.ts).
 */
function journal() {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-journal-'))
  const entries = join(folder, 'entries')
  writeFileSync(entries, '')
  writeFileSync(
    join(folder, 'journalctl'),
    `#!${process.execPath}\n(${journalctl})(${JSON.stringify(entries)})\n`,
    {
      mode: 0o755,
    },
  )
  let number = 0
  return {
    folder,
    /** Ends the journalctl that runs now. */
    kill: () =>
      process.kill(Number(readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').at(-1)), 'SIGKILL'),
    starts: () => readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').length,
    write(count: number) {
      for (let more = 0; more < count; more++) {
        const at = new Date(Date.UTC(2026, 2, 3, 10, 0, 0, ++number)).toISOString().replace('Z', '000+0000')
        const id = `3V${String(number).padStart(9, '0')}`
        appendFileSync(
          entries,
          `${at} mail postfix/smtp[9]: ${id}: to=<bob@b.example>, relay=b.example[192.0.2.1]:25, delay=1, ` +
            'delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n',
        )
      }
      return number
    },
  }
}

/** The program: it runs in a process of its own, as CommonJS. */
const journalctl = `(entries) => {
  const { appendFileSync, readFileSync } = require('node:fs')
  appendFileSync(entries.replace('entries', 'pids'), process.pid + '\\n')
  const since = process.argv.find((argument) => argument.startsWith('--since=@'))
  const lines = () => readFileSync(entries, 'utf8').split('\\n').slice(0, -1)
  const isDue = (line) => Date.parse(line.split(' ')[0].replace('000+0000', 'Z')) / 1e3 >= Number(since.slice(9))
  let printed = since === undefined ? lines().length : lines().findIndex(isDue)
  if (printed < 0) printed = lines().length
  setInterval(() => {
    for (const line of lines().slice(printed)) printed = console.log(line) ?? printed + 1
  }, 20)
}`

test('journalctl is killed, and so is the watch: each line of the journal is counted once', async () => {
  const { folder, kill, starts, write } = journal()
  const store = openStore(join(folder, 'mailmedic.db'))
  const delivered = () =>
    store.history
      .points('delivered', '', 86_400, { from: 0, until: 10 ** 10 })
      .reduce((total, point) => total + point.sum, 0)
  const watch = () => {
    const end = new AbortController()
    const ended = watchLogFiles([], {
      ...{ store, alarm: new Alarm(), signal: end.signal, zone: utcZone, keepMilliseconds: 50 },
      journalFolders: [folder],
      failed: (error) => {
        throw error
      },
    })
    return async () => {
      end.abort()
      await ended
    }
  }
  const patience = { timeout: 10_000, interval: 20 }
  const counted = (count: number) => vi.waitFor(() => expect(delivered()).toBe(count), patience)

  const end = watch()
  await vi.waitFor(() => expect(starts()).toBe(1), patience)
  await new Promise((resolve) => setTimeout(resolve, 300))
  await counted(0)
  write(10)
  await counted(10)
  kill()
  write(5)
  await vi.waitFor(() => expect(starts()).toBe(2), patience)
  await counted(15)
  write(5)
  await counted(20)
  await end()
  write(7)
  const endAgain = watch()
  await counted(27)
  await endAgain()
  expect(delivered()).toBe(27)
  store.close()
}, 60_000)
