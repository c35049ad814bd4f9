import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exposition } from '../../src/server/exposition.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import { openStore } from '../../src/store/sqlite-store.ts'
import { readings, totals } from '../../src/watch/history/measures.ts'
import { rowOf } from '../../src/watch/incidents/incident-log.ts'
import { diskFull } from '../watch/watched-host.ts'

const folder = fileURLToPath(new URL('../../tools/package/monitoring/', import.meta.url))
/** Debian: in the package prometheus. Elsewhere: where it was unpacked. */
const promtool = process.env['PROMTOOL'] ?? 'promtool'
const run = (args: readonly string[], input?: string) =>
  spawnSync(promtool, [...args], { cwd: folder, encoding: 'utf8', ...(input === undefined ? {} : { input }) })
const isThere = run(['--version']).status === 0
const now = Date.parse('2026-03-03T10:00:00Z')

/** All metrics that there can be, as they are served. */
function served(): string {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'mailmedic-metrics-')), 'mailmedic.db'))
  const figure = (measure: string) => ({ measure, subject: '', at: now / 1_000, value: 3 })
  store.history.count(totals.map(figure))
  store.history.note([...readings.map(figure), { ...figure('disk-used-share'), subject: '/var "\\\n' }])
  store.incidents.put(
    rowOf({
      ...{ id: 1, state: 'open', key: 'storage-disk-full /var', members: [], diagnosis: diskFull },
      ...{ worst: 'critical', firstSeenAt: now, suspectedAt: now, lastSeenAt: now, returns: 0 },
    }),
  )
  const status = new WatchStatus(store, '1.2.3')
  status.note({ kind: 'looked', milliseconds: 7 }, now)
  status.note({ kind: 'alert', outcome: { channel: 'phone', alert: 1 } }, now)
  return exposition(status.metrics(now))
}

const namesIn = (text: string) => [...new Set(text.match(/\bmailmedic_[a-z_]+/g))]

describe('for Prometheus', () => {
  test.skipIf(!isThere)('metrics are as its conventions say', () => {
    const { status, stdout, stderr } = run(['check', 'metrics'], served())
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test.skipIf(!isThere)('the alert rules are valid, and fire when they should and not when not', () => {
    expect(run(['check', 'rules', 'mailmedic.rules.yml'])).toMatchObject({ status: 0 })
    expect(run(['test', 'rules', 'mailmedic.rules.test.yml'])).toMatchObject({ status: 0 })
  })

  test.each(['mailmedic.rules.yml', 'grafana-dashboard.json'])('%s asks only for what is there', (file) => {
    const there = namesIn(served())
    expect(namesIn(readFileSync(join(folder, file), 'utf8')).filter((name) => !there.includes(name))).toEqual(
      [],
    )
  })

  test('each rule is tested', () => {
    const names = [...readFileSync(join(folder, 'mailmedic.rules.yml'), 'utf8').matchAll(/alert: (\w+)/g)]
    const tests = readFileSync(join(folder, 'mailmedic.rules.test.yml'), 'utf8')
    for (const [, name] of names) expect(tests.split(`alertname: ${name}`).length, name).toBeGreaterThan(2)
  })
})

describe('for Grafana', () => {
  const panel = z.object({
    id: z.int(),
    title: z.string().min(1),
    gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
    targets: z.array(z.object({ expr: z.string().min(1), refId: z.string() })).min(1),
  })
  const dashboard = z.object({ title: z.literal('Mailmedic'), uid: z.string(), panels: z.array(panel) })

  test('the dashboard is whole: panels beside each other, not over each other', () => {
    const { panels } = dashboard.parse(
      JSON.parse(readFileSync(join(folder, 'grafana-dashboard.json'), 'utf8')),
    )
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    )
    expect(new Set(taken).size).toBe(taken.length)
  })
})
