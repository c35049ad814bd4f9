import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../src/store/sqlite-store.ts'
import type { AlertRow } from '../../../src/store/store.ts'
import { Fleet, OtherTokenError } from '../../../src/watch/fleet/fleet.ts'
import { FleetWatcher } from '../../../src/watch/fleet/fleet-watcher.ts'
import { fleetIncidents } from '../../../src/watch/incidents/incident-log.ts'
import { describeStores } from '../../store/store-kinds.ts'
import { diagnosisOf, incidentOf, putIncident, TestAgent } from './fleet-fixtures.ts'

const hour = 3_600

function centreOf(store = openStore(':memory:')) {
  const centre = { store, fleet: new Fleet(store, 0), now: 1_000_000 }
  const watcher = () => new FleetWatcher({ fleet: centre.fleet, store, centre: 'centre', language: 'en' })
  const one = watcher()
  return {
    ...centre,
    /** As a kill and a new process: only what the store has is left. */
    restart: () => new Fleet(store, 0),
    round: (at: number) => one.round(at),
    twice: (at: number) => [...one.round(at), ...one.round(at + 2_000)],
    open: () => fleetIncidents(store, Number.MAX_SAFE_INTEGER).filter(({ state }) => state === 'open'),
    alerts: (): AlertRow[] => store.alerts.due(Number.MAX_SAFE_INTEGER, 100),
  }
}

