import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ownSetupDesk } from '../../src/cli/own-setup-file.ts'
import { keepRegistration } from '../../src/watch/history/registrations.ts'
import { retentionIn } from '../../src/watch/history/retention.ts'
import { tidyHistory } from '../../src/watch/history/tidy.ts'
import { diskFull } from '../watch/watched-host.ts'
import { servedConsole } from './served-console.ts'

/** Looked into by the tests as it is. */
const answerSchema = z.record(z.string(), z.any())

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-settings-'))
const path = join(folder, 'own-setup.json')
let it: Awaited<ReturnType<typeof servedConsole>>
let ada: Record<string, string>

beforeEach(async () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  it = await servedConsole({
    users: { ada: 'admin' },
    ownSetup: ownSetupDesk(() => Date.parse('2026-03-03T12:00:00Z'), path),
  })
  ada = await it.signedIn('ada')
})
afterEach(() => it.close())

const answerOf = async (method: string, where: string, body?: unknown) => {
  const answer =
    method === 'GET' ? await it.call(where, { headers: ada }) : await it.send(method, where, body, ada)
  return { status: answer.status, body: answerSchema.parse(await answer.json()) }
}

describe('settings', () => {
  test('are the usual ones until somebody sets them; then they hold', async () => {
    const before = await answerOf('GET', '/settings')
    expect(before.body.retention).toEqual(before.body.usual.retention)
    const wanted = { ...before.body.retention, hoursDays: 90, incidentsDays: 31 }
    expect((await answerOf('PUT', '/settings', { retention: wanted })).body.retention).toEqual(wanted)
    expect(retentionIn(it.host.store)).toEqual(wanted)
    expect(it.access.audit.latest(1)).toMatchObject([
      { who: 'ada', what: 'settings-changed', detail: 'hoursDays 400 → 90, incidentsDays 1096 → 31' },
    ])
  })

  test('what cannot be is refused, with the field', async () => {
    const usual = (await answerOf('GET', '/settings')).body.retention
    for (const wrong of [
      { hoursDays: 1 },
      { minutesDays: 31, hoursDays: 30 },
      { other: 1 },
      { mostMegabytes: 1e9 },
    ])
      expect((await answerOf('PUT', '/settings', { retention: { ...usual, ...wrong } })).status).toBe(400)
  })

  test('incidents that are over for longer are forgotten', async () => {
    await it.host.watch(120, [diskFull])
    await it.host.watch(300, [])
    const { overAt = 0 } = it.host.store.incidents.latest(1)[0] ?? {}
    await answerOf('PUT', '/settings', { retention: { incidentsDays: 31 } })
    const day = 86_400_000
    tidyHistory(it.host.store, overAt + 30 * day)
    expect(it.host.store.incidents.latest(1)).toHaveLength(1)
    tidyHistory(it.host.store, overAt + 32 * day)
    expect(it.host.store.incidents.latest(1)).toEqual([])
  })
})

describe('a channel', () => {
  test('is changed without its secret being told or lost', async () => {
    const channel = {
      name: 'phone',
      kind: 'ntfy',
      settings: { url: 'https://ntfy.example', topic: 't' },
      secret: 'tk_secret',
    }
    expect((await answerOf('POST', '/channels', channel)).status).toBe(200)
    const quiet = { from: '22:00', until: '07:00', except: 'critical' }
    const route = { severity: 'low', topics: ['delivery'], afterMinutes: 15, quiet, digestAt: '08:00' }
    const changed = await answerOf('PATCH', '/channels/phone', { route })
    expect(changed.body).toMatchObject({ name: 'phone', route, settings: { topic: 't' } })
    expect(it.host.store.channels.get('phone')?.secret).toBe('tk_secret')
    expect(JSON.stringify(changed.body)).not.toContain('tk_secret')
    expect((await answerOf('PATCH', '/channels/phone', { settings: { url: 'no' } })).status).toBe(400)
    expect((await answerOf('PATCH', '/channels/nobody', { route })).status).toBe(404)
  })

  test('that runs a program of the host gets no other program from here', async () => {
    const document = JSON.stringify({ route: {}, settings: { program: '/usr/local/bin/ring' } })
    it.host.store.channels.put({ name: 'bell', kind: 'command', document, secret: '' })
    expect((await answerOf('PATCH', '/channels/bell', { settings: { program: '/bin/sh' } })).status).toBe(403)
    expect((await answerOf('PATCH', '/channels/bell', { route: { severity: 'critical' } })).status).toBe(200)
  })
})

