import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCapture } from '../../src/cli/open-world.ts'
import { replayedQuestions } from '../../src/cli/replayed-questions.ts'
import type { FlowAnswer } from '../../src/server/api/flow.ts'
import type { HostsAnswer } from '../../src/server/api/hosts.ts'
import type { IncidentDetail } from '../../src/server/api/incident-schema.ts'
import type { IncidentsAnswer } from '../../src/server/api/incidents.ts'
import type { MessagesAnswer } from '../../src/server/api/messages.ts'
import type { NowAnswer } from '../../src/server/api/now.ts'
import { diskFull } from '../watch/watched-host.ts'
import { servedConsole } from './served-console.ts'

const demo = fileURLToPath(new URL('../../demo/port-25-blocked.mmc', import.meta.url))

let it: Awaited<ReturnType<typeof servedConsole>>
let headers: Record<string, string> = {}
beforeAll(async () => {
  const world = await openCapture(demo)
  it = await servedConsole({ users: { ada: 'admin' }, questions: replayedQuestions(world) })
  headers = await it.signedIn('ada')
})
afterAll(() => it.close())

const get = async <T>(path: string): Promise<T> => (await (await it.call(path, { headers })).json()) as T
const post = (path: string, body: unknown) => it.send('POST', path, body, headers)

describe('now', () => {
  test('before the first look it says so, in the language that is asked for', async () => {
    const now = await get<NowAnswer>('/now?lang=zh')
    expect([now.verdict, now.sentence]).toEqual(['not-looked-yet', '尚未检查：首次检查需要几秒钟'])
  })

  test('a suspicion is shown as one; what is confirmed is open', async () => {
    await it.host.watch(20, [diskFull])
    expect((await get<NowAnswer>('/now')).incidents.map(({ state }) => state)).toEqual(['suspected'])
    await it.host.watch(40, [diskFull])
    const now = await get<NowAnswer>('/now')
    expect(now.incidents).toHaveLength(1)
    expect(now.incidents[0]).toMatchObject({
      ...{ state: 'open', severity: 'critical', title: '/var is full', host: 'mail' },
      ...{ since: '2026-03-03T09:00:00Z', nextStep: { do: 'Make room', command: 'du -x /var' } },
    })
    expect(now.told).toEqual({ channels: 1, waiting: 1 })
  })

  test('hosts say how they are', async () => {
    const { hosts } = await get<HostsAnswer>('/hosts')
    expect(hosts).toMatchObject([
      { name: 'mail', verdict: 'problem', open: 1, worst: 'critical', silent: false },
    ])
  })
})

describe('an incident', () => {
  const events = async () =>
    (await get<IncidentDetail>('/incidents/1')).events.map(({ kind, who }) => `${kind} ${who}`)

  test('is found by what it is', async () => {
    const found = async (query: string) =>
      (await get<IncidentsAnswer>(`/incidents?${query}`)).incidents.length
    expect(await found('state=open')).toBe(1)
    expect(await found('state=over')).toBe(0)
    expect(await found('severity=critical&topic=resources&text=VAR')).toBe(1)
    expect(await found('condition=dns-ptr-missing')).toBe(0)
    expect((await it.call('/incidents?state=strange', { headers })).status).toBe(400)
    expect((await it.call('/incidents/99', { headers })).status).toBe(404)
    expect((await it.call('/incidents/1e3', { headers })).status).toBe(404)
    expect((await it.call('/incidents/abc', { headers })).status).toBe(400)
  })

  test('is acknowledged, noted, muted; whoever looks on is told', async () => {
    const told: unknown[] = []
    const ended = new AbortController()
    const looking = (async () => {
      for await (const event of it.events.follow(ended.signal)) told.push(event)
    })()
    expect((await post('/incidents/1/acknowledge', { note: 'a disk is ordered' })).status).toBe(200)
    expect((await post('/incidents/1/notes', { text: '<b>it comes at noon</b>' })).status).toBe(200)
    expect((await post('/incidents/1/notes', { text: ' ' })).status).toBe(400)
    const muted = (await (
      await post('/incidents/1/mute', { hours: 4, reason: 'noon' })
    ).json()) as IncidentDetail
    expect(muted).toMatchObject({ acknowledged: { by: 'ada' }, muted: { by: 'ada', reason: 'noon' } })
    expect(await events()).toEqual(['opened mailmedic', 'acknowledged ada', 'noted ada', 'muted ada'])
    expect((await it.call('/incidents/1/mute', { method: 'DELETE', headers })).status).toBe(200)
    expect((await get<IncidentDetail>('/incidents/1')).muted).toBeUndefined()
    ended.abort()
    await looking
    expect(told).toMatchObject(
      ['acknowledged', 'noted', 'muted', 'unmuted'].map((change) => ({ kind: 'incident', id: 1, change })),
    )
    const audited = it.access.audit.latest(4).map(({ what, detail }) => `${what} ${detail}`)
    expect(audited.toReversed()).toEqual([
      'incident-acknowledged #1',
      'incident-noted #1',
      'incident-muted #1 4 h',
      'incident-unmuted #1',
    ])
  })

  test('becomes a report, in which notes stand as text', async () => {
    const { markdown } = await get<{ readonly markdown: string }>('/incidents/1/report')
    expect(markdown).toContain('# Outage report: /var is full')
    expect(markdown).not.toContain('<b>')
  })
})

