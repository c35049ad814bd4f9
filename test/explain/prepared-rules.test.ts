import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, expect, test } from 'vitest'
import { marksOf } from '../../src/explain/codes.ts'
import type { PackedRows } from '../../src/explain/matching/packed-rows.ts'
import { packedRules, unpackedRules } from '../../src/explain/matching/packed-rules.ts'
import { packedWords, unpackedWords } from '../../src/explain/matching/packed-words.ts'
import { viewsOf } from '../../src/explain/matching/views.ts'
import { allProviders } from '../../src/explain/providers/registry.ts'
import { readReply } from '../../src/explain/reply.ts'
import { replyBook } from '../../src/explain/reply-book.ts'
import { packedReplyAnswers, packedReplyRules, packedReplyWords } from '../../src/explain/reply-rules.ts'
import { blockRules } from '../../src/explain/rules/blocks.ts'
import { boxRules } from '../../src/explain/rules/recipient.ts'
import { addressRules } from '../../src/explain/rules/recipient-address.ts'
import { transportRules } from '../../src/explain/rules/transport.ts'
import { preparedReplyRules } from '../../tools/prepared-reply-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-prepared-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('packing loses nothing', () => {
  const packed = packedReplyRules()
  expect(packedRules(unpackedRules(packed))).toEqual(packed)
  const words = packedReplyWords()
  expect(packedWords(unpackedWords(words))).toEqual(words)
})

test('numbers of 32 bits and negative ones are the same when they come back', () => {
  const table = {
    keys: Int32Array.of(0, 1, -1, 0x7fffffff, -0x80000000, 0x12348765),
    elsewhere: Int16Array.of(0, -1, -4_000, 4_000, 0x7fff, -0x8000),
    starts: Uint16Array.of(0, 0, 1, 1, 2, 2, 2),
    names: Uint16Array.of(7, 0xffff),
    votes: Int16Array.of(-3, 3_000),
  }
  expect(unpackedWords(packedWords(table))).toEqual(table)
})

test.each([
  ['550 5.1.1 <u@example.org>: Recipient address rejected: User unknown', 'user-unknown'],
  ['450 4.7.1 Greylisting in action, please come back later', 'greylisted'],
  ['550 Mailbox voll', 'mailbox-full'],
  ['550 用户不存在', 'user-unknown'],
])('the book answers: %s', (text, verdict) => {
  const book = replyBook(new Map(allProviders.map((provider) => [provider.id, provider] as const)))
  const { answers } = book.fitting(viewsOf(text), marksOf({}), 4)
  expect(answers[0]?.verdict).toBe(verdict)
})

/** Replies in which the words of two rules stand: those are weighed, so that the table of words counts. */
function disputedReplies(): string[] {
  const [some, others] = [
    [...blockRules, ...transportRules],
    [...addressRules, ...boxRules],
  ].map((lists) =>
    lists
      .flatMap(([, lines]) => lines.split('\n'))
      .map((line) => line.replace(/!.*|\{[^}]*\}|[^\p{L}\p{N} ]/gu, ' ').trim())
      .filter((line) => line.includes(' ')),
  )
  return (some ?? []).map((line, at) => `550 5.7.1 ${line}, ${others?.[at % others.length] ?? ''}`)
}

/** A build keeps the numbers in a file beside it. */
function inBytes<Packed extends PackedRows>(packed: Packed): Packed {
  return { ...packed, numbers: Buffer.from(String(packed.numbers), 'base64') }
}

test('a build reads replies as the sources do', { timeout: 60_000 }, async () => {
  const bundle = await rolldown({
    input: { reply: 'src/explain/reply.ts', prepared: 'src/explain/prepared-rules.ts' },
    platform: 'node',
    plugins: [preparedReplyRules()],
  })
  await bundle.write({ dir: folder, entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' })
  await bundle.close()
  const prepared: Record<'preparedAnswers' | 'preparedRules' | 'preparedWords', () => unknown> = await import(
    pathToFileURL(join(folder, 'prepared.mjs')).href
  )
  expect(prepared.preparedRules()).toEqual(inBytes(packedReplyRules()))
  expect(prepared.preparedWords()).toEqual(inBytes(packedReplyWords()))
  expect(prepared.preparedAnswers()).toEqual(packedReplyAnswers())
  const built: { readReply: typeof readReply } = await import(pathToFileURL(join(folder, 'reply.mjs')).href)
  const replies = disputedReplies()
  expect(replies.length).toBeGreaterThan(300)
  // A build has no text of rules: of a provider, what is said of it.
  const spoken = ({ provider, ...rest }: ReturnType<typeof readReply>) => ({
    ...rest,
    provider: provider && { ...provider, marks: '', tokens: undefined, dialect: undefined },
  })
  expect(replies.map((reply) => spoken(built.readReply(reply)))).toEqual(
    replies.map((reply) => spoken(readReply(reply))),
  )
  const reasons = new Set(replies.map((reply) => readReply(reply).reason))
  expect(reasons.size).toBeGreaterThan(15)
})
