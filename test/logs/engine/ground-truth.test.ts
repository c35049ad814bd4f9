import { describe, expect, test } from 'vitest'
import { type GenerateOptions, writeLog } from '../../../bench/logs/generate.ts'
import type { Truth } from '../../../bench/logs/truth.ts'
import type { LogFile } from '../../../src/access/host/log-files.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'
import { totalsOfText } from './feed.ts'

function generated(options: GenerateOptions): { log: string; truth: Truth } {
  const pieces: string[] = []
  const truth = writeLog(options, (text) => pieces.push(text))
  return { log: pieces.join(''), truth }
}

describe.each([
  ['few open, ISO stamps', { seed: 11, bytes: 3 << 20, open: 'few', stamp: 'iso' }],
  ['many open, stamps without year', { seed: 12, bytes: 3 << 20, open: 'many', stamp: 'rfc3164' }],
] as const)('a generated log: %s', (_name, options) => {
  const { log, truth } = generated(options)
  const totals = totalsOfText(log, { modifiedAt: Date.UTC(2026, 2, 4) })

  test('something of everything happened', () => {
    const { expired: _expired, bounced, ...happens } = truth.totals
    // Where most mail goes to dead servers, hardly any is returned within the hour.
    if (options.open === 'few') expect(bounced).toBeGreaterThan(0)
    expect(Object.values(happens).every((count) => count > 0)).toBe(true)
  })

  test('totals are equal', () => expect(totals.counters).toEqual(truth.totals))

  test('every line is understood', () =>
    expect(totals.lines).toEqual({ total: truth.lines, understood: truth.lines, unknown: 0 }))

  test('names are equal', () => {
    expect(totals.uniqueSenders).toBe(truth.senders.size)
    expect(totals.uniqueRecipients).toBe(truth.recipients.size)
    for (const { name, count } of totals.senders) expect(truth.senders.get(name)).toBe(count)
    for (const { name, count } of totals.recipients) expect(truth.recipients.get(name)).toBe(count)
    for (const { name, count } of totals.saslUsers) expect(truth.saslUsers.get(name)).toBe(count)
  })

  test('hours are equal', () => {
    const hours = Object.fromEntries(totals.perHour.map(({ hour, ...counts }) => [hour, counts]))
    expect(hours).toEqual(Object.fromEntries(truth.perHour))
  })
})

test('200 sampled messages are told as they were', { timeout: 120_000 }, async () => {
  const { log, truth } = generated({ seed: 13, bytes: 2 << 20, sampleEvery: 4 })
  const samples = [...truth.sampled.values()]
  expect(samples.length).toBeGreaterThanOrEqual(200)
  const bytes = Buffer.from(log)
  const file: LogFile = {
    path: 'mail.log',
    sizeBytes: bytes.length,
    modifiedAt: Date.UTC(2026, 2, 4),
    async *blocks() {
      yield bytes
    },
  }
  const nobody = { progress() {}, print() {}, warn() {}, width: 80, colour: false, language: 'en' } as const
  const io = { ...nobody, interrupted: new AbortController().signal }
  // All at once: the query fits each message.
  const { messages } = await traceMessages([file], { messageId: '*' }, { year: undefined, io })
  const byQueueIds = new Map(messages.map((message) => [`${message.messageId} ${message.queueIds}`, message]))
  for (const sample of samples) {
    const message = byQueueIds.get(`${sample.messageId} ${sample.queueIds}`)
    expect(message, sample.messageId).toBeDefined()
    const told = message?.recipients
      .filter(({ status }) => !['rejected', 'held', 'discarded'].includes(status))
      .map(({ address, status, relay, attempts }) => [address, { status, relay, attempts }])
    const happened = [...sample.recipients].map(([address, { status, relay, attempts }]) => [
      address,
      { status, relay, attempts },
    ])
    expect(Object.fromEntries(told ?? []), sample.messageId).toEqual(Object.fromEntries(happened))
  }
})
