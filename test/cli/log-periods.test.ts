import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { timeOf, wallClock, windowOf } from '../../src/cli/log-window.ts'

const now = Date.parse('2026-03-03T14:30:00Z') / 1000
const iso = (second: number) => new Date(second * 1000).toISOString().slice(0, 19)

describe('times that people write', () => {
  test.each([
    ['2026-03-01', '2026-03-01T00:00:00'],
    ['2026-03-01 14', '2026-03-01T14:00:00'],
    ['2026-03-01T14:05', '2026-03-01T14:05:00'],
    ['2026-03-01 14:05:06', '2026-03-01T14:05:06'],
    ['today', '2026-03-03T00:00:00'],
    ['yesterday', '2026-03-02T00:00:00'],
    ['now', '2026-03-03T14:30:00'],
    ['90s', '2026-03-03T14:28:30'],
    ['2h', '2026-03-03T12:30:00'],
    ['2 h ago', '2026-03-03T12:30:00'],
    ['1w', '2026-02-24T14:30:00'],
  ])('%s', (text, expected) => expect(iso(timeOf(text, now))).toBe(expected))

  test.each(['', 'soon', '2026-13-01', '2026-02-30x', '5x', '-2h', '2026-03-01T25:00'])(
    '%s is none',
    (text) => expect(() => timeOf(text, now)).toThrow('no time'),
  )

  test('from and to', () => {
    expect(windowOf({}, now)).toBeUndefined()
    expect(windowOf({ since: 'today' }, now)).toEqual({
      since: timeOf('today', now),
      until: Number.POSITIVE_INFINITY,
    })
    expect(() => windowOf({ since: 'today', until: 'yesterday' }, now)).toThrow('later')
  })

  test('the clock on the wall', () => {
    const at = Date.UTC(2026, 2, 3, 14)
    expect(wallClock(at)).toBe(at / 1000 - new Date(at).getTimezoneOffset() * 60)
  })
})

describe('the command line', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'mailmedic-periods-')), 'mail.log')
  const sent = (day: number, hour: number, count: number) =>
    Array.from(
      { length: count },
      (_, index) =>
        `2026-03-0${day}T0${hour}:00:${String(index + 10)}+01:00 mx1 postfix/smtp[1]: 1A2B3C4D5E: to=<u@d>, relay=r, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n`,
    ).join('')
  writeFileSync(path, sent(1, 6, 3) + sent(2, 6, 4) + sent(2, 9, 5) + sent(3, 6, 7))

  function run(...args: string[]) {
    const { stdout, status, stderr } = spawnSync(
      process.execPath,
      ['bin/mailmedic.js', 'logs', '--format', 'json', ...args],
      {
        encoding: 'utf8',
        input: sent(9, 6, 2),
      },
    )
    return { report: stdout === '' ? {} : JSON.parse(stdout), status, stderr }
  }

  test.each([
    [['--since', '2026-03-02'], 16],
    [['--until', '2026-03-02'], 3],
    [['--since', '2026-03-02 08:00', '--until', '2026-03-03'], 5],
  ])('%j', (args, delivered) => expect(run(path, ...args).report).toMatchObject({ totals: { delivered } }))

  test.each([
    ['yesterday: up to the same hour', ['--compare', 'yesterday'], 7, 4],
    [
      'yesterday of a day that is over',
      ['--compare', 'yesterday', '--since', '2026-03-02', '--until', '2026-03-03'],
      9,
      3,
    ],
    ['another period', ['--compare', '2026-03-01..2026-03-02', '--since', '2026-03-03'], 7, 3],
    ['another log', ['--compare', '-'], 19, 2],
  ])('%s', (_name, args, delivered, before) => {
    const { report } = run(path, ...args)
    expect(report.totals.delivered).toBe(delivered)
    expect(report.comparison.totals).toContainEqual({ name: 'delivered', before, now: delivered })
  })

  test('no line of the period before: nothing is said to be new', () => {
    const { report } = run(path, '--compare', 'last-week')
    expect(report.comparison).toBeUndefined()
    expect(report.notes.join()).toContain('nothing to compare with')
  })

  test('what cannot be', () => {
    expect(run(path, '--since', 'soon').status).toBe(64)
    expect(run(path, '--compare', 'yesterday', '--until', '2026-03-02').status).toBe(64)
    expect(run(path, '--compare', '/nothing/there.log').status).toBe(66)
  })
})
