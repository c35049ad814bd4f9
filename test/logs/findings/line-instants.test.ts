import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantsOf } from '../../../src/logs/findings/line-instants.ts'
import { utcZone, zoneOffset } from '../../../src/logs/zone.ts'

const now = Date.UTC(2026, 10, 24, 3)
const timesOf = (text: string, zone = utcZone, at = now) =>
  [...instantsOf(Buffer.from(text, 'latin1'), { modifiedAt: at, now: at, zone })].map((instant) =>
    new Date(instant).toISOString(),
  )
const read = (line: string, zone = utcZone, at = now) => timesOf(line, zone, at)[0]

describe('a time stamp', () => {
  test.each([
    ['rsyslog, RFC 3339', '2026-11-23T17:50:36.213601+00:00 mx a', '2026-11-23T17:50:36.213Z'],
    ['with a zone', '2026-11-23T17:50:36.2+01:00 mx a', '2026-11-23T16:50:36.200Z'],
    ['journalctl short-iso', '2026-11-23T17:50:37+0100 mx a', '2026-11-23T16:50:37.000Z'],
    ['short-iso-precise', '2026-11-23T17:50:37.123456+0000 mx a', '2026-11-23T17:50:37.123Z'],
    ['Z', '2026-11-23T17:50:37Z mx a', '2026-11-23T17:50:37.000Z'],
    ['west of Greenwich', '2026-11-23T17:50:37-03:30 mx a', '2026-11-23T21:20:37.000Z'],
    ['RFC 3164, this year', 'Nov 23 17:50:36 mx a', '2026-11-23T17:50:36.000Z'],
    ['RFC 3164, last year', 'Dec 31 23:59:59 mx a', '2025-12-31T23:59:59.000Z'],
    ['day padded with a blank', 'Nov  3 07:50:36 mx a', '2026-11-03T07:50:36.000Z'],
    ['day padded with zero, Postfix maillog_file', 'Nov 03 07:50:36 mx a', '2026-11-03T07:50:36.000Z'],
  ])('%s', (_what, line, at) => expect(read(line)).toBe(at))

  test("Rspamd's own file", () => {
    expect(read('2026-11-23 17:50:36 #12(normal) <a>;')).toBe('2026-11-23T17:50:36.000Z')
  })

  test.each([
    [
      "Exim's own file, log_timezone",
      '2026-11-23 17:50:36 +0100 1vbG8L-0002Fb-Ny Completed',
      '2026-11-23T16:50:36.000Z',
    ],
    ['RFC 5424', '<22>1 2026-11-23T17:50:36.5+01:00 mx postfix/qmgr 812 - - a', '2026-11-23T16:50:36.500Z'],
    ['with priority', '<22>Nov 23 17:50:36 mx postfix/qmgr[1]: a', '2026-11-23T12:20:36.000Z'],
    ['short-unix', '1795456236.25 mx postfix/qmgr[1]: a', '2026-11-23T17:50:36.000Z'],
  ])('%s', (_what, line, at) => expect(read(line, zoneOffset('Asia/Kolkata'))).toBe(at))

  test.each([
    ['Europe/Berlin', 'Nov 23 17:50:36 mx', '2026-11-23T16:50:36.000Z'],
    ['Europe/Berlin', 'Jul  1 12:00:00 mx', '2026-07-01T10:00:00.000Z'],
    ['America/New_York', 'Nov 23 17:50:36 mx', '2026-11-23T22:50:36.000Z'],
    ['Asia/Kolkata', '2026-11-23T17:50:36 mx', '2026-11-23T12:20:36.000Z'],
    ['No/Such_Zone', 'Nov 23 17:50:36 mx', '2026-11-23T17:50:36.000Z'],
  ])('local time of %s: %s', (zone, line, at) => expect(read(line, zoneOffset(zone))).toBe(at))

  test('of January, read in the first days of the year, and of December before', () => {
    const newYear = Date.UTC(2027, 0, 1, 0, 30)
    expect(read('Jan  1 00:04:31 mx', utcZone, newYear)).toBe('2027-01-01T00:04:31.000Z')
    expect(read('Dec 31 23:59:31 mx', utcZone, newYear)).toBe('2026-12-31T23:59:31.000Z')
  })

  test('lines that follow one another in one minute, and in the next', () => {
    const times = timesOf(
      '2026-11-23T17:50:36.5+00:00 a\n2026-11-23T17:50:59+00:00 a\n2026-11-23T17:51:00+01:00 a\n',
    )
    expect(times).toEqual([
      '2026-11-23T17:50:36.500Z',
      '2026-11-23T17:50:59.000Z',
      '2026-11-23T16:51:00.000Z',
    ])
  })

  test.each([
    [''],
    ['no stamp here'],
    ['Nov 45 17:50:36 mx'],
    ['2026-13-23T17:50:36Z mx'],
    ['\0\0\0\0'],
    ['Nov 23 17:5'],
  ])('none in %j', (line) => expect(read(line)).toBeUndefined())

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (line) => void read(line)))
    fc.assert(fc.property(fc.stringMatching(/^[0-9T:. +-]{10,40}$/), (line) => void read(line)))
  })
})
