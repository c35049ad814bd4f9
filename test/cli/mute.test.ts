import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command-file.ts'
import { mutePeriodOf } from '../../src/cli/mute-period.ts'
import { diskFull, watchedHost } from '../watch/watched-host.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const now = Date.parse('2026-03-03T10:00:00Z')
const hour = 3_600_000

describe('when a mute holds', () => {
  test.each([
    [{ for: '2h' }, 0, 2],
    [{ for: '30m' }, 0, 0.5],
    [{ for: '1w' }, 0, 168],
    [{ until: '2026-03-03T11:00Z' }, 0, 1],
    [{ until: '2026-03-03 12:00+01:00' }, 0, 1],
    [{ from: '2026-03-03 22:00Z', until: '2026-03-04 02:00Z' }, 12, 16],
    [{ from: '2026-03-03T22:00:00Z', for: '4h' }, 12, 16],
    [{ from: '2026-03-03T09:00Z', for: '2h' }, -1, 1],
  ])('%j', (options, from, until) => {
    expect(mutePeriodOf(options, now)).toEqual({ fromAt: now + from * hour, untilAt: now + until * hour })
  })

  test('without a zone it is the time of this host', () => {
    const at = new Date(2026, 2, 4, 2).getTime()
    expect(mutePeriodOf({ until: '2026-03-04 02:00' }, now).untilAt).toBe(at)
    expect(mutePeriodOf({ until: '2026-03-04' }, now).untilAt).toBe(at - 2 * hour)
  })

  test.each([
    {},
    { for: '2h', until: '2026-03-03T11:00Z' },
    { for: '0h' },
    { for: '2 fortnights' },
    { for: '400d' },
    { until: '2026-03-03T09:00Z' },
    { until: 'tomorrow' },
    { until: '2026-13-03' },
    { from: '2026-03-03T12:00Z', until: '2026-03-03T11:00Z' },
    { from: '2026-03-01T12:00Z', for: '1h' },
  ])('%j is refused', (options) => expect(() => mutePeriodOf(options, now)).toThrow(UsageError))
})

describe('a mute that holds again and again', () => {
  test.each([
    ['day', { every: 'day' }],
    ['Saturday, Sunday', { every: 'week', days: ['saturday', 'sunday'] }],
    ['2nd Tuesday', { every: 'month', nth: 2, day: 'tuesday' }],
    ['last friday', { every: 'month', nth: 'last', day: 'friday' }],
  ])('%s', (every, on) => {
    const { untilAt, repeats = '' } = mutePeriodOf({ every, at: '02:00-04:00', zone: 'Asia/Tokyo' }, now)
    expect(untilAt).toBeUndefined()
    expect(JSON.parse(repeats)).toEqual({ on, from: '02:00', until: '04:00', zone: 'Asia/Tokyo' })
  })

  test('may have an end, and takes the zone of this host', () => {
    const period = mutePeriodOf({ every: 'day', at: '02:00-04:00', for: '3d' }, now)
    expect(period.untilAt).toBe(now + 72 * hour)
    expect(JSON.parse(period.repeats ?? '').zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
  })
})

describe('mailmedic mute', () => {
  const host = watchedHost()
  beforeAll(() => host.watch(120, [diskFull]))

  function mailmedic(...args: readonly string[]) {
    const given = ['bin/mailmedic.js', 'mute', ...args, '--state', host.folder]
    const env = { ...process.env, NO_COLOR: '1', SUDO_USER: 'ann' }
    const { status, stdout, stderr } = spawnSync(process.execPath, given, {
      cwd: root,
      encoding: 'utf8',
      env,
    })
    return { status, stdout, stderr }
  }

  test.each([
    [64, ['all', '--for', '2h']],
    [64, ['all', '--reason', 'x']],
    [64, ['topic:weather', '--for', '2h', '--reason', 'x']],
    [64, ['condition:no-such', '--for', '2h', '--reason', 'x']],
    [64, ['everything', '--for', '2h', '--reason', 'x']],
    [64, ['all', '--every', 'sunday', '--reason', 'x']],
    [64, ['all', '--every', 'someday', '--at', '02:00-04:00', '--reason', 'x']],
    [64, ['all', '--at', '02:00-04:00', '--for', '2h', '--reason', 'x']],
    [66, ['99', '--for', '2h', '--reason', 'x']],
    [64, ['end']],
    [66, ['end', '7']],
  ])('%i: %j', (status, args) => {
    const result = mailmedic(...args)
    expect(result).toMatchObject({ status, stdout: '' })
    expect(result.stderr).not.toBe('')
    expect(host.store.mutes.all()).toEqual([])
  })

  test('is listed until it is ended; that of an incident is in its story', () => {
    expect(mailmedic('1', '--for', '2h', '--reason', 'disk comes\u001b[31m')).toMatchObject({ status: 0 })
    expect(host.store.incidents.events(1).at(-1)).toMatchObject({ kind: 'muted', who: 'ann' })
    expect(mailmedic('topic:resources', '--for', '1d', '--reason', 'move').status).toBe(0)
    const listed = mailmedic('list').stdout
    expect(listed).toContain('1  storage-disk-full /var  until ')
    expect(listed).toContain('ann: disk comes\\x1b[31m\n2  topic:resources  until ')
    expect(JSON.parse(mailmedic('list', '--format', 'json').stdout).mutes).toMatchObject([
      { id: 1 },
      { id: 2 },
    ])
    expect(mailmedic('end', '1').stdout).toBe('ended mute 1\n')
    expect(mailmedic('list').stdout).toMatch(/^2 {2}topic:resources/)
  })
})
