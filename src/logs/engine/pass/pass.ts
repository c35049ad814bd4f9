import { isWrapped } from '../../figures/tls-use.ts'
import type { Line } from '../line.ts'
import { EngineMemory } from '../memory.ts'
import * as layout from '../memory-layout.ts'
import type { Names } from '../names.ts'
import { type EngineProgram, type Programs, reader } from '../programs.ts'
import type { Stamps } from '../stamp.ts'
import { type HashingMemory, hashIn } from '../text-hash.ts'
import { passModule } from './pass-module.ts'

const { textAt, textBytes } = layout
/** 16-byte windows may reach behind the text. */
const padding = 64
const hostBytes = 32
const longestTag = 32
const shortestTag = 4
/** Later seconds, of 2106, do not fit into a record. */
const lastHour = Math.floor(2 ** 32 / 3600)

/** Where a record has what; assembly/pass.ts says the same. */
export const record = {
  start: 0,
  end: 1,
  tag: 2,
  body: 3,
  second: 4,
  idLength: 5,
  idHash: 6,
  size: 8,
} as const
const mostRecords = 64

/**
 * The pass in WebAssembly (assembly/): finds lines, reads the heads of those that look like the line from
 * which it learnt (same hour, form of stamp, host; a tag that is known), and settles those of the commonest
 * forms in the engine's own memory. Any other line it gives back, for `Heads` and the readers; so it decides
 * nothing that these do not decide.
 */
export class Pass {
  readonly memory: EngineMemory
  readonly bytes: Buffer
  readonly records: Int32Array
  readonly cells: Int32Array
  readonly #exports: PassExports & HashingMemory
  readonly #programs: Programs
  /** The beginning of the memory, with the tags. */
  readonly #all: Int32Array
  #host = 0
  #length = 0
  #stampLength = 0
  #hour = Number.NaN

  constructor(module: WebAssembly.Module, programs: Programs) {
    const pages = layout.memoryPages
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    this.memory = new EngineMemory(memory.buffer)
    this.#programs = programs
    this.bytes = Buffer.from(memory.buffer)
    this.#exports = passExports(new WebAssembly.Instance(module, { env: { memory } }), this.bytes)
    this.cells = this.memory.integers(0, layout.cellCount)
    this.#all = this.memory.integers(0, layout.totalsAt / 4)
    this.records = this.memory.integers(layout.recordsAt, mostRecords * record.size)
    this.bytes.fill(0xff, layout.onesAt, layout.onesAt + 16)
    this.forget()
  }

  /** Nothing is known of how lines look. */
  forget(): void {
    // A prefix that no line has.
    this.bytes.fill(0, layout.prefixAt, layout.onesAt)
    this.bytes.fill(0xff, layout.prefixAt + 16, layout.prefixAt + 32)
    this.#hour = Number.NaN
  }

