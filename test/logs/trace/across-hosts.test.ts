import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogFile } from '../../../src/access/host/log-files.ts'
import { meaningIn } from '../../../src/cli/reply-meaning.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'
import { acrossHosts, type HostStory } from '../../../src/logs/trace/across-hosts.ts'
import type { TraceResult } from '../../../src/logs/trace/message.ts'
import type { TraceQuery } from '../../../src/logs/trace/query.ts'
import { traceText } from '../../../src/report/terminal/trace.ts'
import { traceDocument } from '../../../src/report/trace-json.ts'
import { traceReportSchema } from '../../../src/report/trace-schema.ts'

const quiet = { progress() {}, print() {}, warn() {}, width: 80, colour: false, language: 'en' } as const
const io = { ...quiet, interrupted: new AbortController().signal }

function logFile(lines: readonly string[], name: string): LogFile {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  return {
    path: name,
    sizeBytes: bytes.length,
    modifiedAt: Date.UTC(2026, 2, 4),
    async *blocks() {
      yield Buffer.from(bytes)
    },
  }
}

function trace(logs: readonly (readonly string[])[], query: TraceQuery): Promise<TraceResult> {
  const files = logs.map((lines, index) => logFile(lines, `host${'abcdef'[index]}/main.log`))
  return traceMessages(files, query, { year: undefined, io })
}

interface Leg {
  readonly host: string
  readonly id: string
  readonly second: number
  readonly to: string
  /** What stands behind the recipient. */
  readonly outcome: string
  readonly messageId?: string
  readonly client?: string
}

const stamp = (second: number) => `2026-03-03T06:00:${String(second).padStart(2, '0')}+01:00`
const took = (relay: string, id: string) =>
  `relay=${relay}[198.51.100.7]:25, delay=1.5, delays=0.1/0/0.4/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${id})`
const boxed =
  'relay=dovecot, delay=0.5, delays=0.2/0/0/0.3, dsn=2.0.0, status=sent (delivered to command: dovecot-lda)'
const unknownUser =
  'relay=dovecot, delay=0.5, delays=0.2/0/0/0.3, dsn=5.1.1, status=bounced (host dovecot said: 550 5.1.1 <u@d.example> User unknown)'

function postfix({ host, id, second, to, outcome, messageId = 'm@x', client }: Leg): string[] {
  return [
    `postfix/smtpd[1]: ${id}: client=${client ?? 'h.b.example[192.0.2.1]'}`,
    `postfix/cleanup[2]: ${id}: message-id=<${messageId}>`,
    `postfix/qmgr[3]: ${id}: from=<a@b.example>, size=1000, nrcpt=1 (queue active)`,
    `postfix/smtp[4]: ${id}: to=<${to}>, ${outcome}`,
    `postfix/qmgr[3]: ${id}: removed`,
  ].map((text, index) => `${stamp(second + Math.floor(index / 3))} ${host} ${text}`)
}

const eximTime = (second: number) => `2026-03-03 06:00:${String(second).padStart(2, '0')}`
function exim({ host, id, second, to, outcome, messageId = 'm@x' }: Leg): string[] {
  return [
    `${eximTime(second)} ${id} <= a@b.example H=${host} [192.0.2.1] P=esmtp S=1200 id=${messageId}`,
    `${eximTime(second + 2)} ${id} => ${to} R=r T=t ${outcome}`,
    `${eximTime(second + 2)} ${id} Completed`,
  ]
}

const relay = { host: 'relay', id: 'AAAAA1', second: 1, to: 'u@d.example' }
const scan = { host: 'scan', id: 'BBBBB2', second: 3, to: 'u@d.example', client: 'relay[192.0.2.5]' }
const box = { host: 'box', id: 'CCCCC3', second: 5, to: 'u@d.example', client: 'scan[192.0.2.6]' }
const eximId = '1vbG8L-000000002Fb-Ny1x'
const longId = '1vbG9Z-000000003Fb-0a2y'

const two = [postfix({ ...relay, outcome: took('scan', 'BBBBB2') }), postfix({ ...scan, outcome: boxed })]
const three = [
  postfix({ ...relay, outcome: took('scan', 'BBBBB2') }),
  postfix({ ...scan, outcome: took('box', 'CCCCC3') }),
  postfix({ ...box, outcome: boxed }),
]
const postfixExim = [
  postfix({ ...relay, outcome: took('mx', 'x').replace('Ok: queued as x', `OK id=${eximId}`) }),
  exim({
    host: 'relay',
    id: eximId,
    second: 3,
    to: 'u@d.example',
    outcome: 'H=inner [198.51.100.8] C="250 OK"',
  }),
]
const eximPostfix = [
  exim({
    host: 'h.b.example',
    id: longId,
    second: 1,
    to: 'u@d.example',
    outcome: 'H=scan [198.51.100.7] C="250 2.0.0 Ok: queued as BBBBB2"',
  }),
  postfix({ ...scan, client: 'out.b.example[192.0.2.5]', outcome: boxed }),
]

function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((one, at) => orders(list.toSpliced(at, 1)).map((rest) => [one, ...rest]))
}

