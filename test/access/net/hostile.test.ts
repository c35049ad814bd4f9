import type { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DialogueProtocol } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { startRawServer } from './servers/line-server.ts'

async function meet(
  serve: (socket: Socket) => void,
  protocol: DialogueProtocol = 'smtp',
  tls: 'none' | 'implicit' = 'none',
) {
  await using server = await startRawServer(serve)
  const startedAt = performance.now()
  const answer = await systemNet().dialogue({ protocol, endpoint: server.endpoint, tls })
  if (answer.status !== 'known') throw new Error(JSON.stringify(answer))
  const { transcript } = answer.value
  expect(transcript.length).toBeLessThanOrEqual(200)
  expect(Math.max(0, ...transcript.map(({ text }) => text.length))).toBeLessThanOrEqual(1_000)
  return { seen: answer.value, seconds: (performance.now() - startedAt) / 1_000 }
}

/** Writes without end, as fast as it is read. */
function flood(socket: Socket, bytes: string | Buffer): void {
  const block = Buffer.concat(Array(100).fill(Buffer.from(bytes)))
  const more = () => {
    while (socket.writable && socket.write(block));
  }
  socket.on('drain', more)
  more()
}

describe('hostile peers, quick ones', () => {
  const cases: [string, (socket: Socket) => void, string][] = [
    ['closes at once', (socket) => socket.end(), 'closed'],
    ['resets at once', (socket) => socket.resetAndDestroy(), 'refused'],
    ['a banner without end', (socket) => flood(socket, '220-hello\r\n'), 'garbage'],
    ['a line without end', (socket) => flood(socket, 'x'.repeat(10_000)), 'garbage'],
    ['10 MB in one line', (socket) => socket.write(`220 ${'x'.repeat(10 << 20)}\r\n`), 'garbage'],
    ['zero bytes without end', (socket) => flood(socket, Buffer.alloc(10_000)), 'garbage'],
    ['line feeds only', (socket) => flood(socket, '\n'.repeat(5_000)), 'garbage'],
    ['binary', (socket) => socket.write(Buffer.from([0x16, 3, 1, 0, 0xff, 0, 10])), 'garbage'],
    ['another protocol', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'garbage'],
    ['a TLS alert', (socket) => socket.write(Buffer.from('15030100020246\n')), 'garbage'],
  ]
  test.each(cases)('%s', async (_, serve, end) => {
    const { seen, seconds } = await meet(serve)
    expect(seen.end).toBe(end)
    expect(seen.error).not.toBe('')
    expect(seconds).toBeLessThan(3)
  })

  test('zero bytes and escapes inside a good greeting are kept, the dialogue goes on', async () => {
    const { seen } = await meet((socket) => {
      socket.write('220 a\0b\x1b[2J\r\n')
      socket.on('data', (bytes) =>
        String(bytes).startsWith('QUIT') ? socket.end('221 x\r\n') : socket.write('250 x\r\n'),
      )
    })
    expect(seen).toMatchObject({ end: 'completed', greeting: '220 a\0b\x1b[2J' })
  })

  test('an answer to EHLO without end', async () => {
    const { seen } = await meet((socket) => {
      socket.write('220 hi\r\n')
      socket.once('data', () => flood(socket, '250-X\r\n'))
    })
    expect(seen).toMatchObject({ end: 'garbage', greeting: '220 hi' })
  })

  test('a CAPA list and an IMAP reply without end', async () => {
    const afterCommand = (greeting: string, line: string) => (socket: Socket) => {
      socket.write(greeting)
      socket.once('data', () => flood(socket, line))
    }
    expect((await meet(afterCommand('+OK\r\n', '+OK\r\n'), 'pop3')).seen.end).toBe('garbage')
    expect((await meet(afterCommand('* OK hi\r\n', '* x\r\n'), 'imap')).seen.end).toBe('garbage')
    expect((await meet((socket) => flood(socket, '"X"\r\n'), 'managesieve')).seen.end).toBe('garbage')
  })
})

describe('hostile peers, slow ones, end after ten seconds', () => {
  const drip = (socket: Socket) => {
    const timer = setInterval(() => socket.write('2'), 1_000)
    socket.on('close', () => clearInterval(timer))
  }
  const cases: [string, (socket: Socket) => void, 'none' | 'implicit'][] = [
    ['says nothing', () => {}, 'none'],
    ['one byte a second', drip, 'none'],
    ['says nothing during the handshake', () => {}, 'implicit'],
    ['waits for a ClientHello, as a TLS port does', (socket) => socket.resume(), 'none'],
  ]
  test.concurrent.each(cases)(
    '%s',
    async (_, serve, tls) => {
      const { seen, seconds } = await meet(serve, 'smtp', tls)
      expect(seen.end).toBe('timeout')
      expect(seconds).toBeGreaterThan(9)
      expect(seconds).toBeLessThan(11)
    },
    15_000,
  )
})

test('whatever bytes a server answers: an answer, in time', async () => {
  const protocols = ['smtp', 'lmtp', 'imap', 'pop3', 'managesieve'] as const
  const prefixes = ['', '220 ', '220-', '* OK ', '+OK ', 'OK ', '"A" "B"\r\n', '250-x\r\n250 ', 'a1 OK ']
  const part = fc.tuple(
    fc.constantFrom(...prefixes),
    fc.uint8Array({ maxLength: 60 }),
    fc.constantFrom('\r\n', '\n', ''),
  )
  const reply = part.map(([prefix, bytes, end]) =>
    Buffer.concat([Buffer.from(prefix), bytes, Buffer.from(end)]),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...protocols),
      fc.array(reply, { maxLength: 5 }),
      async (protocol, replies) => {
        const { seen, seconds } = await meet((socket) => {
          const rest = [...replies]
          const next = () => {
            const bytes = rest.shift()
            if (bytes === undefined) socket.end()
            else socket.write(bytes)
          }
          next()
          // The next one when asked, or a moment later, so that nobody waits for long.
          socket.on('data', next)
          const timer = setInterval(next, 20)
          socket.on('close', () => clearInterval(timer))
        }, protocol)
        expect(seen.end).not.toBe('')
        expect(seconds).toBeLessThan(5)
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
