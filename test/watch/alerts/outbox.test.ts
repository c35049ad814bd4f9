import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { known, unknown } from '../../../src/access/answer.ts'
import type { Clock } from '../../../src/access/clock.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import type { Alert } from '../../../src/watch/alerts/alert.ts'
import type { Delivery } from '../../../src/watch/alerts/channel-kind.ts'
import { delayAfter, sendDue } from '../../../src/watch/alerts/outbox.ts'

const minute = 60_000

function alertOf(id: string): Alert {
  return {
    id,
    kind: 'opened',
    at: 0,
    host: 'mail',
    incident: 1,
    condition: 'c',
    topic: 'delivery',
    severity: 'high',
    title: id,
    because: '',
    impact: '',
  }
}

/** A queue with one webhook, and an endpoint that works or not. The time is ours. */
function outbox() {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'mailmedic-outbox-')), 'mailmedic.db'))
  const clock: Clock & { at: number } = { at: 0, now: () => clock.at }
  const taken: string[] = []
  const endpoint = { works: true, tries: 0 }
  const carry = async (delivery: Delivery) => {
    endpoint.tries++
    const secretUrl = delivery.via === 'http' ? delivery.url : ''
    if (!endpoint.works) return unknown('refused', `${secretUrl} answered HTTP 503`)
    taken.push(delivery.via === 'http' ? JSON.parse(delivery.body).text.split('\n')[0] : '')
    return known('HTTP 200')
  }
  const document = JSON.stringify({ route: {}, settings: {}, language: 'en' })
  store.channels.put({ name: 'chat', kind: 'slack', document, secret: 'https://hooks.example/T0/secret' })
  return {
    store,
    clock,
    taken,
    endpoint,
    add: (id: string) =>
      store.alerts.add({
        incident: 1,
        channel: 'chat',
        createdAt: clock.at,
        document: JSON.stringify(alertOf(id)),
      }),
    send: () => sendDue(store, clock, carry),
  }
}

describe('alerts', () => {
  test('are sent once, in their order', async () => {
    const box = outbox()
    for (const id of ['a', 'b', 'c']) box.add(id)
    await box.send()
    await box.send()
    expect(box.taken.map((line) => line.slice(-1))).toEqual(['a', 'b', 'c'])
    expect(box.store.alerts.waiting()).toBe(0)
  })

  test('outlive an endpoint that is down for a day, and come in their order', async () => {
    const box = outbox()
    box.endpoint.works = false
    box.add('a')
    for (; box.clock.at < 24 * 60 * minute; box.clock.at += minute) {
      if (box.clock.at === 60 * minute) box.add('b')
      await box.send()
    }
    // Not hammered: 5 s, 10 s, … then each quarter of an hour.
    expect(box.endpoint.tries).toBeLessThan(110)
    box.endpoint.works = true
    box.clock.at += 15 * minute
    await box.send()
    expect(box.taken.map((line) => line.slice(-1))).toEqual(['a', 'b'])
  })

  test('are given up after three days, and that is said', async () => {
    const box = outbox()
    box.endpoint.works = false
    box.add('a')
    box.clock.at = 4 * 24 * 60 * minute
    expect(await box.send()).toMatchObject([{ channel: 'chat', givenUp: true }])
    expect(box.store.alerts.waiting()).toBe(0)
  })

  test('never show the secret of their channel in an error', async () => {
    const box = outbox()
    box.endpoint.works = false
    box.add('a')
    expect(await box.send()).toMatchObject([{ error: '[secret] answered HTTP 503' }])
    expect(box.store.alerts.due(Number.MAX_SAFE_INTEGER, 1)[0]?.lastError).not.toContain('T0')
  })

  test('of a channel that was removed are dropped', async () => {
    const box = outbox()
    box.add('a')
    box.store.channels.remove('chat')
    await box.send()
    expect([box.endpoint.tries, box.store.alerts.waiting()]).toEqual([0, 0])
  })
})

test('tries are further and further apart, to a quarter of an hour', () => {
  expect([0, 1, 2, 7, 8, 99].map(delayAfter)).toEqual(
    [5, 10, 20, 640, 900, 900].map((seconds) => seconds * 1_000),
  )
})
