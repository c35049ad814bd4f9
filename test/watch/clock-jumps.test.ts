import { describe, expect, test } from 'vitest'
import { latestIncidents } from '../../src/watch/incidents/incident-log.ts'
import { diskFull, second, watchedHost } from './watched-host.ts'

const hour = 3_600 * second

describe('a clock that jumps while something is wrong', () => {
  test.each([
    ['forward', 5 * hour],
    ['back', -2 * hour],
  ])('%s: it stays one incident, told once, and so is its end', async (_, jump) => {
    const { clock, watch, store } = watchedHost()
    expect(await watch(60, [diskFull])).toEqual(['opened'])
    clock.at += jump
    expect(await watch(120, [diskFull])).toEqual([])
    expect(latestIncidents(store, 9)).toMatchObject([{ state: 'open', key: 'storage-disk-full /var' }])
    expect(await watch(300, [])).toEqual(['over'])
    expect(latestIncidents(store, 9)).toMatchObject([{ state: 'over' }])
  })

  test('back in the midst of its end: the end is told a minute later, not hours', async () => {
    const { clock, watch } = watchedHost()
    await watch(60, [diskFull])
    await watch(40, [])
    clock.at -= 2 * hour
    expect(await watch(80, [])).toEqual(['over'])
  })

  test('back while it is being confirmed: that is told a minute later, not hours', async () => {
    const { clock, watch, watcher } = watchedHost()
    await watch(20, [diskFull])
    clock.at -= 2 * hour
    expect(watcher.nextRoundAt() - clock.at).toBeLessThanOrEqual(30 * second)
    expect(await watch(60, [diskFull])).toEqual(['opened'])
  })
})