describe('the own set-up', () => {
  test('is nothing without a file; a change is written, and the old one kept', async () => {
    const first = await answerOf('GET', '/own-setup')
    expect(first.body).toMatchObject({ path, errors: [], setup: { gateways: [], publicAddresses: [] } })
    const setup = { gateways: ['mx.filter.example'], publicAddresses: ['203.0.113.7'] }
    const put = await answerOf('PUT', '/own-setup', { revision: first.body.revision, setup })
    expect(put.body.setup).toMatchObject(setup)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(setup)
    await answerOf('PUT', '/own-setup', { revision: put.body.revision, setup: {} })
    expect(readdirSync(folder).toSorted()).toEqual(['own-setup.json', 'own-setup.json.2026-03-03T120000Z'])
    expect(it.access.audit.latest(1)).toMatchObject([{ what: 'own-setup-changed' }])
  })

  test('is not overwritten by who has seen an older one', async () => {
    const { revision } = (await answerOf('GET', '/own-setup')).body
    writeFileSync(path, '{"gateways":["mx.other.example"]}')
    expect((await answerOf('PUT', '/own-setup', { revision, setup: {} })).status).toBe(409)
    expect(readFileSync(path, 'utf8')).toContain('mx.other.example')
  })

  test('that cannot be understood says where', async () => {
    writeFileSync(path, '{\n  "gateway": []\n}')
    const { body } = await answerOf('GET', '/own-setup')
    expect(body.setup).toBeUndefined()
    expect(body.errors).toEqual([{ line: 2, field: 'gateway', message: 'there is no such field: gateway' }])
  })

  test('refuses what it cannot mean', async () => {
    const { revision } = (await answerOf('GET', '/own-setup')).body
    for (const setup of [
      { gateways: ['x'] },
      { publicAddresses: ['10.0.0.0/8'] },
      { smarthost: {} },
      { a: 1 },
    ])
      expect((await answerOf('PUT', '/own-setup', { revision, setup })).status).toBe(400)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a maintenance window', () => {
  const repeats = {
    on: { every: 'month', nth: 2, day: 'tuesday' },
    from: '02:00',
    until: '04:00',
    zone: 'Europe/Berlin',
  }

  test('needs no end, and says when it holds next', async () => {
    const added = await answerOf('POST', '/mutes', { scope: 'all', reason: 'updates', repeats })
    expect(added.body).toMatchObject({
      scope: '*',
      repeats,
      next: { from: expect.stringContaining(':00:00Z') },
    })
    expect((await answerOf('GET', '/mutes')).body.mutes).toMatchObject([{ repeats }])
    expect((await answerOf('POST', '/mutes', { scope: 'all', reason: 'once' })).status).toBe(400)
    const wrong = { ...repeats, zone: 'Mars/Olympus' }
    expect((await answerOf('POST', '/mutes', { scope: 'all', reason: 'x', repeats: wrong })).status).toBe(400)
  })
})

describe('the figures of a host, and of a domain', () => {
  test('by the hour, of the host that watches', async () => {
    await it.host.watch(30, [])
    const at = Math.floor(it.host.clock.now() / 1_000)
    it.host.store.history.count([{ measure: 'received', subject: '', at, value: 7 }])
    const name = it.host.watcher.latest?.target.name ?? ''
    const { body } = await answerOf('GET', `/hosts/${name}/figures?range=week`)
    expect(body).toMatchObject({
      host: name,
      totals: { received: 7, delivered: 0 },
      hours: [{ received: 7 }],
    })
    expect((await answerOf('GET', '/hosts/nobody/figures')).status).toBe(404)
  })

  test('days left of a registration, and how they were', async () => {
    const seenAt = it.host.clock.now()
    keepRegistration(it.host.store, 'example.org', { expiresAt: seenAt + 30.25 * 86_400_000, seenAt })
    const { body } = await answerOf('GET', '/domains/example.org')
    expect(body).toMatchObject({
      registration: { daysLeft: 30.3 },
      registrationHistory: [{ daysLeft: 30.3 }],
    })
  })
})
