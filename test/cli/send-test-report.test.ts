import { describe, expect, test } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { testMessage } from '../../src/cli/send-test-message.ts'
import type { Arrival } from '../../src/cli/send-test-outcome.ts'
import { printSendTest } from '../../src/cli/send-test-page.ts'
import { sendTestSchema } from '../../src/report/send-test-schema.ts'

const [from, to] = ['a@example.net', 'b@example.org']
const message = testMessage(from, to, Date.UTC(2026, 10, 24))
const route = {
  serverName: 'mx.example.org',
  endpoint: { address: '192.0.2.25', port: 25 },
}
const steps = [{ what: 'EHLO probe.example.net', reply: '250 mx.example.org', milliseconds: 3 }]
const accepted = { outcome: 'accepted', steps, said: '250 2.0.0 Ok' } as const
const refused = { outcome: 'refused', steps, said: '550 5.1.1 User unknown' } as const

async function report(sent: typeof accepted | typeof refused, arrival: Arrival) {
  const printed: string[] = []
  const io: Io = {
    width: 80,
    colour: false,
    language: 'en',
    print: (text) => printed.push(text),
    progress: () => {},
    warn: () => {},
    interrupted: new AbortController().signal,
  }
  const data = { from, to, test: message, route, sent, arrival }
  await printSendTest(data, { format: 'json' }, io)
  return sendTestSchema.parse(JSON.parse(printed.join('')))
}

describe('send-test --format json keeps its contract', () => {
  test('taken, nobody waited', async () => {
    const found = await report(accepted, { outcome: 'not looked' })
    expect(found).toMatchObject({
      outcome: 'accepted',
      explanation: null,
      waitedMilliseconds: null,
      tls: null,
    })
  })

  test('refused: the reply is explained', async () => {
    const found = await report(refused, { outcome: 'not looked' })
    expect(found).toMatchObject({ outcome: 'refused', explanation: { reason: 'user-unknown' } })
  })

  test('arrived: its headers tell', async () => {
    const arrival: Arrival = {
      outcome: 'arrived',
      where: 'INBOX',
      message: Buffer.from(message.text),
      milliseconds: 900,
    }
    const found = await report(accepted, arrival)
    expect(found).toMatchObject({ outcome: 'arrived', where: 'INBOX', waitedMilliseconds: 900 })
  })

  test('not seen in time', async () => {
    const found = await report(accepted, { outcome: 'not seen', where: 'INBOX', milliseconds: 60_000 })
    expect(found.outcome).toBe('not seen')
  })
})