  /** Takes text in from `start` on; returns where it begins here. */
  fill(block: Buffer, start: number): number {
    this.#length = Math.min(block.length - start, textBytes)
    hashIn(this.#exports)
    block.copy(this.bytes, textAt, start, start + this.#length)
    this.bytes.fill(0, textAt + this.#length, textAt + this.#length + padding)
    return textAt
  }

  /** Makes records of the lines from `at` on, at most 64; only the last one may be of no known head. */
  scan(at: number): number {
    return this.#exports.scan(at, textAt + this.#length, mostRecords)
  }

  /** Settles the lines from `at` on, up to one that must be read: then that has a record, and this is 1. */
  settle(at: number): number {
    return this.#exports.settle(at, textAt + this.#length)
  }

  /** Second at which the hour of the lines that look alike begins; −1: none is known. */
  get hourSecond(): number {
    return Number.isNaN(this.#hour) ? -1 : this.#hour * 3600
  }

  /** `Names.addDomains`, of names that lie in this memory. */
  addDomains(names: Names, sums: Names): void {
    this.#exports.addDomains(names.at, sums.at)
  }

  /** Where the last run stopped. */
  get next(): number {
    return this.cells[layout.nextCell] ?? 0
  }

  /** Number of the host of the lines that look alike. */
  get host(): number {
    return this.#host
  }

  get stampLength(): number {
    return this.#stampLength
  }

  /** How a line looks that `Heads` has read, of a host and a tag, or of Exim's own file; `stamps` read its stamp. */
  learn(line: Line, stamps: Stamps): void {
    if (this.cells[layout.queuesCell] !== this.#queues) this.#forgetTags()
    const { bytes, body, start, stampStart, stampEnd, end, program } = line
    if (stampStart !== start || stampEnd - start < stamps.minuteLength + 3 || program.number === 0) return
    if (line.host === 0) {
      if (program.reader === reader.exim && body === stampEnd + 1)
        this.#learnStamp(line, stamps, program.number)
      return
    }
    const hostEnd = bytes.indexOf(32, stampEnd + 1)
    const tag = hostEnd + 1
    if (hostEnd <= stampEnd + 1 || tag >= end || tag - stampEnd - 1 > hostBytes) return
    const length = tagLength(bytes, tag, end)
    if (length === 0) return
    this.#learnTag(bytes.subarray(tag, tag + length), program)
    if (!this.#learnStamp(line, stamps, 0)) return
    this.cells[layout.hostLengthCell] = tag - stampEnd - 1
    this.#pattern(layout.hostAt, hostBytes, bytes.subarray(stampEnd + 1, tag))
  }

  /** False where it was known, or has no place in 32 bits. `own`: number of Exim in its own file, else 0. */
  #learnStamp(line: Line, { minuteLength, minuteSecond }: Stamps, own: number): boolean {
    const { bytes, start, stampEnd, host } = line
    const hour = Math.floor(minuteSecond / 3600)
    const length = stampEnd - start
    if (hour >= lastHour) this.forget()
    if (hour >= lastHour || minuteLength > 18) return false
    const isKnown = hour === this.#hour && host === this.#host && length === this.#stampLength
    if (isKnown && this.cells[layout.eximCell] === own) return false
    this.#hour = hour
    this.#host = host
    this.#stampLength = length
    const prefix = minuteLength - 2
    const sign = bytes[stampEnd - 6] ?? 0
    const hasZone = length - minuteLength - 3 >= 6 && (sign === 43 || sign === 45)
    const point = bytes[start + minuteLength + 3] ?? 0
    this.cells[layout.prefixLengthCell] = prefix
    this.cells[layout.stampLengthCell] = length
    this.cells[layout.pointCell] = point
    this.cells[layout.signCell] = hasZone ? sign : 0
    this.cells[layout.hourSecondCell] = hour * 3600
    this.#settleExim()
    this.cells[layout.eximCell] = own
    this.cells[layout.hostCell] = host
    this.#pattern(layout.prefixAt, 16, bytes.subarray(start, start + prefix))
    return true
  }

  /** Bytes to be compared with, and behind them the mask of those that count. */
  #pattern(at: number, room: number, bytes: Uint8Array): void {
    this.bytes.fill(0, at, at + 2 * room)
    this.bytes.set(bytes, at)
    this.bytes.fill(0xff, at + room, at + room + bytes.length)
  }

  #learnTag(tag: Uint8Array, program: EngineProgram): void {
    // The place is worked out of bytes in the memory of the pass; behind the text there is room.
    const spare = layout.spareAt
    this.bytes.set(tag, spare)
    const place = this.#exports.place(spare, tag.length)
    const other = place ^ 64
    const isFree = this.#numberAt(place) === 0
    if (this.#numberAt(place) === program.number || this.#numberAt(other) === program.number) return
    const chosen = isFree || this.#numberAt(other) !== 0 ? place : other
    this.#settleTag(chosen)
    this.bytes.fill(0, chosen, chosen + layout.tagBytes)
    const own = this.memory.integers(chosen, layout.tagBytes / 4)
    own.set([tag.length, program.number, program.reader, flagsOf(program)])
    own[tagQueue] = program.queue
    this.bytes.set(tag, chosen + 16)
  }

  #queues = 0

  /** An instance of Postfix was told apart: tags know its queue from now on. */
  #forgetTags(): void {
    this.#queues = this.cells[layout.queuesCell] ?? 0
    const end = layout.tagsAt + layout.tagPlaces * layout.tagBytes
    for (let at = layout.tagsAt; at < end; at += layout.tagBytes) this.#settleTag(at)
    this.bytes.fill(0, layout.tagsAt, end)
  }

  /** Programs are told how many of their lines the pass has settled. */
  settlePrograms(): void {
    const end = layout.tagsAt + layout.tagPlaces * layout.tagBytes
    for (let at = layout.tagsAt; at < end; at += layout.tagBytes) this.#settleTag(at)
    this.#settleExim()
  }

  /** In its own file Exim has no tag. */
  #settleExim(): void {
    const exim = this.#programs.all[(this.cells[layout.eximCell] ?? 0) - 1]
    if (exim !== undefined) exim.understood += this.cells[layout.eximSettledCell] ?? 0
    this.cells[layout.eximSettledCell] = 0
  }

  #settleTag(at: number): void {
    const program = this.#programs.all[this.#numberAt(at) - 1]
    const own = at / 4 + tagSettled
    if (program !== undefined) program.understood += this.#all[own] ?? 0
    this.#all[own] = 0
  }

  #numberAt(place: number): number {
    return this.#all[place / 4 + 1] ?? 0
  }
}

/** Length of a tag before `[` or `:`; 0 where it is none that the pass can know. */
function tagLength(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end && at <= start + longestTag; at++) {
    const byte = bytes[at]
    if (byte === 32) return 0
    if (byte === 91 || byte === 58)
      return at - start >= shortestTag && at - start <= longestTag ? at - start : 0
  }
  return 0
}

/** Where the entry of a tag has these. */
const tagSettled = 12
const tagQueue = 13

function flagsOf({ name, daemon, instance }: EngineProgram): number {
  const flags = [
    daemon === 'smtp' ? layout.smtpFlag : 0,
    isWrapped(name) ? layout.wrappedFlag : 0,
    instance === 'postfix' ? 0 : layout.instanceFlag,
    daemon.startsWith('amavis') ? layout.amavisFlag : 0,
  ]
  return flags.reduce((all, one) => all | one, 0)
}

interface PassExports {
  scan(from: number, end: number, most: number): number
  settle(from: number, end: number): number
  place(at: number, length: number): number
  addDomains(names: number, sums: number): void
}

function passExports({ exports }: WebAssembly.Instance, bytes: Buffer): PassExports & HashingMemory {
  const { scan, settle, place, hash, addDomains } = exports
  const all = [scan, settle, place, hash, addDomains]
  if (!all.every((one) => typeof one === 'function')) throw new TypeError('not the pass')
  // Called as they are, without a function around them, V8 calls them directly.
  return {
    bytes,
    scan: scan as PassExports['scan'],
    settle: settle as PassExports['settle'],
    place: place as PassExports['place'],
    addDomains: addDomains as PassExports['addDomains'],
    hash: hash as HashingMemory['hash'],
  }
}

let compiled: WebAssembly.Module | undefined

/** Undefined where this Node has no WebAssembly (`--jitless`), or no room for its memory: every line is then read without. */
export function newPass(programs: Programs): Pass | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  compiled ??= new WebAssembly.Module(Buffer.from(passModule, 'base64'))
  try {
    return new Pass(compiled, programs)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
