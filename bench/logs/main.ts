/**
 * `npm run bench:logs [-- --size MEBIBYTES] [--runs N] [--all]`: generated logs, whole processes, alternating
 * with the rivals that are here. The verdict is by the clock: throughput is what a person waits for. Processor time
 * stands beside it, for a machine that is busy.
 * `--all` adds 1 GiB, linearity, 100,000 open messages, streams, lnav and exigrep: half an hour.
 * Fails where a count differs from the truth or a bound is broken.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runtimeFlags } from '../../tools/package/runtime-flags.ts'
import { measureOnce } from '../measure.ts'
import { differences } from './comparison.ts'
import { generateEximLog } from './exim-traffic.ts'
import { measureFollow } from './follow.ts'
import { type GenerateOptions, generateLog } from './generate.ts'
import { type Cost, withProcessorTime } from './processor-time.ts'
import { fail, median, print, say } from './report.ts'
import { unpacked } from './rivals.ts'
import { linearity, manyOpen, streams } from './scale.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100' },
    runs: { type: 'string', default: '3' },
    all: { type: 'boolean', default: false },
  },
})
const bytes = Number(values.size) << 20
let runs = Number(values.runs)
const timesPflogsumm = Number(values.size) >= 1000 ? 15 : 12
const mostMebibytes = 300
/** Below it, a run is mostly the start of Node. */
const smallestRaced = 100 << 20

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-bench-'))
const node = process.execPath
/** As it is published, not the TypeScript. */
const program = [node, ...runtimeFlags, 'dist/cli/main.js']
const logs = (path: string): string[] => [...program, 'logs', '--format', 'json', path]

// What is installed is JavaScript; stripping types at each start would be measured too.
execFileSync(node, ['tools/build.ts'])
try {
  const pflogsumm = unpacked('pflogsumm', 'pflogsumm')
  const eximstats = unpacked('exim4-base', 'eximstats')
  const exigrep = unpacked('exim4-base', 'exigrep')
  await postfix('A: few messages open', { bytes, open: 'few', stamp: 'rfc3164' }, pflogsumm)
  await postfix('B: many messages open', { bytes, open: 'many', stamp: 'rfc3164' }, pflogsumm)
  await compressed()
  await exim('Exim', bytes, eximstats, exigrep)
  await follow()
  if (values.all) {
    runs = 1
    await postfix(
      '1 GiB: few messages open',
      { bytes: 1 << 30, open: 'few', stamp: 'rfc3164' },
      pflogsumm,
      15,
    )
    await exim('Exim, 1 GiB', 1 << 30, eximstats, undefined)
    const scale = { folder, node, program, logs }
    await manyOpen(scale)
    await linearity(scale)
    await streams(scale)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function postfix(
  name: string,
  options: GenerateOptions,
  pflogsumm: string | undefined,
  times = timesPflogsumm,
): Promise<void> {
  const path = join(folder, `${name[0]}.log`)
  const truth = generateLog(path, options)
  say(`${name}: ${mebibytes(path)} MiB, ${truth.lines} lines, ${truth.open} messages open at the end`)
  for (const difference of differences(logs(path), truth)) fail(`count differs: ${difference}`)
  const others = values.all
    ? installed([['lnav', ['lnav', '-n', '-c', ';SELECT count(*) FROM all_logs', path]]])
    : []
  await race(path, pflogsumm === undefined ? [] : [['pflogsumm', ['perl', pflogsumm, path]]], times, others)
}

/** At least half of the speed on plain text is wanted. */
async function compressed(): Promise<void> {
  const path = join(folder, 'A.log')
  execFileSync('gzip', ['-kf', path])
  say(`the same as A, ${mebibytes(`${path}.gz`)} MiB gz`)
  const plain = await withProcessorTime(() => measureOnce(logs(path)))
  const packed = await withProcessorTime(() => measureOnce(logs(`${path}.gz`)))
  print('mailmedic logs', packed, statSync(path).size)
  if (packed.processorSeconds > 2 * plain.processorSeconds) fail('gz is slower than half of plain text')
}

async function exim(
  name: string,
  size: number,
  eximstats: string | undefined,
  exigrep: string | undefined,
): Promise<void> {
  const path = join(folder, 'exim.log')
  const truth = generateEximLog(path, { bytes: size })
  say(`${name}: ${mebibytes(path)} MiB, ${truth.lines} lines`)
  for (const difference of differences(logs(path), truth)) fail(`count differs: ${difference}`)
  const others: Contestant[] =
    values.all && exigrep !== undefined ? [['exigrep', ['perl', exigrep, 'user1@', path]]] : []
  await race(path, eximstats === undefined ? [] : [['eximstats', ['perl', eximstats, path]]], 15, others)
}

async function follow(): Promise<void> {
  const command = [...program, 'logs', '--follow', '--format', 'json']
  const { median: usual, slowest, share, failures } = await measureFollow(command, join(folder, 'follow.log'))
  say('--follow, 200 lines a second')
  say(
    `  from write to output ${usual.toFixed(0)} ms (slowest ${slowest.toFixed(0)}), ${(100 * share).toFixed(1)} % of a core`,
  )
  for (const failure of failures) fail(failure)
}

type Contestant = readonly [name: string, command: string[]]

/** Those whose program is on this machine. */
function installed(contestants: readonly Contestant[]): Contestant[] {
  return contestants.filter(([, [program = '']]) => existsSync(join('/usr/bin', program)))
}

/** In turns, so that what else the machine does hurts all alike; the median counts. */
async function race(
  path: string,
  rivals: readonly Contestant[],
  times: number,
  others: readonly Contestant[],
): Promise<void> {
  const size = statSync(path).size
  const contestants: readonly Contestant[] = [
    ['mailmedic logs', logs(path)],
    ['wc -l', ['wc', '-l', path]],
    ['grep -c status=sent', ['grep', '-c', 'status=sent', path]],
    ...installed([['rg -c status=sent', ['rg', '-c', 'status=sent', path]]]),
    ...rivals,
    ...others,
  ]
  const results = new Map<string, Cost[]>()
  for (let run = 0; run < runs; run++) {
    for (const [name, command] of contestants) {
      const measured = await withProcessorTime(() => measureOnce(command))
      results.set(name, [...(results.get(name) ?? []), measured])
    }
  }
  for (const [name, measured] of results) print(name, median(measured), size)
  const own = median(results.get('mailmedic logs') ?? [])
  if (own.peakMebibytes > mostMebibytes)
    fail(`memory: ${own.peakMebibytes.toFixed(0)} MiB, bound ${mostMebibytes}`)
  for (const [rival] of rivals) {
    const other = median(results.get(rival) ?? [])
    const factor = other.processorSeconds / own.processorSeconds
    const clock = other.seconds / own.seconds
    say(
      `  ${factor.toFixed(1)} times as fast as ${rival} by processor time, ${clock.toFixed(1)} by the clock (bound ${times})`,
    )
    if (clock < times && size >= smallestRaced) fail(`not ${times} times as fast as ${rival}`)
  }
}

function mebibytes(path: string): string {
  return (statSync(path).size / (1 << 20)).toFixed(0)
}
