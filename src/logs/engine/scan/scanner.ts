import type { Line } from '../line.ts'
import { type EngineProgram, reader } from '../programs.ts'
import type { Stamps } from '../stamp.ts'
import { type HashingMemory, hashIn } from '../text-hash.ts'
import { scanModule } from './scan-module.ts'

/** Bytes of text that are looked at in one go: they stay in the processor's nearest cache but one. */
const pieceBytes = 1 << 18
const textStart = 1 << 17
const recordsStart = 1 << 16
/** 16-byte windows may reach behind the text. */
const padding = 64
const hostBytes = 32
const longestTag = 32
const shortestTag = 4
/** Later seconds, of 2106, do not fit into a record. */
const lastHour = Math.floor(2 ** 32 / 3600)

/** Where a record has what; the .wat says the same. */
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
export const mostRecords = 64

/**
 * The heads pass in WebAssembly with SIMD (scan.wat): finds lines, and the heads of those that look like the
 * line from which it learnt: same hour, form of stamp, host; a tag that is known. Any other line it gives
 * back, for `Heads` to read and for `learn`. So the pass decides nothing that `Heads` does not decide.
 */
export class Scanner {
  readonly bytes: Buffer
  readonly records: Int32Array
  readonly #cells: Int32Array
  readonly #exports: ScanExports & HashingMemory
  #host = 0
  #length = 0
  #stampLength = 0
  #hour = Number.NaN

  constructor(module: WebAssembly.Module) {
    const pages = (textStart + pieceBytes + (1 << 16)) >> 16
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    this.bytes = Buffer.from(memory.buffer)
    this.#exports = scanExports(new WebAssembly.Instance(module, { engine: { memory } }), this.bytes)
    this.#cells = new Int32Array(memory.buffer, 0, 32)
    this.records = new Int32Array(memory.buffer, recordsStart, mostRecords * record.size)
    this.bytes.fill(0xff, 128, 144)
    this.forget()
  }

  /** Nothing is known of how lines look. */
  forget(): void {
    // A prefix that no line has.
    this.bytes.fill(0, 32, 128)
    this.bytes.fill(0xff, 48, 64)
    this.#hour = Number.NaN
  }

  /** Takes text in from `start` on; returns where it begins here. */
  fill(block: Buffer, start: number): number {
    this.#length = Math.min(block.length - start, pieceBytes)
    hashIn(this.#exports)
    block.copy(this.bytes, textStart, start, start + this.#length)
    this.bytes.fill(0, textStart + this.#length, textStart + this.#length + padding)
    return textStart
  }

  /** Makes records of the lines from `at` on, at most 64; only the last one may be of no known shape. */
  scan(at: number): number {
    return this.#exports.scan(at, textStart + this.#length, recordsStart, mostRecords)
  }

  /** Where the last scan stopped. */
  get next(): number {
    return this.#cells[6] ?? 0
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
    this.#cells[5] = tag - stampEnd - 1
    this.#pattern(64, hostBytes, bytes.subarray(stampEnd + 1, tag))
  }

  /** False where it was known, or has no place in 32 bits. `own`: number of Exim in its own file, else 0. */
  #learnStamp(line: Line, { minuteLength, minuteSecond }: Stamps, own: number): boolean {
    const { bytes, start, stampEnd, host } = line
    const hour = Math.floor(minuteSecond / 3600)
    const length = stampEnd - start
    if (hour >= lastHour) this.forget()
    if (hour >= lastHour || minuteLength > 18) return false
    const isKnown = hour === this.#hour && host === this.#host && length === this.#stampLength
    if (isKnown && this.#cells[7] === own) return false
    this.#hour = hour
    this.#host = host
    this.#stampLength = length
    const prefix = minuteLength - 2
    const sign = bytes[stampEnd - 6] ?? 0
    const hasZone = length - minuteLength - 3 >= 6 && (sign === 43 || sign === 45)
    const point = bytes[start + minuteLength + 3] ?? 0
    this.#cells.set([prefix, length, point, hasZone ? sign : 0, hour * 3600])
    this.#cells[7] = own
    this.#pattern(32, 16, bytes.subarray(start, start + prefix))
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
    const spare = textStart + pieceBytes + padding
    this.bytes.set(tag, spare)
    const place = this.#exports.place(spare, tag.length)
    const other = place ^ 64
    const isFree = this.#numberAt(place) === 0
    if (this.#numberAt(place) === program.number || this.#numberAt(other) === program.number) return
    const chosen = isFree || this.#numberAt(other) !== 0 ? place : other
    this.bytes.fill(0, chosen, chosen + 64)
    this.bytes.writeInt32LE(tag.length, chosen)
    this.bytes.writeInt32LE(program.number, chosen + 4)
    const hasIds = program.reader >= reader.smtpd && program.reader <= reader.postfix
    this.bytes.writeInt32LE(hasIds ? 1 : 0, chosen + 8)
    this.bytes.set(tag, chosen + 16)
  }

  #numberAt(place: number): number {
    return this.bytes.readInt32LE(place + 4)
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

interface ScanExports {
  scan(at: number, end: number, records: number, most: number): number
  place(at: number, length: number): number
}

function scanExports({ exports }: WebAssembly.Instance, bytes: Buffer): ScanExports & HashingMemory {
  const { scan, place, hash } = exports
  if (typeof scan !== 'function' || typeof place !== 'function' || typeof hash !== 'function')
    throw new TypeError('not the heads pass')
  // Called as they are, without a function around them, V8 calls them directly.
  return {
    bytes,
    scan: scan as ScanExports['scan'],
    place: place as ScanExports['place'],
    hash: hash as HashingMemory['hash'],
  }
}

let compiled: WebAssembly.Module | undefined

/** Undefined where this Node has no WebAssembly (`--jitless`): `Heads` then reads every line. */
export function newScanner(): Scanner | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  compiled ??= new WebAssembly.Module(Buffer.from(scanModule, 'base64'))
  return new Scanner(compiled)
}
