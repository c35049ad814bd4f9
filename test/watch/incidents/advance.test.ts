import { describe, expect, test } from 'vitest'
import type { ReportedDiagnosis } from '../../../src/report/schema.ts'
import { advance } from '../../../src/watch/incidents/advance.ts'
import { type Change, type Incident, keyOf } from '../../../src/watch/incidents/incident.ts'
import type { Observation } from '../../../src/watch/incidents/observation.ts'
import { defaultPolicy } from '../../../src/watch/incidents/policy.ts'

/** The conditions of this test are made up: of them, mail that waits is the symptom. */
const policy = { ...defaultPolicy, lingers: (condition: string) => condition === 'mail-deferred' }

const second = 1_000

interface Seen {
  readonly condition: string
  readonly subject?: string
  readonly severity?: ReportedDiagnosis['severity']
  readonly messages?: number
  readonly explains?: readonly string[]
  readonly marks?: readonly string[]
}

function diagnosis({ condition, subject = 'host', severity = 'high', messages = 0, explains = [] }: Seen) {
  return {
    condition,
    topic: 'delivery',
    severity,
    confidence: 'certain',
    subject,
    title: condition,
    because: condition,
    impact: { messages, users: 0, text: '' },
    evidence: [],
    explains: explains.map((id) => ({ condition: id, subject: 'host', title: id, confirmed: true })),
    ruledOut: [],
    fix: [],
    verify: [],
    references: [],
  } satisfies ReportedDiagnosis
}

const all = ['disk-full', 'mail-deferred', 'mx-missing', 'queue-old', 'server-stopped', 'settings-broken']

/** Rounds of looking at given seconds; what people are told, as `second kind condition`. */
class Watch {
  readonly told: string[] = []
  #incidents: Incident[] = []
  #lastId = 0

