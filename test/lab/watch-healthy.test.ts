import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { healthyVariants } from '../../lab/catalogue.ts'
import { down, Lab } from '../../lab/lab.ts'
import { driveTraffic, inject, revert, runCheck } from '../../lab/run.ts'
import { up } from '../../lab/up.ts'
import { allConditions } from '../../src/knowledge/registry.ts'
import { type CheckReport, checkReportSchema } from '../../src/report/schema.ts'
import { foresee } from '../../src/watch/foresight/foresee.ts'
import { latestIncidents } from '../../src/watch/incidents/incident-log.ts'
import { defaultPolicy } from '../../src/watch/incidents/policy.ts'
import { Watcher } from '../../src/watch/watcher.ts'
import { watchedHost } from '../watch/watched-host.ts'

/** Ten minutes: with `MAILMEDIC_WATCH=1`, or `MAILMEDIC_WATCH_ALL=1`. Captured hosts: test/watch/healthy-hour.test.ts. */
const isWanted = process.env['MAILMEDIC_WATCH'] === '1' || process.env['MAILMEDIC_WATCH_ALL'] === '1'

const lab = new Lab('testwatchhealthy')
const variants = (await healthyVariants()).filter(
  ({ debian, server, bare }) => debian !== 13 && (server ?? 'postfix') === 'postfix' && bare !== true,
)
const asked = allConditions.map(({ id }) => id)
const rounds = 120
const lookEvery = 30_000
/** Real looks, of which the hour is made: one finds what moves, such as a queue, where the other did not. */
const looks = 3

describe.skipIf(!isWanted)('an hour of a healthy but unusual host', () => {
  beforeAll(async () => {
    await up({ debian: 12, name: lab.name, say: (line) => process.stderr.write(`lab watch: ${line}\n`) })
  }, 120_000)

  afterAll(() => down(lab), 60_000)

  test.each(variants)(
    '$id: nobody is told anything',
    async ({ id }) => {
      await revert(lab)
      await inject(lab, id)
      await driveTraffic(lab)
      const reports: CheckReport[] = []
      for (let look = 0; look < looks; look++)
        reports.push(checkReportSchema.parse(JSON.parse((await runCheck(lab)).stdout)))
      const { store, clock } = watchedHost()
      let round = 0
      const examine = async () => {
        const report = reports[round % looks] ?? reports[0]
        if (report === undefined) throw new Error('nothing was looked at')
        return { report, asked }
      }
      const watcher = new Watcher({
        ...{ store, clock, examine, policy: defaultPolicy },
        foresee: (at, isOpen) => foresee(store, at, 'en', isOpen),
      })
      for (; round < rounds; round++, clock.at += lookEvery) await watcher.round()
      expect(latestIncidents(store, 9).map(({ key }) => key)).toEqual([])
      expect(store.alerts.waiting()).toBe(0)
    },
    180_000,
  )
})