interface Expected {
  readonly hosts: readonly string[]
  readonly ids: readonly string[]
  readonly delay: number
}

const journeys: readonly [string, string[][], Expected][] = [
  ['Postfix → Postfix', two, { hosts: ['relay', 'scan'], ids: ['AAAAA1', 'BBBBB2'], delay: 2 }],
  [
    'three of Postfix',
    three,
    { hosts: ['relay', 'scan', 'box'], ids: ['AAAAA1', 'BBBBB2', 'CCCCC3'], delay: 3.5 },
  ],
  [
    'Postfix → Exim, which names no host',
    postfixExim,
    { hosts: ['relay', 'mx[198.51.100.7]'], ids: ['AAAAA1', eximId], delay: 3.5 },
  ],
  [
    'Exim → Postfix',
    eximPostfix,
    { hosts: ['out.b.example[192.0.2.5]', 'scan'], ids: [longId, 'BBBBB2'], delay: 2.5 },
  ],
]

describe.each(journeys)('%s', (_name, logs, { hosts, ids, delay }) => {
  const expected = {
    messageId: 'm@x',
    queueIds: ids,
    hosts: hosts.map((host, index) => ({ host, queueIds: [ids[index]] })),
    recipients: [
      {
        address: 'u@d.example',
        status: 'delivered',
        delay,
        attempts: hosts.length,
        hops: hosts.map((host) => ({ host, status: 'delivered' })),
      },
    ],
  }

  test('one journey in any order of the files, whatever it is asked by', async () => {
    for (const order of orders(logs)) {
      for (const query of [{ to: 'u@d.example' }, ...ids.map((queueId) => ({ queueId }))]) {
        expect((await trace(order, query)).messages).toMatchObject([expected])
      }
    }
  })

  test('one journey in one file, its lines in any interleaving', async () => {
    const shuffled = fc.shuffledSubarray(
      logs.flatMap((lines, index) => lines.map(() => index)),
      { minLength: logs.flat().length },
    )
    await fc.assert(
      fc.asyncProperty(shuffled, async (turns) => {
        const left = logs.map((lines) => [...lines])
        const merged = turns.map((turn) => left[turn]?.shift() ?? '')
        expect((await trace([merged], { to: 'u@d.example' })).messages).toMatchObject([expected])
      }),
      { numRuns: 20 },
    )
  })

  test('the text tells each host, the JSON keeps the contract', async () => {
    const result = await trace(logs, { to: 'u@d.example' })
    const text = traceText(
      result,
      { width: 100, colour: false, limit: 5, withLines: true, language: 'en' },
      meaningIn('en'),
    )
    for (const host of hosts) expect(text).toContain(`On ${host}`)
    const document = JSON.parse(JSON.stringify(traceDocument(result, meaningIn('en'))))
    expect(traceReportSchema.parse(document)).toEqual(document)
  })
})

