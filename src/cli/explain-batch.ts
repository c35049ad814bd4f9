import { readReply } from '../explain/reply.ts'
import { explainMeaning } from '../knowledge/explanation.ts'
import { linesOf } from './explain-input.ts'
import type { Io } from './io.ts'

/** Longest input line; a reply with its log line is far shorter. */
const longestLine = 1 << 20
/** Answers are printed in blocks of so many. */
const blockSize = 512

/** `explain --batch`: one JSON object a line in, one a line out, in order (contract version 1, section 1). */
export async function explainBatch(
  stream: AsyncIterable<Uint8Array>,
  language: 'en' | 'zh',
  io: Pick<Io, 'print'>,
): Promise<void> {
  let block: string[] = []
  for await (const line of linesOf(stream, longestLine)) {
    if (line.trim() === '') continue
    block.push(answerLine(line, language))
    if (block.length < blockSize) continue
    io.print(`${block.join('\n')}\n`)
    block = []
  }
  if (block.length > 0) io.print(`${block.join('\n')}\n`)
}

/** Answers one line; what is no such object gets an `error`, never an exception. */
export function answerLine(line: string, language: 'en' | 'zh'): string {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return JSON.stringify({ id: null, error: 'this line is not JSON' })
  }
  const fields: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {}
  const { id, text } = fields
  const name = typeof id === 'string' || typeof id === 'number' ? id : null
  if (typeof text !== 'string') return JSON.stringify({ id: name, error: 'this object has no "text"' })
  return JSON.stringify({ id: name, ...explainMeaning(readReply(text), language) })
}
