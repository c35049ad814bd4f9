import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A whole process, from its start to its end, as the operating system saw it. */
export interface Measured {
  readonly seconds: number
  /** Highest resident memory of any process that the command started, MiB. */
  readonly peakMebibytes: number
  readonly exitCode: number
}

const pollMilliseconds = 5

/** Runs a command and watches its memory; output is read and thrown away. */
export function measureOnce(command: readonly string[]): Promise<Measured> {
  const [program = '', ...args] = command
  const start = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.resume()
  child.stderr.resume()
  let peak = 0
  const poll = setInterval(() => {
    if (child.pid !== undefined) peak = Math.max(peak, ...familyOf(child.pid).map(peakMebibytesOf))
  }, pollMilliseconds)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => {
      clearInterval(poll)
      resolve({ seconds: (performance.now() - start) / 1000, peakMebibytes: peak, exitCode: exitCode ?? -1 })
    })
  })
}

/** The run of median time among several, after one that is not counted. */
export async function measure(command: readonly string[], runs = 5): Promise<Measured> {
  await measureOnce(command)
  const results: Measured[] = []
  for (let run = 0; run < runs; run++) results.push(await measureOnce(command))
  const sorted = results.toSorted((left, right) => left.seconds - right.seconds)
  const median = sorted[Math.floor(sorted.length / 2)]
  if (median === undefined) throw new Error('nothing was measured')
  return { ...median, peakMebibytes: Math.max(...results.map(({ peakMebibytes }) => peakMebibytes)) }
}

function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    return [pid, ...children.split(' ').filter(Boolean).map(Number).flatMap(familyOf)]
  } catch {
    return []
  }
}

function peakMebibytesOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
