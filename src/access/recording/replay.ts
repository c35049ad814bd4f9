import { type Answer, known, unknown } from '../answer.ts'
import { fixedClock } from '../clock.ts'
import type { BlockStream } from '../host/host.ts'
import type { World } from '../world.ts'
import { type Capture, type Entry, type Port, questionKey, type StoredContent } from './entry.ts'
import { answers, type Method } from './schema.ts'

const blockBytes = 1 << 20

/**
 * The world as a capture holds it: the same questions get the same answers, at the time of the capture.
 * What was not asked then is `unknown` (not-recorded). A question that was asked several times gets its
 * answers in their order, and the last one from then on.
 */
export function replayWorld({ header, entries }: Capture): World {
  const kept = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = questionKey(entry.port, entry.method, entry.arguments)
    const sameQuestion = kept.get(key)
    if (sameQuestion === undefined) kept.set(key, [entry])
    else sameQuestion.push(entry)
  }
  // The whole of a file was asked for by a check as all from its first byte on.
  const asAsked = ([source, range]: Parameters<World['host']['readBlocks']>): unknown[] => {
    const whole = [source, { startByte: 0 }]
    const isHeld = (args: readonly unknown[]) => kept.has(questionKey('host', 'readBlocks', args))
    if (range !== undefined) return [source, range]
    return !isHeld([source]) && isHeld(whole) ? whole : [source]
  }
  const replay = <M extends Method>(port: Port, method: M, args: readonly unknown[]): AnswerOf<M> => {
    const found = kept.get(questionKey(port, method, args))
    const entry = found !== undefined && found.length > 1 ? found.shift() : found?.[0]
    return entry === undefined ? notRecorded(method, args) : parsed(method, entry.answer)
  }
  return {
    host: {
      kind: 'capture',
      readFile: async (...args) => withBytes(replay('host', 'readFile', args), bytesOf),
      readBlocks: async (...args) => withBytes(replay('host', 'readBlocks', asAsked(args)), blocksOf),
      listDirectory: async (...args) => replay('host', 'listDirectory', args),
      status: async (...args) => replay('host', 'status', args),
      readPublicKey: async (...args) => replay('host', 'readPublicKey', args),
      run: async (...args) => replay('host', 'run', args),
    },
    net: {
      resolve: async (...args) => replay('net', 'resolve', args),
      connect: async (...args) => replay('net', 'connect', args),
      dialogue: async (...args) => replay('net', 'dialogue', args),
      fetch: async (...args) => replay('net', 'fetch', args),
    },
    clock: fixedClock(timeOf(entries) ?? header.madeAt),
    ...(header.task === undefined ? {} : { task: header.task }),
  }
}

type AnswerOf<M extends Method> = ReturnType<(typeof answers)[M]['parse']> | ReturnType<typeof unknown>

/** Entries of a file were checked when it was read; this gives the checked value its type. */
function parsed<M extends Method>(method: M, answer: unknown): AnswerOf<M> {
  const checked = answers[method].safeParse(answer)
  if (!checked.success) return unknown('malformed', `the capture's answer to ${method} cannot be understood`)
  // The schema under `method` is the one that AnswerOf<M> names.
  return checked.data as AnswerOf<M>
}

function notRecorded(method: string, args: readonly unknown[]) {
  const [about] = args
  const subject = typeof about === 'string' ? about : JSON.stringify(about ?? '')
  return unknown(
    'not-recorded',
    `the capture does not hold this (${method} ${subject})`,
    'make a new capture with this version of Mailmedic',
  )
}

function timeOf(entries: readonly Entry[]): number | undefined {
  const entry = entries.find(({ port, method }) => port === 'clock' && method === 'now')
  const time = entry && parsed('now', entry.answer)
  return time?.status === 'known' ? time.value : undefined
}

function withBytes<T>(answer: Answer<StoredContent>, convert: (content: StoredContent) => T): Answer<T> {
  if (answer.status !== 'known') return answer
  return known(convert(answer.value), ...answer.evidence)
}

function bytesOf({ text, base64 }: StoredContent): Uint8Array {
  return text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text, 'utf8')
}

function blocksOf(content: StoredContent): BlockStream {
  const skipped = content.skippedBytes ?? 0
  const cutShort =
    content.cutShort ??
    (skipped === 0
      ? undefined
      : unknown('too-big', `the capture leaves out the oldest ${skipped} bytes`, 'look at it on the server')
          .because)
  return {
    ...(cutShort === undefined ? {} : { cutShort }),
    async *[Symbol.asyncIterator]() {
      const bytes = bytesOf(content)
      for (let start = 0; start < bytes.length; start += blockBytes) {
        yield bytes.subarray(start, start + blockBytes)
      }
    },
  }
}