describe('reports', () => {
  test('of a healthy host say only that it is there', async () => {
    const { fleet, twice, store } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    await agent.link.report()
    expect(fleet.hosts(agent.now)).toMatchObject([{ host: 'mx1', isSilent: false, incidents: [] }])
    expect([twice(agent.now), store.fleet.agents()[0]?.sequence, agent.told]).toEqual([[], 0, []])
  })

  test('bring incidents and figures, once, and again only what changed', async () => {
    const { fleet, store } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    const incident = incidentOf(1, diagnosisOf('storage-disk-full', '/var'))
    putIncident(agent.store, incident)
    putIncident(agent.store, incidentOf(2, diagnosisOf('a', 'b'), { state: 'suspected' }))
    agent.store.history.count([{ measure: 'delivered', subject: '', at: 60, value: 3 }])
    agent.now = 2 * hour * 1_000
    await agent.link.report()
    expect(store.fleet.incidents(0).map(({ id, state }) => [id, state])).toEqual([[1, 'open']])
    const [{ id = '' } = {}] = store.fleet.agents()
    expect(store.fleet.figures(id, 'delivered', 0, 1e10)).toMatchObject([{ at: 0, sum: 3 }])
    putIncident(agent.store, { ...incident, lastSeenAt: 9_000 })
    await agent.link.report()
    expect(store.fleet.agents()[0]?.sequence).toBe(1)
    putIncident(agent.store, { ...incident, state: 'over', overAt: 9_500 })
    agent.store.history.count([{ measure: 'delivered', subject: '', at: 70, value: 2 }])
    await agent.link.report()
    expect(store.fleet.agents()[0]?.sequence).toBe(2)
    expect(store.fleet.incidents(0)).toMatchObject([{ state: 'over', overAt: 9_500 }])
    expect(store.fleet.figures(id, 'delivered', 0, 1e10)).toMatchObject([{ sum: 5 }])
  })

  test('wait on disk while the centre is away, and are then kept once though answers get lost', async () => {
    const { fleet, store } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    agent.way = 'closed'
    for (let id = 1; id <= 3; id++) {
      putIncident(agent.store, incidentOf(id, diagnosisOf('c', `s${id}`)))
      await agent.link.report()
    }
    expect(store.fleet.agents()).toEqual([])
    agent.way = 'answers-get-lost'
    await agent.link.report()
    await agent.link.report()
    agent.way = 'open'
    await agent.link.report()
    expect(store.fleet.incidents(0).map(({ id }) => id)).toEqual([1, 2, 3])
    expect(agent.told).toEqual([
      expect.stringContaining('takes no reports, they wait: ECONNREFUSED'),
      expect.stringContaining('takes reports again'),
    ])
  })

  test('of more than fits into one batch come in several', async () => {
    const { fleet, store } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    agent.store.transaction(() => {
      for (let id = 1; id <= 1_234; id++) putIncident(agent.store, incidentOf(id, diagnosisOf('c', `s${id}`)))
    })
    await agent.link.report()
    expect(store.fleet.incidents(0)).toHaveLength(1_234)
    expect(store.fleet.agents()[0]?.sequence).toBe(3)
  })

  test.each(['centre', 'agent'] as const)(
    'a backup of the %s is restored: all is said again',
    async (which) => {
      let { fleet, store } = centreOf()
      const agent = new TestAgent('mx1', () => fleet)
      for (let id = 1; id <= 2; id++) {
        putIncident(agent.store, incidentOf(id, diagnosisOf('c', `s${id}`)))
        await agent.link.report()
      }
      if (which === 'centre') ({ fleet, store } = centreOf())
      else {
        const note = JSON.parse(agent.store.notes.get('agent') ?? '')
        agent.store.notes.put('agent', JSON.stringify({ ...note, sequence: 1, acknowledged: 1 }))
      }
      putIncident(agent.store, incidentOf(3, diagnosisOf('c', 's3')))
      for (let count = 0; count < 3; count++) await agent.link.report()
      expect(store.fleet.incidents(0).map(({ id }) => id)).toEqual([1, 2, 3])
    },
  )

  test('by another token are refused', async () => {
    const { fleet } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    await agent.link.report()
    const report = {
      schema: 'mailmedic.agent-report/1' as const,
      ...{ host: 'mx1', stream: 5e12 },
      agent: JSON.parse(agent.store.notes.get('agent') ?? '').id,
      status: { version: '1', software: [], everySeconds: 10 },
    }
    expect(() => fleet.take(report, 'agent-2', 5)).toThrow(OtherTokenError)
  })

  test('get lost, come twice, both sides are killed, in any order: nothing is lost, nothing doubled', async () => {
    const steps = fc.array(
      fc.constantFrom('change', 'count', 'report', 'lose-answer', 'close', 'open', 'kill-centre'),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (happenings) => {
        const store = openStore(':memory:')
        let fleet = new Fleet(store, 0)
        const agent = new TestAgent('mx1', () => fleet)
        agent.now = 3 * hour * 1_000
        let [number, sum] = [0, 0]
        for (const step of happenings) {
          if (step === 'change')
            putIncident(agent.store, incidentOf((number++ % 5) + 1, diagnosisOf('c', `${number}`)))
          if (step === 'count') {
            sum++
            agent.store.history.count([{ measure: 'delivered', subject: '', at: hour, value: 1 }])
          }
          if (step === 'report') await agent.link.report()
          if (step === 'lose-answer') agent.way = 'answers-get-lost'
          if (step === 'close') agent.way = 'closed'
          if (step === 'open') agent.way = 'open'
          if (step === 'kill-centre') fleet = new Fleet(store, 0)
        }
        agent.way = 'open'
        await agent.link.report()
        await agent.link.report()
        const said = store.fleet
          .incidents(0)
          .map(({ id, document }) => [id, JSON.parse(document).diagnosis.subject])
        const own = agent.store.incidents
          .current(0)
          .map(({ id, document }) => [id, JSON.parse(document).diagnosis.subject])
        expect(said).toEqual(own)
        const figures = store.fleet.figures(store.fleet.agents()[0]?.id ?? '', 'delivered', 0, 1e10)
        expect(figures.reduce((total, figure) => total + figure.sum, 0)).toBe(sum)
      }),
    )
  })
})