  look(
    at: number,
    seen: readonly Seen[],
    more: { untold?: readonly string[]; asked?: readonly string[] } = {},
  ) {
    const problems = seen.map(diagnosis)
    const observation: Observation = {
      at: at * second,
      problems,
      seen: new Set(problems.flatMap((one) => [keyOf(one), ...one.explains.map(keyOf)])),
      untold: new Set(more.untold ?? []),
      asked: new Set(more.asked ?? all),
      marks: new Map(seen.map((one) => [keyOf(diagnosis(one)), one.marks ?? []])),
    }
    const { changed, dismissed, changes } = advance(this.#incidents, observation, policy, this.#lastId + 1)
    const replaced = new Set([...changed.map(({ id }) => id), ...dismissed])
    this.#incidents = [...this.#incidents.filter(({ id }) => !replaced.has(id)), ...changed]
    this.#lastId = Math.max(this.#lastId, ...this.#incidents.map(({ id }) => id))
    this.told.push(
      ...changes.map((change: Change) => `${at} ${change.kind} ${change.incident.key.split(' ')[0]}`),
    )
    return this
  }

  get open() {
    return this.#incidents.filter(({ state }) => state === 'open')
  }

  get all() {
    return this.#incidents
  }
}

const disk: Seen = { condition: 'disk-full' }
const deferred: Seen = { condition: 'mail-deferred', messages: 3 }
const diskWithSymptom: Seen = { condition: 'disk-full', explains: ['mail-deferred'] }

describe('nobody is told', () => {
  test('of what was seen once', () => {
    expect(new Watch().look(0, [disk]).look(5, []).look(60, []).told).toEqual([])
  })

  test('of a state that was gone before the confirming look, each time', () => {
    const watch = new Watch()
    for (let at = 0; at < 600; at += 20) watch.look(at, at % 40 === 0 ? [disk] : [])
    expect(watch.told).toEqual([])
  })

  test('twice of the same', () => {
    const watch = new Watch()
    for (let at = 0; at < 600; at += 20) watch.look(at, [disk])
    expect(watch.told).toEqual(['20 opened disk-full'])
  })

  test('that it is over, when the round could not tell', () => {
    const watch = new Watch().look(0, [disk]).look(20, [disk])
    for (let at = 40; at < 600; at += 20) watch.look(at, [], { untold: ['disk-full'] })
    expect(watch.told).toEqual(['20 opened disk-full'])
  })

  test('that it is over, when the round did not ask', () => {
    const watch = new Watch().look(0, [disk]).look(20, [disk])
    for (let at = 40; at < 600; at += 20) watch.look(at, [], { asked: ['mx-missing'] })
    expect(watch.open.length).toBe(1)
  })

  test('of a symptom beside its cause', () => {
    const watch = new Watch().look(0, [diskWithSymptom]).look(20, [diskWithSymptom])
    expect(watch.told).toEqual(['20 opened disk-full'])
  })

  test('of mail that still waits after the cause is gone; after an hour it is trouble of its own', () => {
    const watch = new Watch().look(0, [diskWithSymptom]).look(20, [diskWithSymptom])
    for (let at = 40; at < 4_200; at += 20) watch.look(at, [deferred])
    expect(watch.told).toEqual(['20 opened disk-full', '100 over disk-full', '3660 opened mail-deferred'])
  })
})

describe('people are told', () => {
  test('of a state that was a symptom of what is over, and is there by itself now', () => {
    const stopped = { condition: 'stopped' }
    const cause = { ...diskWithSymptom, explains: ['stopped'] }
    const watch = new Watch().look(0, [cause]).look(20, [cause])
    for (let at = 40; at < 200; at += 20) watch.look(at, [])
    watch.look(200, [stopped]).look(220, [stopped])
    expect(watch.told.at(-1)).toBe('220 opened stopped')
  })

  test('within seconds of mail that was hit', () => {
    expect(new Watch().look(0, [deferred]).look(3, [deferred]).told).toEqual(['3 opened mail-deferred'])
  })

  test('that it is over, after a while without it', () => {
    const watch = new Watch().look(0, [disk]).look(20, [disk]).look(40, []).look(60, []).look(90, [])
    expect(watch.told).toEqual(['20 opened disk-full', '90 over disk-full'])
    expect(watch.all[0]?.overAt).toBe(40 * second)
  })

  test('of the cause, when what was announced was its symptom: one incident', () => {
    const watch = new Watch().look(0, [deferred]).look(3, [deferred])
    watch.look(20, [diskWithSymptom]).look(40, [diskWithSymptom])
    expect(watch.told).toEqual(['3 opened mail-deferred', '20 cause-found disk-full'])
    expect(watch.open.map(({ id, members }) => [id, members])).toEqual([[1, ['mail-deferred host']]])
  })

  test('that it got worse', () => {
    const watch = new Watch()
      .look(0, [disk])
      .look(20, [disk])
      .look(40, [{ ...disk, severity: 'critical' }])
    watch.look(60, [disk]).look(80, [{ ...disk, severity: 'critical' }])
    expect(watch.told).toEqual(['20 opened disk-full', '40 worse disk-full'])
  })

  test('less and less often of what flaps', () => {
    const watch = new Watch()
    // Broken for two minutes, well for two minutes, for three hours.
    for (let at = 0; at < 3 * 3_600; at += 20) watch.look(at, at % 240 < 120 ? [disk] : [])
    expect(watch.told).toEqual([
      '20 opened disk-full',
      '180 over disk-full',
      '260 opened disk-full',
      '460 over disk-full',
      '500 opened disk-full',
    ])
    expect(watch.all.length).toBe(1)
  })

  test('of two causes: two incidents, and when one explains the other after all, one', () => {
    const watch = new Watch().look(0, [deferred, { condition: 'queue-old' }])
    watch.look(20, [deferred, { condition: 'queue-old' }])
    const both: Seen = { condition: 'disk-full', explains: ['mail-deferred', 'queue-old'] }
    watch.look(40, [both]).look(60, [both])
    expect(watch.told).toEqual(['20 opened mail-deferred', '20 opened queue-old', '40 cause-found disk-full'])
    expect(watch.open.length).toBe(1)
  })
})

describe('beside a critical incident', () => {
  const stopped: Seen = {
    ...{ condition: 'server-stopped', severity: 'critical', marks: ['unit:imap.service', 'port:993'] },
  }
  const settings: Seen = { condition: 'settings-broken', severity: 'medium', marks: ['port:993'] }

  const looked = (watch: Watch, from: number, to: number, seen: readonly Seen[]) => {
    for (let at = from; at < to; at += 20) watch.look(at, seen)
    return watch
  }

  test('what shows on the same things waits, and is over without a word when the cause is', () => {
    const watch = looked(new Watch(), 0, 300, [stopped, settings])
    // After the repair one look was still of before.
    watch.look(300, [settings])
    expect(looked(watch, 320, 900, []).told).toEqual(['20 opened server-stopped', '360 over server-stopped'])
  })

  test('what began with it and stays is told, once it was seen anew for long enough', () => {
    const watch = looked(new Watch(), 0, 300, [stopped, settings])
    expect(looked(watch, 300, 900, [settings]).told).toEqual([
      '20 opened server-stopped',
      '360 opened settings-broken',
      '360 over server-stopped',
    ])
  })

  test('it waits for ten minutes at most: people may know of the other', () => {
    const watch = looked(new Watch(), 0, 900, [stopped, settings])
    expect(watch.told).toEqual(['20 opened server-stopped', '600 opened settings-broken'])
  })

  test('what shows elsewhere is told at once; a domain joins nothing', () => {
    const told = (marks: readonly string[]) =>
      looked(new Watch(), 0, 60, [
        { ...stopped, marks: ['unit:a', 'domain:example.org'] },
        { ...settings, marks },
      ]).told
    expect(told(['unit:b', 'domain:example.org'])).toHaveLength(2)
    expect(told(['unit:a'])).toHaveLength(1)
  })

  test('what is critical itself is told at once', () => {
    const watch = looked(new Watch(), 0, 60, [stopped, { ...settings, severity: 'critical' }])
    expect(watch.told).toHaveLength(2)
  })

  test('what began before it is not doubted when it ends', () => {
    const watch = looked(new Watch(), 0, 20, [settings])
    watch
      .look(20, [settings])
      .look(40, [settings, stopped])
      .look(60, [settings, stopped])
      .look(80, [settings])
    expect(watch.told).toEqual(['20 opened settings-broken', '60 opened server-stopped'])
  })
})
