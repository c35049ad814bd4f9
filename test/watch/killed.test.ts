import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../src/store/sqlite-store.ts'
import { messageLines } from './message-lines.ts'

const kills = 50
const source = fileURLToPath(new URL('killed-watch.ts', import.meta.url))
const told = z.object({ id: z.string(), kind: z.string(), incident: z.int() })

/** Repeatable chance, 0 to 1. */
const chance = (index: number) => (Math.sin(index * 12.9898) * 43_758.5453) % 1

test('killed fifty times under load: nothing lost, nothing doubled, nothing damaged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-killed-'))
  const log = join(folder, 'mail.log')
  writeFileSync(log, '')
  writeFileSync(join(folder, 'told'), '')
  const first = openStore(join(folder, 'mailmedic.db'))
  const document = JSON.stringify({ route: {}, settings: { path: '/bin/true' }, language: 'en' })
  first.channels.put({ name: 'pager', kind: 'command', document, secret: '' })
  first.close()

  const child = join(folder, 'killed-watch.mjs')
  const bundle = await rolldown({ input: source, platform: 'node', external: /^node:/ })
  await bundle.write({ file: child, codeSplitting: false })
  await bundle.close()

  const start = async () => {
    const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => running.stdout.once('data', resolve))
    return running
  }
  const ended = (running: Awaited<ReturnType<typeof start>>) =>
    new Promise((resolve) => running.on('exit', resolve))
  const warm = await start()
  await setTimeout(1_500)
  let written = 0
  const writing = setInterval(() => {
    appendFileSync(log, Array.from({ length: 5 }, () => messageLines(++written)).join(''))
  }, 10)
  warm.kill('SIGKILL')
  await ended(warm)
  for (let kill = 1; kill < kills; kill++) {
    const running = await start()
    await setTimeout(Math.abs(chance(kill)) * 900)
    running.kill('SIGKILL')
    await ended(running)
    if (kill % 20 === 0) {
      renameSync(log, `${log}.${kill}`)
      writeFileSync(log, '')
    }
  }
  clearInterval(writing)
  const last = await start()
  await setTimeout(6_000)
  last.kill('SIGKILL')
  await ended(last)

  const store = openStore(join(folder, 'mailmedic.db'))
  const sums = store.history.points('delivered', '', 86_400, { from: 0, until: 10 ** 10 })
  expect(sums.reduce((total, { sum }) => total + sum, 0)).toBe(written)
  store.close()
  const check = new DatabaseSync(join(folder, 'mailmedic.db')).prepare('PRAGMA integrity_check').get()
  expect(check).toEqual({ integrity_check: 'ok' })

  const lines = readFileSync(join(folder, 'told'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const alerts = lines.map((line) => told.parse(JSON.parse(line)))
  // An alert that was taken, and whose sender was killed before it noted that, comes again with its id.
  const once = [...new Map(alerts.map((alert) => [alert.id, alert])).values()]
  const changes = once.map(({ incident, kind }) => `${incident} ${kind}`)
  expect(new Set(changes).size).toBe(changes.length)
  const opened = once.filter(({ kind }) => kind === 'opened').length
  expect(opened).toBeGreaterThan(3)
  expect(once.filter(({ kind }) => kind === 'over').length).toBeGreaterThanOrEqual(opened - 1)
  process.stderr.write(
    `kills ${kills}: messages ${written} of ${written}, alerts ${once.length}, sent again ${alerts.length - once.length}\n`,
  )
}, 400_000)
