import { describe, expect, test } from 'vitest'
import { describeStores } from './store-kinds.ts'

const incident = {
  id: 1,
  key: 'disk-full /var',
  state: 'open',
  lastSeenAt: 1_000,
  overAt: undefined,
  document: '{"title":"没有空间"}',
}

describeStores('the port of the store', ({ newPlace, open }) => {
  const openNew = () => open(newPlace())

  describe('what was seen before', () => {
    test('is there for the next who looks', () => {
      const place = newPlace()
      const first = open(place)
      first.incidents.put(incident)
      first.incidents.addEvent(1, { at: 1_000, kind: 'opened', who: 'mailmedic', text: 'disk full' })
      const second = open(place)
      expect(second.incidents.current(0)).toEqual([incident])
      expect(second.incidents.events(1).map(({ kind }) => kind)).toEqual(['opened'])
      expect(second.incidents.nextId()).toBe(2)
    })

    test('is written whole or not at all', () => {
      const store = openNew()
      const begun = () =>
        store.transaction(() => {
          store.incidents.put(incident)
          store.alerts.add({ incident: 1, channel: 'phone', createdAt: 1, document: '{}' })
          expect(store.incidents.latest(9)).toHaveLength(1)
          throw new Error('the power went')
        })
      expect(begun).toThrow('the power went')
      expect([store.incidents.latest(9), store.alerts.waiting()]).toEqual([[], 0])
      expect(store.transaction(() => store.incidents.nextId())).toBe(1)
    })

    test('of what is over, only the latest are current; the old ones are forgotten with their events', () => {
      const store = openNew()
      store.incidents.put({ ...incident, id: 1, state: 'over', overAt: 10 })
      store.incidents.put({ ...incident, id: 2, state: 'over', overAt: 20 })
      store.incidents.put({ ...incident, id: 3 })
      store.incidents.addEvent(1, { at: 1, kind: 'opened', who: 'mailmedic', text: '' })
      expect(store.incidents.current(15).map(({ id }) => id)).toEqual([2, 3])
      expect(store.incidents.forget(15)).toBe(1)
      expect([store.incidents.get(1), store.incidents.events(1)]).toEqual([undefined, []])
    })

    test('is changed in its place', () => {
      const { incidents } = openNew()
      incidents.put(incident)
      incidents.put({ ...incident, state: 'over', overAt: 5_000, lastSeenAt: 4_000 })
      expect(incidents.get(1)).toEqual({ ...incident, state: 'over', overAt: 5_000, lastSeenAt: 4_000 })
      incidents.remove(1)
      expect(incidents.latest(5)).toEqual([])
    })

    test.each(['quotes \' " \\ and ?1 $1 ?', 'line\nbreak\ttab', '没有空间 🩺', '', 'x'.repeat(1_000_000)])(
      'keeps any text: %#',
      (document) => {
        const { incidents } = openNew()
        incidents.put({ ...incident, document })
        expect(incidents.get(1)?.document).toBe(document)
      },
    )
  })

  test('a text with a NUL or half a character is no reason to fail', () => {
    const { incidents } = openNew()
    incidents.put(incident)
    incidents.addEvent(1, { at: 1, kind: 'note', who: 'a\0b', text: '\ud800' })
    expect(incidents.events(1)).toHaveLength(1)
  })

  describe('alerts that wait', () => {
    test('are due in their order, and later after a failure', () => {
      const { alerts } = openNew()
      for (const createdAt of [1, 2])
        alerts.add({ incident: 7, channel: 'phone', createdAt, document: `${createdAt}` })
      const [first, second] = alerts.due(5, 10)
      expect([first?.document, second?.document, alerts.nextAt()]).toEqual(['1', '2', 1])
      alerts.failed(first?.id ?? 0, 'HTTP 500', 60)
      alerts.add({ incident: undefined, channel: 'phone', createdAt: 3, document: '3' })
      alerts.add({ incident: 7, channel: 'chat', createdAt: 4, document: '4' })
      // What comes after it in the same channel waits with it.
      expect(alerts.due(5, 10).map(({ document }) => document)).toEqual(['4'])
      expect(alerts.due(60, 10).map(({ document }) => document)).toEqual(['1', '2', '3', '4'])
      expect(alerts.due(60, 10)[0]).toMatchObject({ tries: 1, lastError: 'HTTP 500' })
      expect(alerts.due(60, 10)[2]?.incident).toBeUndefined()
      for (const { id } of alerts.due(60, 10).filter(({ document }) => document !== '3')) alerts.sent(id)
      expect([alerts.waiting(), alerts.nextAt()]).toEqual([1, 60])
    })

    test('are due after none', () => {
      const { alerts } = openNew()
      expect([alerts.waiting(), alerts.nextAt(), alerts.due(1e12, 5)]).toEqual([0, undefined, []])
    })
  })

  test('the secret of a channel is not in what is listed', () => {
    const { channels } = openNew()
    channels.put({ name: 'phone', kind: 'ntfy', document: '{"url":"https://ntfy.example"}', secret: 'tk_1' })
    channels.put({
      name: 'phone',
      kind: 'ntfy',
      document: '{"url":"https://ntfy.example/2"}',
      secret: 'tk_1',
    })
    expect(channels.all()).toEqual([
      { name: 'phone', kind: 'ntfy', document: '{"url":"https://ntfy.example/2"}' },
    ])
    expect(channels.get('phone')?.secret).toBe('tk_1')
    expect([channels.remove('phone'), channels.remove('phone')]).toEqual([true, false])
  })

  test('mutes have numbers', () => {
    const { mutes } = openNew()
    const mute = { scope: '*', fromAt: 1, untilAt: undefined, who: 'anna', reason: 'a new disk' }
    const ids = [mutes.add(mute), mutes.add({ ...mute, untilAt: 9 })]
    expect(mutes.all()).toEqual([
      { ...mute, id: ids[0] },
      { ...mute, id: ids[1], untilAt: 9 },
    ])
    expect([mutes.remove(ids[0] ?? 0), mutes.remove(ids[0] ?? 0), mutes.all().length]).toEqual([
      true,
      false,
      1,
    ])
  })

  describe('the past', () => {
    const always = { from: 0, until: 10 ** 10 }

    test('adds up, and is thinned', () => {
      const { history } = openNew()
      const figure = { measure: 'delivered', subject: '', at: 70, value: 4 }
      history.count([figure, { ...figure, value: 2.5 }])
      history.note([{ ...figure, measure: 'queue', value: 7 }])
      history.count([{ ...figure, measure: 'rejected', subject: 'a.example', value: 1 }])
      expect(history.points('delivered', '', 60, always)).toMatchObject([{ at: 60, sum: 6.5 }])
      expect(history.points('queue', '', 3_600, always)).toMatchObject([
        { count: 1, sum: 7, low: 7, high: 7 },
      ])
      expect(history.largest('rejected', 86_400, always, 5)).toEqual([{ subject: 'a.example', sum: 1 }])
      expect([history.subjects('rejected'), history.begins('delivered', 60)]).toEqual([['a.example'], 60])
      history.fold('rejected', 3_600, 0, 0, 'others')
      expect(history.largest('rejected', 3_600, always, 5)).toEqual([{ subject: 'others', sum: 1 }])
      history.thin(10 ** 9, { keep: { 60: 1, 3600: 1, 86400: 1 }, mostBytes: 10 ** 12 })
      expect(history.points('delivered', '', 86_400, always)).toEqual([])
    })

    test('keeps how long things took', () => {
      const { history } = openNew()
      history.delays('', 10, { 3: 1 })
      history.delays('', 20, { 3: 1, 5: 2 })
      expect(history.delayPoints('', 3_600, always)).toEqual([{ at: 0, buckets: { 3: 2, 5: 2 } }])
    })

    test('goes down to its bound', () => {
      const { history } = openNew()
      for (let day = 0; day < 40; day++)
        history.count([{ measure: 'delivered', subject: '', at: day * 86_400, value: 1 }])
      history.thin(40 * 86_400, { keep: { 60: 1e9, 3600: 1e9, 86400: 1e9 }, mostBytes: 0 })
      expect(history.points('delivered', '', 86_400, always).length).toBeLessThan(40)
    })
  })

  test('notes and places in logs are kept', () => {
    const { notes, logPositions } = openNew()
    notes.put('a', '1')
    notes.put('a', '2')
    logPositions.put({ path: '/var/log/mail.log', device: 1, inode: 2 ** 50, offset: 3 })
    expect([notes.get('a'), notes.get('b'), logPositions.all()]).toEqual([
      '2',
      undefined,
      [{ path: '/var/log/mail.log', device: 1, inode: 2 ** 50, offset: 3 }],
    ])
  })
})