describe('incidents of the fleet', () => {
  test('open on what a host has confirmed, say which host, and are over with it', async () => {
    const { fleet, twice, round, open } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    const incident = incidentOf(1, diagnosisOf('storage-disk-full', '/var'))
    putIncident(agent.store, incident)
    await agent.link.report()
    expect(twice(agent.now).map(({ kind, incident: { hosts } }) => [kind, hosts])).toEqual([
      ['opened', ['mx1']],
    ])
    expect(round(agent.now + 4_000)).toEqual([])
    putIncident(agent.store, { ...incident, state: 'over', overAt: 5_000 })
    await agent.link.report()
    expect(round(agent.now + 6_000).map(({ kind }) => kind)).toEqual(['over'])
    expect(open()).toEqual([])
  })

  test('the same disease on many hosts is one, told once, with its hosts', async () => {
    const { fleet, store, twice, open, alerts } = centreOf()
    store.channels.put({
      ...{ name: 'phone', kind: 'ntfy', secret: '' },
      document: JSON.stringify({ route: {}, settings: { url: 'https://ntfy.example', topic: 't' } }),
    })
    for (const [index, host] of ['mx1', 'mx2', 'mx3'].entries()) {
      const agent = new TestAgent(host, () => fleet)
      putIncident(agent.store, incidentOf(1, diagnosisOf('dns-local-resolver-down', '192.0.2.53')))
      await agent.link.report()
      twice(agent.now + index * 10_000)
    }
    expect(open().map(({ key, hosts }) => [key, hosts])).toEqual([
      ['dns-local-resolver-down 192.0.2.53', ['mx1', 'mx2', 'mx3']],
    ])
    expect(alerts()).toHaveLength(1)
    expect(JSON.parse(alerts()[0]?.document ?? '')).toMatchObject({ host: 'mx1', kind: 'opened' })
    expect(
      store.incidents.events(open()[0]?.id ?? 0).map(({ kind, text }) => [kind, text.slice(0, 3)]),
    ).toEqual([
      ['opened', 'dns'],
      ['hosts-joined', 'mx2'],
      ['hosts-joined', 'mx3'],
    ])
  })

  test('those that turn out to be one become one', async () => {
    const { fleet, twice, open } = centreOf()
    const kinds: string[] = []
    for (const host of ['mx1', 'mx2', 'mx3']) {
      const agent = new TestAgent(host, () => fleet)
      putIncident(agent.store, incidentOf(1, diagnosisOf('service-not-running', 'dovecot.service')))
      await agent.link.report()
      kinds.push(...twice(agent.now).map(({ kind }) => kind))
    }
    expect(kinds).toEqual(['opened', 'opened', 'cause-found'])
    expect(open().map(({ hosts }) => hosts)).toEqual([['mx1', 'mx2', 'mx3']])
  })

  test('of a host that is muted are told of by nobody, those that others share are', async () => {
    const { fleet, store, twice, alerts } = centreOf()
    store.channels.put({
      ...{ name: 'phone', kind: 'ntfy', secret: '' },
      document: JSON.stringify({ route: {}, settings: { url: 'https://ntfy.example', topic: 't' } }),
    })
    store.mutes.add({ scope: 'host:mx1', fromAt: 0, untilAt: undefined, who: 'anna', reason: 'a new disk' })
    for (const host of ['mx1', 'mx2']) {
      const agent = new TestAgent(host, () => fleet)
      putIncident(agent.store, incidentOf(1, diagnosisOf('storage-disk-full', '/var')))
      putIncident(agent.store, incidentOf(2, diagnosisOf('dns-local-resolver-down', '192.0.2.53')))
      await agent.link.report()
    }
    twice(1_000_000)
    expect(
      alerts()
        .map(({ document }) => JSON.parse(document).host)
        .toSorted(),
    ).toEqual(['mx1, mx2', 'mx2'])
  })

  test('leave the incidents of the centre itself alone, and are left alone', async () => {
    const { fleet, twice, store } = centreOf()
    putIncident(store, incidentOf(1, diagnosisOf('storage-disk-full', '/var')))
    const agent = new TestAgent('mx1', () => fleet)
    putIncident(agent.store, incidentOf(7, diagnosisOf('storage-disk-full', '/var')))
    await agent.link.report()
    twice(agent.now)
    expect(
      store.incidents
        .latest(9)
        .map(({ key, state }) => [key, state])
        .toSorted(),
    ).toEqual([
      ['storage-disk-full /var', 'open'],
      ['storage-disk-full mx1: /var', 'open'],
    ])
  })
})

