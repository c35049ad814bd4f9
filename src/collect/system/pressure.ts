import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/**
 * How long tasks stood still for want of a resource: parts of a hundred of the last 10, 60 and 300
 * seconds. `some`: at least one task; `full`: all of them. Documentation/accounting/psi.rst.
 */
export interface Pressure {
  readonly some: Averages
  readonly full: Averages
  readonly evidence: readonly Evidence[]
}

export interface Averages {
  readonly avg10: number
  readonly avg60: number
  readonly avg300: number
}

export const memoryPressure = fact({
  id: 'system.memory-pressure',
  summary: 'How long tasks waited for memory (pressure stall information); absent: the kernel does not tell.',
  collect: (world) => read(world, '/proc/pressure/memory'),
})

export const storagePressure = fact({
  id: 'system.storage-pressure',
  summary: 'How long tasks waited for disks (pressure stall information); absent: the kernel does not tell.',
  collect: (world) => read(world, '/proc/pressure/io'),
})

async function read(world: World, path: string): Promise<Fact<Pressure>> {
  const file = await world.host.readFile(path)
  if (file.status !== 'known') return file
  const text = new TextDecoder().decode(file.value)
  const [some, full] = [parseAverages(text, 'some'), parseAverages(text, 'full')]
  if (some === undefined || full === undefined) return absent(...file.evidence)
  const evidence: Evidence = { kind: 'file', where: path, text: text.trim(), at: isoTime(world.clock.now()) }
  return known({ some, full, evidence: [evidence] })
}

/** `full avg10=0.00 avg60=0.00 avg300=0.00 total=30347186` */
export function parseAverages(text: string, kind: 'some' | 'full'): Averages | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${kind} `)) ?? ''
  const average = (name: string) => Number(new RegExp(`${name}=(\\d{1,3}\\.\\d{1,2})`).exec(line)?.[1])
  const averages = { avg10: average('avg10'), avg60: average('avg60'), avg300: average('avg300') }
  return Object.values(averages).some(Number.isNaN) ? undefined : averages
}
