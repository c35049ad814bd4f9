import { type Answer, known } from '../answer.ts'
import type { BlockStream } from '../host/host.ts'
import type { World } from '../world.ts'
import type { Port, RawContent, RawEntry } from './entry.ts'

/** Of what is read in blocks, the newest bytes are kept: per source, and of all sources together. */
const limits = { sourceBytes: 32 << 20, allBytes: 96 << 20 }

export interface Recording {
  /** Answers like the world that it wraps. */
  readonly world: World
  /** What was asked until now and answered, in the order of the questions. Holds secrets still. */
  entries(): readonly RawEntry[]
}

interface Slot {
  readonly port: Port
  readonly method: string
  readonly arguments: readonly unknown[]
  answer?: Answer<unknown>
  content?: () => RawContent
}

/**
 * Keeps every answer that a run gets. The run sees no difference; what it reads in blocks is kept as
 * it passes. Only `writeCapture` puts a recording on disk, without its secrets.
 */
export function recordingWorld(world: World, { sourceBytes, allBytes } = limits): Recording {
  const slots: Slot[] = []
  const budget = { limitBytes: allBytes, keptBytes: 0 }
  const opened = (port: Port, method: string, args: readonly unknown[]): Slot => {
    const slot: Slot = { port, method, arguments: args }
    slots.push(slot)
    return slot
  }
  const keep = async <T>(port: Port, method: string, args: readonly unknown[], asked: Promise<Answer<T>>) => {
    const slot = opened(port, method, args)
    const answer = await asked
    slot.answer = answer
    return answer
  }
  const { host, net, clock, task } = world
  const recorded: World = {
    host: {
      kind: host.kind,
      async readFile(path, limitBytes) {
        const slot = opened('host', 'readFile', [path, limitBytes])
        const answer = await host.readFile(path, limitBytes)
        slot.answer = answer
        if (answer.status === 'known') slot.content = () => ({ bytes: answer.value, skippedBytes: 0 })
        return answer
      },
      async readBlocks(source, range) {
        const slot = opened('host', 'readBlocks', [source, range])
        const answer = await host.readBlocks(source, range)
        slot.answer = answer
        if (answer.status !== 'known') return answer
        const tail = new Tail(sourceBytes, budget)
        const stream = keepBlocks(answer.value, tail)
        slot.content = () => ({ ...tail.content(), ...cutShortOf(stream) })
        return known(stream, ...answer.evidence)
      },
      listDirectory: (path) => keep('host', 'listDirectory', [path], host.listDirectory(path)),
      status: (path) => keep('host', 'status', [path], host.status(path)),
      readPublicKey: (path) => keep('host', 'readPublicKey', [path], host.readPublicKey(path)),
      run: (command) => keep('host', 'run', [command], host.run(command)),
    },
    net: {
      resolve: (question) => keep('net', 'resolve', [question], net.resolve(question)),
      connect: (endpoint) => keep('net', 'connect', [endpoint], net.connect(endpoint)),
      dialogue: (request) => keep('net', 'dialogue', [request], net.dialogue(request)),
      fetch: (url, posted) => keep('net', 'fetch', [url, posted], net.fetch(url, posted)),
    },
    clock,
    ...(task === undefined ? {} : { task }),
  }
  opened('clock', 'now', []).answer = known(clock.now())
  return { world: recorded, entries: () => slots.flatMap(entryOf) }
}

function entryOf({ port, method, arguments: args, answer, content }: Slot): RawEntry[] {
  if (answer === undefined) return []
  const entry = { port, method, arguments: args, answer }
  return [content === undefined ? entry : { ...entry, content }]
}

function keepBlocks(source: BlockStream, tail: Tail): BlockStream {
  return {
    get cutShort() {
      return source.cutShort
    },
    async *[Symbol.asyncIterator]() {
      for await (const block of source) {
        tail.add(block)
        yield block
      }
    },
  }
}

function cutShortOf({ cutShort }: BlockStream): Pick<RawContent, 'cutShort'> {
  return cutShort === undefined ? {} : { cutShort }
}

/** The newest bytes of a stream, within its own limit and that of all streams. */
class Tail {
  readonly #blocks: Uint8Array[] = []
  readonly #limitBytes: number
  readonly #budget: { readonly limitBytes: number; keptBytes: number }
  #keptBytes = 0
  #skippedBytes = 0

  constructor(limitBytes: number, budget: { readonly limitBytes: number; keptBytes: number }) {
    this.#limitBytes = limitBytes
    this.#budget = budget
  }

  add(block: Uint8Array): void {
    // A block is only valid until the next one is asked for.
    this.#blocks.push(Uint8Array.from(block))
    this.#count(block.length)
    while (this.#isTooMuch()) {
      const oldest = this.#blocks.shift()
      if (oldest === undefined) return
      this.#count(-oldest.length)
      this.#skippedBytes += oldest.length
    }
  }

  content(): { bytes: Uint8Array; skippedBytes: number } {
    const bytes = Buffer.concat(this.#blocks)
    if (this.#skippedBytes === 0) return { bytes, skippedBytes: 0 }
    // What is left begins in the middle of a line.
    const start = bytes.indexOf(0x0a) + 1
    return { bytes: bytes.subarray(start), skippedBytes: this.#skippedBytes + start }
  }

  #count(bytes: number): void {
    this.#keptBytes += bytes
    this.#budget.keptBytes += bytes
  }

  #isTooMuch(): boolean {
    return this.#keptBytes > this.#limitBytes || this.#budget.keptBytes > this.#budget.limitBytes
  }
}
