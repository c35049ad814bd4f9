import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/access/clock.ts'
import { sendRequest } from '../../../src/access/outbound/http-request.ts'
import type { Alert } from '../../../src/watch/alerts/alert.ts'
import { channelKinds } from '../../../src/watch/alerts/channels/all.ts'
import { wordingOf } from '../../../src/watch/alerts/wording.ts'

/** Every channel against a real HTTP endpoint, with texts that would be markup somewhere. */

const alert: Alert = {
  id: 'mail.example.org-3-opened-1000',
  kind: 'opened',
  at: 1_764_000_000_000,
  host: 'mail.example.org',
  incident: 3,
  condition: 'storage-disk-full',
  topic: 'resources',
  severity: 'critical',
  title: '/var/spool is full <b>*now*</b> @everyone "quoted"\\',
  because: 'Postfix cannot write & defers with 452 4.3.1.',
  impact: '214 messages',
  firstStep: { do: 'Free some room.', command: 'journalctl --vacuum-size=200M' },
  since: 1_763_999_000_000,
}

interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let received: Received[] = []
let status = 200
const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text
  })
  request.on('end', () => {
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
    response.writeHead(status).end(status === 200 ? 'ok' : 'no such topic')
  })
})
let base = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const own: Readonly<
  Record<string, { settings?: Record<string, string>; secret?: (base: string) => string }>
> = {
  ntfy: { settings: { topic: 'mail' } },
  telegram: { settings: { chat: '-100' } },
  slack: { secret: (where) => `${where}/services/T0/B0/x` },
  discord: { secret: (where) => `${where}/api/webhooks/1/x` },
  teams: { secret: (where) => `${where}/workflows/x` },
  matrix: { settings: { room: '!r:example.org' } },
  pushover: { settings: { user: 'u' } },
  sms: { settings: { body: '{"to":"+49","text":"{text}"}' } },
}

const takesUrl = (kind: string) => !['slack', 'discord', 'teams'].includes(kind)

async function send(kind: string, what: Alert = alert): Promise<Received> {
  const found = channelKinds.find((one) => one.kind === kind)
  if (found === undefined) throw new Error(kind)
  const { settings = {}, secret = () => 's3cret' } = own[kind] ?? {}
  const parsed = found.schema.parse({ ...settings, ...(takesUrl(kind) ? { url: base } : {}) })
  const delivery = found.deliver({ settings: parsed, secret: secret(base) }, what, wordingOf(what, 'en'))
  if (delivery.via !== 'http') throw new Error(`${kind} is not HTTP`)
  received = []
  const answer = await sendRequest(delivery, systemClock)
  expect(answer.status).toBe('known')
  return received[0] as Received
}

const overHttp = channelKinds
  .filter(({ kind }) => kind !== 'email' && kind !== 'command')
  .map(({ kind }) => kind)

describe.each(overHttp)('%s', (kind) => {
  test('hands over cause, impact and the first step', async () => {
    const { body } = await send(kind)
    const text = decodeURIComponent(body)
    expect(text).toContain('spool')
    if (kind !== 'sms') expect(text).toContain('Free some room')
    if (kind !== 'sms') expect(text).toContain('214 messages')
  })

  test('says too that it is over', async () => {
    const { body } = await send(kind, { ...alert, kind: 'over', lasted: 3_900_000 })
    expect(body).toMatch(/over|resolve|endsAt/)
  })
})

describe('what each makes of hostile text', () => {
  test('Slack and its like see text, no links and no calls', async () => {
    const { text } = JSON.parse((await send('slack')).body)
    expect(text).toContain('&lt;b&gt;*now*&lt;/b&gt; @everyone')
  })

  test('Discord shows Markdown as it is', async () => {
    const { content } = JSON.parse((await send('discord')).body)
    expect(content).toContain(String.raw`\<b\>\*now\*\</b\>`)
  })

  test('a template of JSON stays JSON', async () => {
    const { to, text } = JSON.parse((await send('sms')).body)
    expect([to, text.includes('"quoted"\\')]).toEqual(['+49', true])
  })

  test('Discord calls nobody', async () => {
    expect(JSON.parse((await send('discord')).body)).toMatchObject({ allowed_mentions: { parse: [] } })
  })
})

test('a webhook is signed as Standard Webhooks says, over id, time and body', async () => {
  const { createHmac } = await import('node:crypto')
  const { headers, body } = await send('webhook')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', 's3cret').update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${expected}`)
})

test('PagerDuty and Alertmanager know the incident again when it is over', async () => {
  const first = JSON.parse((await send('pagerduty')).body)
  const last = JSON.parse((await send('pagerduty', { ...alert, kind: 'over', at: alert.at + 9_000 })).body)
  expect([first.event_action, last.event_action]).toEqual(['trigger', 'resolve'])
  expect(last.dedup_key).toBe(first.dedup_key)
  const [open] = JSON.parse((await send('alertmanager')).body)
  const [over] = JSON.parse((await send('alertmanager', { ...alert, kind: 'over' })).body)
  expect(over.labels).toEqual(open.labels)
  expect([open.endsAt, typeof over.endsAt]).toEqual([undefined, 'string'])
})

test('Matrix sends the same transaction again: the room shows it once', async () => {
  const [first, second] = [await send('matrix'), await send('matrix')]
  expect(first.method).toBe('PUT')
  expect(second.path).toBe(first.path)
})

test('a refusal is told with the words of the other side', async () => {
  status = 404
  try {
    const answer = await sendRequest({ method: 'POST', url: base, headers: {}, body: '' }, systemClock)
    expect(answer).toMatchObject({ status: 'unknown', because: { code: 'refused' } })
    expect(JSON.stringify(answer)).toContain('HTTP 404: no such topic')
  } finally {
    status = 200
  }
})

describe('settings that cannot work are refused before they are kept', () => {
  const cases: readonly [kind: string, settings: Record<string, string>, says: RegExp][] = [
    ['ntfy', { url: 'ftp://x', topic: 't' }, /http or https/],
    ['ntfy', { url: 'https://ntfy.sh' }, /topic/],
    ['email', { to: 'nobody', from: 'a@example.org' }, /mail address/],
    ['email', { to: 'a@example.net', from: 'a@example.org', relay: 'localhost:25' }, /its queue may be/],
    ['email', { to: 'a@example.net', from: 'a@example.org', relay: 'smtp.example.net' }, /host:port/],
    ['command', { path: 'page-me' }, /absolute/],
    ['sms', { url: 'https://x.example', body: 'no place' }, /\{text\}/],
    ['gotify', { url: 'https://x.example', colour: 'red' }, /colour|unrecognized/i],
  ]
  test.each(cases)('%s %o', (kind, settings, says) => {
    const parsed = channelKinds.find((one) => one.kind === kind)?.schema.safeParse(settings)
    expect(JSON.stringify(parsed?.error?.issues)).toMatch(says)
  })
})

describe('what is said', () => {
  test('fits a lock screen: verdict first', () => {
    expect(wordingOf(alert, 'en').title).toMatch(/^critical on mail\.example\.org: \/var\/spool is full/)
    expect(wordingOf({ ...alert, title: 'x'.repeat(999) }, 'en').title.length).toBeLessThanOrEqual(200)
  })

  test('in Chinese too', () => {
    const { title, lines } = wordingOf({ ...alert, kind: 'over', lasted: 3_900_000 }, 'zh')
    expect(title).toMatch(/^mail\.example\.org 已恢复/)
    expect(lines.join('\n')).toContain('持续了 1 小时 5 分钟')
  })
})
