import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'

const linesPerSecond = 200
const warmUpSeconds = 6
const seconds = 10
/** Bounds of the promise: write to output, and share of one core. */
const mostMilliseconds = 100
const mostShare = 0.02

export interface FollowMeasure {
  /** From the write of a line to the output about it, milliseconds. */
  readonly median: number
  readonly slowest: number
  /** Processor time of the process, by time that went by, while the lines came. */
  readonly share: number
  /** Outputs that were timed. */
  readonly told: number
  readonly failures: readonly string[]
}

/**
 * Follows a log that grows by 200 lines a second. Refusals and deliveries name their number, so that each
 * output is timed against its own write.
 */
export async function measureFollow(command: readonly string[], path: string): Promise<FollowMeasure> {
  writeFileSync(path, '')
  const child = spawn(command[0] ?? '', [...command.slice(1), path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const written: number[] = []
  const delays: number[] = []
  const output = createInterface({ input: child.stdout })
  const started = once(output, 'line')
  output.on('line', (line) => {
    const number = /u(\d+)@/.exec(line)?.[1]
    const at = number === undefined ? undefined : written[Number(number)]
    if (at !== undefined) delays.push(performance.now() - at)
  })
  // Its start, and the compiling of what it runs, are seconds of a run that lasts for days.
  await started
  await setTimeout(500)
  await writeFor(warmUpSeconds, path, written)
  const told = delays.length
  const [before, began] = [processorSeconds(child.pid ?? 0), performance.now()]
  await writeFor(seconds, path, written)
  await setTimeout(500)
  const share = (processorSeconds(child.pid ?? 0) - before) / ((performance.now() - began) / 1_000)
  child.kill('SIGINT')
  await once(child, 'close')
  const sorted = delays.slice(told).toSorted((a, b) => a - b)
  const [median, slowest] = [sorted[sorted.length >> 1] ?? Number.NaN, sorted.at(-1) ?? Number.NaN]
  const failures = [
    ...(delays.length >= written.length >> 2
      ? []
      : [`only ${delays.length} of ${written.length >> 2} were told`]),
    ...(median < mostMilliseconds ? [] : [`${median.toFixed(0)} ms from write to output`]),
    ...(share < mostShare ? [] : [`${(100 * share).toFixed(1)} % of a core`]),
  ]
  return { median, slowest, share, told: delays.length, failures }
}

async function writeFor(duration: number, path: string, written: number[]): Promise<void> {
  const began = performance.now()
  for (let turn = 0; turn < duration * linesPerSecond; turn++) {
    const due = began + (turn * 1_000) / linesPerSecond
    if (due > performance.now()) await setTimeout(due - performance.now())
    write(path, written)
  }
}

/** One line; of eight, six belong to a message that is delivered, one is a refusal that names its number. */
function write(path: string, written: number[]): void {
  const number = written.push(performance.now()) - 1
  const id = `${(0x3c1f5000 + (number >> 3)).toString(16).toUpperCase()}A4B`
  const lines = [
    `smtpd[8]: NOQUEUE: reject: RCPT from h[192.0.2.${number % 250}]: 554 5.7.1 <u${number}@d.example>: Relay access denied; from=<a@b.example> to=<u${number}@d.example> proto=ESMTP helo=<h>`,
    'smtpd[8]: connect from h.b.example[192.0.2.1]',
    `smtpd[8]: ${id}: client=h.b.example[192.0.2.1]`,
    `cleanup[9]: ${id}: message-id=<${number}@b.example>`,
    `qmgr[7]: ${id}: from=<a@b.example>, size=4711, nrcpt=1 (queue active)`,
    `smtp[6]: ${id}: to=<u${number}@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F${number})`,
    `qmgr[7]: ${id}: removed`,
    'smtpd[8]: disconnect from h.b.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
  ]
  appendFileSync(path, `${new Date().toISOString()} mx1 postfix/${lines[number % lines.length]}\n`)
}

/** Time on a processor of all threads, nanosecond by nanosecond (proc_pid_schedstat): ticks are too coarse. */
function processorSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  const times = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1'))
  return times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e9
}