describe('what happened on the last host', () => {
  const returned = [two[0] ?? [], postfix({ ...scan, outcome: unknownUser })]

  test('is what became of it', async () => {
    const { messages } = await trace(returned, { statuses: ['bounced'] })
    expect(messages).toMatchObject([
      { recipients: [{ status: 'bounced', dsn: '5.1.1', next: null, hops: [{}, { status: 'bounced' }] }] },
    ])
    expect((await trace(returned, { statuses: ['delivered'] })).messages).toEqual([])
  })

  test('an alias there', async () => {
    const aliased = postfix({ ...scan, to: 'v@d.example', outcome: `orig_to=<u@D.example>, ${boxed}` })
    const { messages } = await trace([two[0] ?? [], aliased], { to: 'u@d.example' })
    expect(messages).toMatchObject([
      { recipients: [{ address: 'v@d.example', hops: [{ address: 'u@d.example' }, {}] }] },
    ])
  })

  test('two recipients on two hosts', async () => {
    const [first = []] = two
    const more = `${stamp(2)} relay postfix/smtp[4]: AAAAA1: to=<w@e.example>, ${took('box', 'CCCCC3')}`
    const logs = [
      first.toSpliced(4, 0, more),
      two[1] ?? [],
      postfix({ ...box, to: 'w@e.example', outcome: unknownUser }),
    ]
    const { messages } = await trace(logs, { queueId: 'AAAAA1' })
    expect(messages).toMatchObject([
      {
        recipients: [
          { address: 'u@d.example', status: 'delivered', hops: [{ host: 'relay' }, { host: 'scan' }] },
          { address: 'w@e.example', status: 'bounced', hops: [{ host: 'relay' }, { host: 'box' }] },
        ],
      },
    ])
  })

  describe('two recipients in one queue file there', () => {
    const to = (second: number, id: string, address: string, outcome: string) =>
      `${stamp(second)} ${id === 'AAAAA1' ? 'relay' : 'scan'} postfix/smtp[4]: ${id}: to=<${address}>, ${outcome}`
    const [first = [], second = []] = two
    const both = first.toSpliced(4, 0, to(2, 'AAAAA1', 'w@d.example', took('scan', 'BBBBB2')))

    test('each has what became of it', async () => {
      const logs = [both, second.toSpliced(4, 0, to(4, 'BBBBB2', 'w@d.example', unknownUser))]
      expect((await trace(logs, { queueId: 'BBBBB2' })).messages).toMatchObject([
        {
          recipients: [
            { address: 'u@d.example', status: 'delivered', hops: [{}, {}] },
            { address: 'w@d.example', status: 'bounced', hops: [{}, {}] },
          ],
        },
      ])
    })

    test('of one address that was renamed the only one left is meant', async () => {
      const logs = [both, second.toSpliced(4, 0, to(4, 'BBBBB2', 'renamed@i.example', unknownUser))]
      expect((await trace(logs, { to: 'w@d.example' })).messages).toMatchObject([
        { recipients: [{}, { address: 'renamed@i.example', origTo: 'w@d.example', status: 'bounced' }] },
      ])
    })

    test('of two that were renamed nobody knows which is which', async () => {
      const renamed = (second ?? []).map((line) => line.replace('u@d.example', 'x@i.example'))
      const logs = [both, renamed.toSpliced(4, 0, to(4, 'BBBBB2', 'y@i.example', unknownUser))]
      expect((await trace(logs, { queueId: 'AAAAA1' })).messages).toMatchObject([
        {
          recipients: [
            { address: 'u@d.example', next: { isToldHere: true } },
            { address: 'w@d.example', next: { isToldHere: true } },
            { address: 'x@i.example', origTo: null, hops: [{ host: 'scan' }] },
            { address: 'y@i.example', origTo: null, hops: [{ host: 'scan' }] },
          ],
        },
      ])
    })
  })

  test('asked by what only one host knows', async () => {
    const byClient = { to: 'u@d.example', client: '192.0.2.1', statuses: ['bounced'] } as const
    expect((await trace(returned, byClient)).messages).toHaveLength(1)
    expect((await trace(returned, { client: 'relay' })).messages).toHaveLength(1)
    expect((await trace(returned, { client: '203.0.113.1' })).messages).toEqual([])
  })

  test('outside the time that is asked for it is told with the rest', async () => {
    const until = Date.parse('2026-03-03T06:00:03Z') / 1000
    const { messages } = await trace(returned, { to: 'u@d.example', until })
    expect(messages).toMatchObject([{ queueIds: ['AAAAA1', 'BBBBB2'] }])
  })

  test('its log says nothing yet', async () => {
    const { messages } = await trace([two[0] ?? [], (two[1] ?? []).slice(0, 3)], { queueId: 'AAAAA1' })
    expect(messages).toMatchObject([
      { queueIds: ['AAAAA1', 'BBBBB2'], recipients: [{ next: { isToldHere: true } }] },
    ])
  })
})

describe('strangers with the same queue ID', () => {
  test.each([
    ['another message-id', 'other@x'],
    ['no message-id', ''],
  ])('%s', async (_name, messageId) => {
    const stranger = postfix({ ...scan, messageId, outcome: boxed })
    const { messages } = await trace([two[0] ?? [], stranger], { to: 'u@d.example' })
    expect(messages.map(({ queueIds }) => queueIds)).toEqual([['AAAAA1'], ['BBBBB2']])
  })

  test('neither message has a message-id', async () => {
    const logs = [
      postfix({ ...relay, messageId: '', outcome: took('scan', 'BBBBB2') }),
      postfix({ ...scan, messageId: '', outcome: boxed }),
    ]
    expect((await trace(logs, { to: 'u@d.example' })).messages).toHaveLength(2)
  })

  test('of two hosts with that ID for that message the one that was named', async () => {
    const copy = postfix({ ...scan, host: 'other', outcome: unknownUser })
    const { messages } = await trace([...two, copy], { queueId: 'AAAAA1' })
    expect(messages).toMatchObject([{ hosts: [{ host: 'relay' }, { host: 'scan' }] }])
  })

  test('a message that says it went on to itself ends', () => {
    const next = { host: 'h[192.0.2.1]', queueId: 'BBBBB2' }
    const recipient = { address: 'u', origTo: null, status: 'delivered', relay: null, dsn: null } as const
    const rest = { reply: null, delay: 1, attempts: 1, tries: [], account: null }
    const story = (queueId: string, to: string, serial: number): HostStory => ({
      host: null,
      serial,
      message: {
        ...{ messageId: 'm', sender: '', subject: null, size: null, client: null, saslUser: null },
        ...{ received: null, queueIds: [queueId], notices: [], events: [] },
        recipients: [{ ...recipient, ...rest, next: { ...next, queueId: to } }],
      },
    })
    const circle = acrossHosts([story('A', 'B', 0), story('B', 'A', 1)])
    expect(circle.map(({ parts }) => parts.length)).toEqual([2])
    const chain = Array.from({ length: 30_000 }, (_, at) => story(`Q${at}`, `Q${at + 1}`, at))
    expect(acrossHosts(chain).flatMap(({ parts }) => parts)).toHaveLength(30_000)
  })
})
