import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Figure } from '../../../src/store/history-store.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import { unusualOf } from '../../../src/watch/foresight/unusual.ts'

const hour = 3_600
/** A Tuesday, half past ten. */
const now = Date.parse('2026-03-03T10:30:00Z') / 1_000
const current = Math.floor(now / hour) * hour

type Mail = (hour: { readonly ofDay: number; readonly isWeekend: boolean; readonly ago: number }) => number

const noise = (x: number) => 1 + 0.3 * Math.sin(x * 12.9898) * Math.cos(x * 78.233)
/** An office: busy days, quiet nights and weekends. */
const office: Mail = ({ ofDay, isWeekend, ago }) =>
  Math.round((isWeekend ? 8 : ofDay >= 7 && ofDay < 19 ? 200 : 10) * noise(ago))

/** A host that was watched for so many days; `figures` of each hour, ago 0 is the current one. */
function host(days: number, figures: (of: Parameters<Mail>[0]) => Readonly<Record<string, number>>) {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'mailmedic-unusual-')), 'mailmedic.db'))
  store.transaction(() => {
    for (let ago = days * 24; ago >= 0; ago--) {
      const at = current - ago * hour
      const date = new Date(at * 1_000)
      const of = { ofDay: date.getUTCHours(), isWeekend: date.getUTCDay() % 6 === 0, ago }
      const counts = Object.entries(figures(of)).map(([name, value]): Figure => {
        const [measure = '', subject = ''] = name.split(' ')
        return { measure, subject, at, value }
      })
      store.history.count(counts.filter(({ value }) => value > 0))
      store.history.note([{ measure: 'memory-used-share', subject: '', at, value: 0.5 }])
    }
  })
  return store
}

const found = (store: ReturnType<typeof host>) =>
  unusualOf(store, now * 1_000).map(({ kind, subject }) => `${kind} ${subject}`.trim())

describe('as ever', () => {
  test.each<[string, number, (of: Parameters<Mail>[0]) => Readonly<Record<string, number>>]>([
    ['nothing was ever seen', 0, () => ({})],
    ['an office for ten weeks', 70, (of) => ({ received: office(of) })],
    ['a quiet host, for hours without mail', 70, ({ ago }) => ({ received: ago % 9 === 0 ? 3 : 0 })],
    ['an hour without mail in the first week', 6, (of) => ({ received: of.ago === 1 ? 0 : 200 })],
    [
      'a holiday: as empty as a night or a weekend',
      70,
      (of) => ({
        received: of.ago < 12 ? 0 : of.isWeekend ? 0 : office(of),
      }),
    ],
    ['a user on the first day', 0.5, ({ ago }) => ({ received: 900, 'sent-by anna': ago === 0 ? 900 : 0 })],
    [
      'a user who always sends much',
      70,
      ({ ago }) => ({
        received: 300,
        'sent-by anna': Math.round(250 * noise(ago)),
      }),
    ],
    [
      'a newsletter each Tuesday',
      70,
      ({ ago }) => ({
        received: 300,
        'sent-by news': ago % 168 === 0 ? 2_000 : 0,
      }),
    ],
    [
      'a user who writes twenty instead of two',
      70,
      ({ ago }) => ({
        received: 300,
        'sent-by anna': ago === 0 ? 20 : 2,
      }),
    ],
    [
      'refusals that come in waves',
      70,
      ({ ago }) => ({
        received: 300,
        rejected: ago % 50 === 0 ? 4_000 : 300,
      }),
    ],
  ])('%s', (_, days, figures) => {
    expect(found(host(days, figures))).toEqual([])
  })

  test('the watch was off in that hour: its silence is not that of the mail', () => {
    const store = host(70, (of) => ({ received: of.ago === 1 ? 0 : 200 }))
    expect(found(store)).toEqual(['no-mail'])
    store.history.thin(now, { keep: { 60: 0, 3600: 10 ** 9, 86400: 10 ** 9 }, mostBytes: 10 ** 12 })
    const off = openStore(join(mkdtempSync(join(tmpdir(), 'mailmedic-off-')), 'mailmedic.db'))
    for (let ago = 70 * 24; ago >= 2; ago--)
      off.history.count([{ measure: 'received', subject: '', at: current - ago * hour, value: 200 }])
    for (let ago = 70 * 24; ago >= 2; ago--)
      off.history.note([{ measure: 'memory-used-share', subject: '', at: current - ago * hour, value: 0.5 }])
    expect(found(off)).toEqual([])
  })
})

describe('unlike any hour before', () => {
  test('no mail came where it always comes', () => {
    expect(found(host(70, (of) => ({ received: of.ago <= 1 ? 0 : office(of) + 20 })))).toEqual(['no-mail'])
  })

  test('a user sends far more than ever, while the hour goes on', () => {
    const store = host(70, ({ ago }) => ({ received: 300, 'sent-by anna': ago === 0 ? 400 : ago % 3 }))
    expect(found(store)).toEqual(['user-sending anna'])
    expect(unusualOf(store, now * 1_000)[0]).toMatchObject({ value: 400, usual: 1, most: 2 })
  })

  test.each([
    ['rejected', 'rejections'],
    ['deferred', 'deferrals'],
    ['logins-failed', 'failed-logins'],
  ])('%s', (measure, kind) => {
    const store = host(70, ({ ago }) => ({ received: 300, [measure]: ago <= 1 ? 5_000 : 100 }))
    expect(found(store)).toEqual([kind])
  })

  test('from two weeks on, not before', () => {
    const sends = ({ ago }: { ago: number }) => ({ received: 300, 'sent-by anna': ago === 0 ? 400 : 1 })
    expect(found(host(13, sends))).toEqual([])
    expect(found(host(15, sends))).toEqual(['user-sending anna'])
  })
})