describe('the audit log', () => {
  test('is only added to', () => {
    const { audit } = it.access
    expect(Object.keys(audit).toSorted()).toEqual(['add', 'latest'])
  })
})

describe('mail', () => {
  test('is found by an address, and told what its replies mean', async () => {
    const all = await get<MessagesAnswer>('/messages?status=deferred')
    expect(all.total).toBeGreaterThan(0)
    const [mail] = all.messages
    const address = mail?.recipients[0]?.address ?? ''
    const found = await get<MessagesAnswer>(`/messages?q=${encodeURIComponent(address)}`)
    expect(found.understood).toContainEqual({ field: 'address', value: address })
    expect(found.messages.map(({ queueIds }) => queueIds)).toContainEqual(mail?.queueIds)
    expect(mail?.recipients[0]?.meaning?.title).toMatch(/\w/)
    expect(found.notes.join()).toContain('/var/log/mail.log')
  })

  test('nothing is asked without saying which mail', async () => {
    expect((await it.call('/messages', { headers })).status).toBe(400)
    expect((await it.call('/messages?q=the%20mail', { headers })).status).toBe(400)
  })

  test('flows: from the log until there is a history', async () => {
    const flow = await get<FlowAnswer>('/flow?range=day')
    expect(flow.stepSeconds).toBe(3_600)
    expect(flow.totals.deferred).toBeGreaterThan(0)
    expect(flow.reasons[0]).toMatchObject({ kind: 'deferred' })
    expect(flow.points.length).toBeGreaterThan(0)
  })

  test('flows: from the history of the watch', async () => {
    const at = Math.floor(it.host.clock.now() / 1_000) - 600
    const { history } = it.host.store
    history.count([
      { measure: 'received', subject: '', at, value: 7 },
      { measure: 'delivered', subject: '', at, value: 5 },
      { measure: 'delivered-to', subject: 'example.net', at, value: 5 },
      { measure: 'bounced-because', subject: 'mailbox-full', at, value: 2 },
    ])
    const flow = await get<FlowAnswer>('/flow?range=day')
    expect(flow.points).toEqual([
      expect.objectContaining({ received: 7, delivered: 5, deferred: 0, bounced: 0, rejected: 0 }),
    ])
    expect(flow.totals).toMatchObject({ received: 7, delivered: 5 })
    expect(flow.destinations).toMatchObject([{ domain: 'example.net', delivered: 5 }])
    expect(flow.reasons).toMatchObject([{ kind: 'bounced', reason: 'mailbox-full', count: 2 }])
  })

  test('is explained, as text or as it came', async () => {
    const answer = await post('/explain', { text: '552 5.2.2 <bob@example.org>: Quota exceeded' })
    expect(await answer.json()).toMatchObject({
      pages: [{ items: [{ answer: { reason: 'mailbox-full' } }] }],
    })
    const mail = await it.call('/explain/message', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'message/rfc822' },
      body: 'From: a@example.org\nTo: b@example.net\nSubject: <script>alert(1)</script>\n\nhello\n',
    })
    expect(mail.status).toBe(200)
    expect(mail.headers.get('content-type')).toMatch(/^application\/json/)
  })
})

describe('a capture', () => {
  const send = (body: Uint8Array<ArrayBuffer>) =>
    it.call('/bundles', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body,
    })

  test('is examined like a host', async () => {
    const answer = await send(Uint8Array.from(readFileSync(demo)))
    const report = (await answer.json()) as { readonly diagnoses: readonly { readonly condition: string }[] }
    expect(report.diagnoses[0]?.condition).toBe('network-port25-blocked-outbound')
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.from([1, 2, 3, 4])],
    ['gzip of noise', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff])],
  ])('%s is none', async (_, bytes) => {
    const answer = await send(bytes)
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('/tmp/')
  })
})

test('nothing failed', () => expect(it.failures).toEqual([]))
