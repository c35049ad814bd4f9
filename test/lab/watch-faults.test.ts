import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from '../../lab/catalogue.ts'
import { down, Lab } from '../../lab/lab.ts'
import { revert } from '../../lab/run.ts'
import { up } from '../../lab/up.ts'
import { repairs, startWatch, tableOf, type Watched, watchFault } from './watch-faults.ts'

/** `MAILMEDIC_WATCH=1`: those that can be repaired, half an hour; `MAILMEDIC_WATCH_ALL=1`: all of Debian 12. */
const isAll = process.env['MAILMEDIC_WATCH_ALL'] === '1'
const isWanted = isAll || process.env['MAILMEDIC_WATCH'] === '1'

const lab = new Lab('testwatchfaults')
const mostSecondsToAlert = 60
const eachTime = 600_000
const ofDebian12 = (await faults()).filter(
  ({ debian, server }) => debian !== 13 && (server ?? 'postfix') === 'postfix',
)
const ids = ofDebian12.map(({ id }) => id).filter((id) => isAll || id in repairs)
const seen: Watched[] = []

describe.skipIf(!isWanted)('what a watch says of faults', () => {
  beforeAll(async () => {
    await up({ debian: 12, name: lab.name, say: (line) => process.stderr.write(`lab watch: ${line}\n`) })
  }, 120_000)

  afterAll(async () => {
    process.stderr.write(`${tableOf(seen)}\n`)
    await down(lab)
  }, 60_000)

  test.each(ids)(
    '%s: one alert, with the cause, and over after the repair',
    async (id) => {
      await revert(lab)
      await startWatch(lab)
      await setTimeout(25_000)
      const one = await watchFault(lab, id)
      seen.push(one)
      expect(one).toMatchObject({ isRight: true, alerts: 1 })
      expect(one.toAlert).toBeLessThan(mostSecondsToAlert)
      if (id in repairs) expect(one.toOver).toBeLessThan(Number.POSITIVE_INFINITY)
    },
    eachTime,
  )
})
