import { describe, expect, test } from 'vitest'
import { diskFull, second, watchedHost } from './watched-host.ts'

const minute = 60 * second

function mutedHost(scope: string, minutes: number) {
  const host = watchedHost()
  const { now } = host.clock
  host.store.mutes.add({
    scope,
    fromAt: now(),
    untilAt: now() + minutes * minute,
    who: 'ann',
    reason: 'moving',
  })
  return host
}

describe('a mute', () => {
  test('of something else keeps nothing back', async () => {
    for (const scope of ['topic:delivery', 'condition:network-mtu', 'storage-disk-full /home']) {
      expect(await mutedHost(scope, 60).watch(120, [diskFull])).toEqual(['opened'])
    }
  })

  test.each(['*', 'topic:resources', 'condition:storage-disk-full', 'storage-disk-full /var'])(
    'of %s: nobody hears what came and went meanwhile; the incident is kept',
    async (scope) => {
      const host = mutedHost(scope, 60)
      expect(await host.watch(300, [diskFull])).toEqual([])
      expect(await host.watch(300, [])).toEqual([])
      expect(host.store.incidents.latest(9)).toMatchObject([{ id: 1, state: 'over' }])
    },
  )

  test('ends: what is still wrong is told then, once', async () => {
    const host = mutedHost('*', 60)
    expect(await host.watch(59 * 60, [diskFull])).toEqual([])
    expect(await host.watch(600, [diskFull])).toEqual(['opened'])
    expect(await host.watch(600, [])).toEqual(['over'])
  })

  test('that comes too late does not keep "over" from those who were told', async () => {
    const host = watchedHost()
    expect(await host.watch(120, [diskFull])).toEqual(['opened'])
    const mute = { scope: '*', fromAt: 0, untilAt: undefined, who: 'ann', reason: 'I know' }
    const id = host.store.mutes.add(mute)
    expect(await host.watch(300, [])).toEqual(['over'])
    expect([host.store.mutes.remove(id), host.store.mutes.all()]).toEqual([true, []])
  })

  test('holds back what becomes worse, and tells it when it ends', async () => {
    const host = watchedHost()
    expect(await host.watch(120, [{ ...diskFull, severity: 'medium' }])).toEqual(['opened'])
    const untilAt = host.clock.at + 10 * minute
    host.store.mutes.add({ scope: '*', fromAt: 0, untilAt, who: 'ann', reason: 'I know' })
    expect(await host.watch(300, [diskFull])).toEqual([])
    expect(await host.watch(600, [diskFull])).toEqual(['worse'])
  })

  test('in the future holds nothing back yet', async () => {
    const host = watchedHost()
    const fromAt = host.clock.at + 60 * minute
    host.store.mutes.add({
      scope: '*',
      fromAt,
      untilAt: fromAt + minute,
      who: 'ann',
      reason: 'tonight',
    })
    expect(await host.watch(120, [diskFull])).toEqual(['opened'])
  })
})
