import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { measureOnce } from '../measure.ts'
import { differences } from './comparison.ts'
import { generateLog } from './generate.ts'
import { type Cost, withProcessorTime } from './processor-time.ts'
import { fail, median, print, say } from './report.ts'

const mostMebibytes = 300
/** Cost for each byte at the upper end against that at the lower end, where starting is left out. */
const mostCurved = 1.5
const mebibyte = 1 << 20

/** What the whole bench shows beyond the races: how cost and memory go with size. */
export interface Scale {
  readonly folder: string
  readonly node: string
  /** Node, its flags, and the program. */
  readonly program: readonly string[]
  logs(path: string): string[]
}

/** 10 MiB, 100 MiB and 1 GiB: what a byte costs must not grow. */
export async function linearity({ folder, logs }: Scale): Promise<void> {
  say('Linear in size: processor time of 10 MiB, 100 MiB, 1 GiB')
  const seconds: number[] = []
  for (const size of [10, 100, 1024]) {
    const path = join(folder, 'linear.log')
    generateLog(path, { bytes: size * mebibyte, open: 'few', stamp: 'rfc3164' })
    const measured: Cost[] = []
    for (let run = 0; run < 3; run++) measured.push(await withProcessorTime(() => measureOnce(logs(path))))
    print(`${size} MiB`, median(measured), statSync(path).size)
    seconds.push(median(measured).processorSeconds)
  }
  const [small = 0, middle = 0, large = 0] = seconds
  const curve = (large - middle) / 924 / ((middle - small) / 90)
  say(
    `  a byte from 100 MiB on costs ${curve.toFixed(2)} times what it does up to there (bound ${mostCurved})`,
  )
  if (curve > mostCurved) fail('cost is not linear in size')
}

/** The hard case: more than 100,000 messages in the queue at once. */
export async function manyOpen({ folder, logs }: Scale): Promise<void> {
  const path = join(folder, 'open.log')
  const truth = generateLog(path, { bytes: 320 * mebibyte, open: 'many', stamp: 'rfc3164' })
  say(`${truth.open} messages open at once, ${truth.lines} lines`)
  if (truth.open < 100_000) fail('the log has fewer than 100,000 open messages')
  for (const difference of differences(logs(path), truth)) fail(`count differs: ${difference}`)
  bounded(await withProcessorTime(() => measureOnce(logs(path))), statSync(path).size)
}

/** A log forty times through standard input, 4 GiB and more; then one that invents all it can. */
export async function streams({ folder, node, program }: Scale): Promise<void> {
  const path = join(folder, 'linear.log')
  if (!existsSync(path)) generateLog(path, { bytes: 1024 * mebibyte, open: 'few', stamp: 'rfc3164' })
  const read = `${program.map((word) => `"${word}"`).join(' ')} logs --format json -`
  say('4 GiB through standard input')
  const four = ['sh', '-c', `for i in 1 2 3 4; do cat "${path}"; done | ${read}`]
  bounded(await withProcessorTime(() => measureOnce(four)), 4 * statSync(path).size)
  say('1 GB in which every line invents names, IDs, programs and replies')
  const hostile = ['sh', '-c', `"${node}" bench/logs/hostile.ts 1000 | ${read}`]
  bounded(await withProcessorTime(() => measureOnce(hostile)), 1e9)
}

function bounded(cost: Cost, size: number): void {
  print('mailmedic logs', cost, size)
  if (cost.peakMebibytes > mostMebibytes)
    fail(`memory: ${cost.peakMebibytes.toFixed(0)} MiB, bound ${mostMebibytes}`)
}
