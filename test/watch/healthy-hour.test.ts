import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openCapture } from '../../src/cli/open-world.ts'
import { runCheck } from '../../src/cli/run-check.ts'
import { Collector } from '../../src/collect/collector.ts'
import { allConditions } from '../../src/knowledge/registry.ts'
import { buildReport } from '../../src/report/build-report.ts'
import { foresee } from '../../src/watch/foresight/foresee.ts'
import { takeReadings } from '../../src/watch/history/readings.ts'
import { latestIncidents } from '../../src/watch/incidents/incident-log.ts'
import { defaultPolicy } from '../../src/watch/incidents/policy.ts'
import { Watcher } from '../../src/watch/watcher.ts'
import { capturedHosts } from '../../tools/captured-hosts.ts'
import { watchedHost } from './watched-host.ts'

const healthy = capturedHosts.filter(({ condition }) => condition === undefined)
const asked = allConditions.map(({ id }) => id)

test.each(healthy)(
  'an hour of $name, in which the clock jumps: nobody is told anything',
  async ({ name }) => {
    const world = await openCapture(fileURLToPath(new URL(`../../demo/${name}.mmc`, import.meta.url)))
    const report = buildReport(await runCheck(world), 'en')
    const collector = new Collector(world)
    const { store, clock } = watchedHost()
    const watcher = new Watcher({
      ...{ store, clock, policy: defaultPolicy },
      examine: async () => {
        const readings = await takeReadings((fact) => collector.get(fact), world.host, clock.at)
        return { report, asked, readings }
      },
      foresee: (at, isOpen) => foresee(store, at, 'en', isOpen),
    })
    for (let round = 0; round < 120; round++) {
      await watcher.round()
      clock.at += 30_000
      if (round === 40) clock.at -= 2 * 3_600_000
      if (round === 80) clock.at += 5 * 3_600_000
    }
    expect(latestIncidents(store, 9)).toEqual([])
    expect(store.alerts.waiting()).toBe(0)
  },
  60_000,
)
