import { describe, expect, test } from 'vitest'
import { alertSchema } from '../../../src/watch/alerts/alert.ts'
import { heldUntil, type Route, routeSchema } from '../../../src/watch/alerts/routes.ts'
import { acknowledge } from '../../../src/watch/incidents/incident-log.ts'
import { diskFull, watchedHost } from '../watched-host.ts'

const minute = 60_000
const hour = 60 * minute
/** In the zone of the machine that runs the test. */
const at = (time: string) => new Date(`2026-03-03T${time}:00`).getTime()

/** What waits for a channel: kind and, where it is held back, until when. */
function waiting({ store }: ReturnType<typeof watchedHost>, channel: string): string[] {
  return store.alerts
    .due(Number.MAX_SAFE_INTEGER, 1_000)
    .filter((row) => row.channel === channel)
    .map(({ document }) => alertSchema.parse(JSON.parse(document)).kind)
}

function hostWith(route: Partial<Route>) {
  const host = watchedHost()
  const document = JSON.stringify({ route, settings: {}, language: 'en' })
  host.store.channels.put({ name: 'second', kind: 'slack', document, secret: 'https://hooks.example/T1' })
  return host
}

describe('quiet hours', () => {
  const night = routeSchema.parse({ quiet: { from: '22:00', until: '07:00' } })
  const noon = routeSchema.parse({ quiet: { from: '12:00', until: '13:00', except: 'high' } })
  test.each([
    ['by day', night, 'medium', '12:00', undefined],
    ['at their end', night, 'medium', '07:00', undefined],
    ['what is critical', night, 'critical', '03:00', undefined],
    ['before midnight', night, 'medium', '23:30', new Date('2026-03-04T07:00:00').getTime()],
    ['after midnight', night, 'high', '03:00', at('07:00')],
    ['within a day', noon, 'medium', '12:30', at('13:00')],
    ['and graver than said', noon, 'high', '12:30', undefined],
  ] as const)('%s', (_, route, severity, time, expected) => {
    expect(heldUntil(route, severity, at(time))).toBe(expected)
  })

  test.each(['24:00', '7:00', '07.00', ''])('no time of day: %j', (from) => {
    expect(routeSchema.safeParse({ quiet: { from, until: '07:00' } }).success).toBe(false)
  })

  test('hold what is not critical until the morning, in the queue', async () => {
    const host = hostWith({ quiet: { from: '00:00', until: '23:59', except: 'critical' } })
    await host.watch(60, [{ ...diskFull, severity: 'medium' }])
    expect(waiting(host, 'second')).toEqual(['opened'])
    expect(host.store.alerts.due(host.clock.at, 9).map(({ channel }) => channel)).toEqual(['chat'])
  })

  test('what is over by then is not told; what comes to be critical is told at once', async () => {
    const host = hostWith({ quiet: { from: '00:00', until: '23:59', except: 'critical' } })
    await host.watch(60, [{ ...diskFull, severity: 'medium' }])
    await host.watch(120, [])
    expect(waiting(host, 'second')).toEqual([])
    expect(waiting(host, 'chat')).toEqual(['opened', 'over'])
    await host.watch(60, [{ ...diskFull, severity: 'medium' }])
    await host.watch(60, [diskFull])
    const due = host.store.alerts.due(host.clock.at, 9).filter(({ channel }) => channel === 'second')
    expect(due.map(({ document }) => alertSchema.parse(JSON.parse(document)).kind)).toEqual(['worse'])
  })
})

describe('escalation', () => {
  test('a second channel is told when nobody has acknowledged, once, and of the end too', async () => {
    const host = hostWith({ afterMinutes: 15 })
    await host.watch(10 * 60, [diskFull])
    expect(waiting(host, 'second')).toEqual([])
    await host.watch(20 * 60, [diskFull])
    expect(waiting(host, 'second')).toEqual(['opened'])
    await host.watch(5 * 60, [])
    expect(waiting(host, 'second')).toEqual(['opened', 'over'])
    expect(waiting(host, 'chat')).toEqual(['opened', 'over'])
  })

  test('what was acknowledged in time wakes nobody else', async () => {
    const host = hostWith({ afterMinutes: 15 })
    await host.watch(60, [diskFull])
    acknowledge(host.store, 1, { at: host.clock.at, by: 'anna', note: '' })
    await host.watch(60 * 60, [diskFull])
    await host.watch(5 * 60, [])
    expect(waiting(host, 'second')).toEqual([])
  })

  test('what was over in time wakes nobody else; what returns is counted anew', async () => {
    const host = hostWith({ afterMinutes: 15 })
    await host.watch(5 * 60, [diskFull])
    await host.watch(20 * 60, [])
    await host.watch(10 * 60, [diskFull])
    expect(waiting(host, 'second')).toEqual([])
    await host.watch(10 * 60, [diskFull])
    expect(waiting(host, 'second')).toEqual(['opened'])
  })
})

describe('the summary of a day', () => {
  test('comes once a day, from its time on, with what happened', async () => {
    const host = hostWith({ digestAt: '08:00', severity: 'critical' })
    host.clock.at = at('07:58')
    await host.watch(60, [])
    expect(waiting(host, 'second')).toEqual([])
    host.store.history.count([{ measure: 'delivered', subject: '', at: at('07:00') / 1_000, value: 1_234 }])
    await host.watch(10 * 60, [{ ...diskFull, severity: 'medium' }])
    expect(waiting(host, 'second')).toEqual(['digest'])
    host.clock.at += 20 * hour
    await host.watch(60, [])
    expect(waiting(host, 'second')).toEqual(['digest'])
    host.clock.at += 4 * hour
    await host.watch(60, [])
    expect(waiting(host, 'second')).toEqual(['digest', 'digest'])
    const [, second] = host.store.alerts
      .due(Number.MAX_SAFE_INTEGER, 99)
      .filter(({ channel }) => channel === 'second')
    expect(JSON.parse(second?.document ?? '').title).toContain('0 open, 1 over since yesterday')
  })

  test('a new channel gets none for the day that has passed', async () => {
    const host = hostWith({ digestAt: '00:00', severity: 'critical' })
    await host.watch(60, [])
    expect(waiting(host, 'second')).toEqual([])
  })
})