describe('silence', () => {
  test('of a host is an incident, after a second look; what it said last stays', async () => {
    const { fleet, twice, round, open } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    putIncident(agent.store, incidentOf(1, diagnosisOf('storage-disk-full', '/var')))
    await agent.link.report()
    twice(agent.now)
    expect(twice(agent.now + 40_000)).toEqual([])
    round(agent.now + 50_000)
    expect(open().map(({ diagnosis }) => diagnosis.condition)).toEqual(['storage-disk-full'])
    expect(round(agent.now + 61_000).map(({ incident }) => incident.diagnosis.title)).toEqual([
      'Nothing is heard of mx1',
    ])
    expect(open().map(({ diagnosis }) => diagnosis.condition)).toEqual(['storage-disk-full', 'host-silent'])
    agent.now += 70_000
    await agent.link.report()
    expect(round(agent.now).map(({ kind, incident }) => [kind, incident.diagnosis.condition])).toEqual([
      ['over', 'host-silent'],
    ])
  })

  test('of a host that was heard again in time is none', async () => {
    const { fleet, round, open } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    await agent.link.report()
    round(agent.now + 46_000)
    agent.now += 47_000
    await agent.link.report()
    round(agent.now + 10_000)
    expect(open()).toEqual([])
  })

  test('while the centre itself was away is none', async () => {
    const { fleet, store } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    await agent.link.report()
    const later = agent.now + 3_600_000
    const restarted = new Fleet(store, later)
    expect(restarted.silences(later + 30_000)).toEqual([])
    expect(restarted.silences(later + 46_000)).toMatchObject([{ host: 'mx1' }])
  })

  test('of all at once is one incident: the network of the centre', async () => {
    const { fleet, round, open } = centreOf()
    for (const host of ['mx1', 'mx2', 'mx3']) await new TestAgent(host, () => fleet).link.report()
    for (const seconds of [50, 55, 65]) round(1_000_000 + seconds * 1_000)
    expect(open().map(({ hosts }) => hosts)).toEqual([['mx1', 'mx2', 'mx3']])
  })

  test('a host that is forgotten is missed no more', async () => {
    const { fleet, store } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    await agent.link.report()
    store.fleet.removeAgent(fleet.hosts(0)[0]?.id ?? '')
    fleet.dropForgotten()
    expect([fleet.hosts(0), fleet.silences(1e12)]).toEqual([[], []])
  })

  test('of the centre is told by the host itself, when it lasts', async () => {
    const { fleet } = centreOf()
    const agent = new TestAgent('mx1', () => fleet)
    agent.way = 'closed'
    await agent.link.report()
    expect(agent.link.diagnoses(agent.now + 299_000)).toEqual([])
    const [away] = agent.link.diagnoses(agent.now + 301_000)
    expect([away?.condition, away?.because]).toEqual(['centre-away', expect.stringContaining('ECONNREFUSED')])
    agent.way = 'open'
    await agent.link.report()
    expect(agent.link.diagnoses(agent.now + 999_000)).toEqual([])
  })
})

describeStores('a centre', ({ newPlace, open }) => {
  test('keeps what is reported, and finds it after a restart', async () => {
    const store = open(newPlace())
    const fleet = new Fleet(store, 0)
    const agent = new TestAgent('mx1', () => fleet)
    putIncident(agent.store, incidentOf(1, diagnosisOf('storage-disk-full', '/var')))
    agent.store.history.note([{ measure: 'disk-used-share', subject: '/', at: 900, value: 0.5 }])
    await agent.link.report()
    expect(new Fleet(store, 0).hosts(0)).toMatchObject([{ host: 'mx1', incidents: [{ id: 1 }] }])
    const [{ id = '' } = {}] = store.fleet.agents()
    expect(store.fleet.figures(id, 'disk-used-share', 0, 1e9)).toMatchObject([{ subject: '/', sum: 0.5 }])
    store.fleet.forget(1e15)
    expect(store.fleet.figures(id, 'disk-used-share', 0, 1e9)).toEqual([])
    expect([store.fleet.removeAgent(id), store.fleet.removeAgent(id)]).toEqual([true, false])
    expect(store.fleet.incidents(0)).toEqual([])
  })
})
