import { appendFileSync, mkdtempSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { followFiles } from '../../../src/access/host/follow.ts'
import { reasonOf } from '../../../src/cli/log-reasons.ts'
import { FollowedLogs } from '../../../src/logs/follow/followed-logs.ts'
import { utcZone } from '../../../src/logs/zone.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import type { Store } from '../../../src/store/store.ts'
import { LogHistory } from '../../../src/watch/history/log-history.ts'
import { delaysOf, largestOf } from '../../../src/watch/history/read-history.ts'
import { messageLines } from '../message-lines.ts'

const always = { from: 0, until: 10 ** 10 }

/** A host with a log, and a watch that can be killed. */
function watched() {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-history-'))
  const log = join(folder, 'mail.log')
  writeFileSync(log, '')
  const store = openStore(join(folder, 'mailmedic.db'))
  return {
    folder,
    log,
    store,
    run: (until: Until, endsWell = true) => run(store, log, until, endsWell),
  }
}

/** When a watch ends; it may have kept at once what was counted. */
type Until = (keep: () => void) => boolean

/** Follows until `until`, keeping now and then; where it does not end well, what was not kept by then is lost. */
async function run(store: Store, log: string, until: Until, endsWell: boolean): Promise<void> {
  const logs = new FollowedLogs(reasonOf)
  const history = new LogHistory(store, logs, utcZone)
  logs.live()
  const before = new Map(store.logPositions.all().map((position) => [position.path, position]))
  const stop = new AbortController()
  const pieces = followFiles([log], {
    signal: stop.signal,
    lastBytes: 1 << 16,
    resumeAt: (path) => before.get(path),
  })
  const endWhenDue = async () => {
    while (!until(() => history.keep())) await setTimeout(15)
    stop.abort()
  }
  // From when what was there at the start is read: that takes longer on a busy machine.
  let ending: Promise<void> | undefined
  let count = 0
  for await (const piece of pieces) {
    if (piece === null) ending ??= endWhenDue()
    else history.take(piece)
    if (++count % 3 === 0) history.keep()
  }
  await ending
  if (endsWell) history.keep()
}

const sum = (store: Store, measure: string, subject = '') =>
  store.history.points(measure, subject, 86_400, always).reduce((total, point) => total + point.sum, 0)

/** So long since it was asked first. */
const passed = (milliseconds: number) => {
  let end: number | undefined
  return () => {
    end ??= performance.now() + milliseconds
    return performance.now() > end
  }
}

describe('what followed lines add up to', () => {
  test('is kept by minute, hour, destination, user and stage', async () => {
    const { log, store, run } = watched()
    await run(passed(200))
    appendFileSync(log, messageLines(1) + messageLines(2) + messageLines(3, 'other.example'))
    await run(passed(400))
    await run(passed(200))
    expect(['received', 'delivered', 'deferred', 'logins'].map((measure) => sum(store, measure))).toEqual([
      3, 3, 0, 3,
    ])
    expect(largestOf(store, 'delivered-to', 3_600, always)).toEqual([
      { subject: 'd.example', sum: 2 },
      { subject: 'other.example', sum: 1 },
    ])
    expect(sum(store, 'sent-by', 'anna')).toBe(3)
    const [delays] = delaysOf(store, 'total', 86_400, always)
    expect(delays).toMatchObject({ deliveries: 3 })
    expect(Math.abs((delays?.p50 ?? 0) - 1.5)).toBeLessThan(0.1)
  })

  test('what was there before the first start is not counted', async () => {
    const { log, store, run } = watched()
    appendFileSync(log, messageLines(1))
    await run(passed(200))
    await run(passed(200))
    expect(sum(store, 'delivered')).toBe(0)
  })

  test('twenty kills under load, with rotation and truncation: nothing lost, nothing doubled', async () => {
    const { folder, log, store, run } = watched()
    await run(passed(200))
    let written = 0
    const writing = setInterval(() => {
      let text = ''
      for (let more = 0; more < 10; more++) text += messageLines(++written)
      appendFileSync(log, text)
    }, 5)
    for (let kill = 0; kill < 20; kill++) {
      await run(passed(40 + ((kill * 37) % 120)), false)
      if (kill === 7 || kill === 13) {
        renameSync(log, join(folder, `mail.log.${kill}`))
        writeFileSync(log, '')
      }
    }
    clearInterval(writing)
    await run(passed(600))
    await run(passed(300))
    expect(sum(store, 'delivered')).toBe(written)
    expect(sum(store, 'sent-by', 'anna')).toBe(written)
    truncateSync(log, 0)
    appendFileSync(log, messageLines(written + 1))
    await run(passed(400))
    await run(passed(200))
    expect(sum(store, 'delivered')).toBe(written + 1)
  }, 60_000)

  test('100,000 lines at once', async () => {
    const { log, store, run } = watched()
    await run(passed(200))
    const messages = 25_000
    appendFileSync(log, Array.from({ length: messages }, (_, number) => messageLines(number + 1)).join(''))
    const isLate = passed(40_000)
    await run((keep) => {
      keep()
      return sum(store, 'delivered') >= messages || isLate()
    })
    expect(sum(store, 'delivered')).toBe(messages)
  }, 60_000)

  test('a kept position that leads into another file is not used', async () => {
    const { log, store, run } = watched()
    appendFileSync(log, messageLines(1))
    await run(passed(200))
    writeFileSync(`${log}.new`, messageLines(2))
    renameSync(`${log}.new`, log)
    await run(passed(400))
    await run(passed(200))
    expect(sum(store, 'delivered')).toBe(1)
  })
})
