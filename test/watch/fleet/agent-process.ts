/**
 * An agent under load: writes incidents and figures as fast as it can, and reports them to a real centre over
 * HTTP, until it is killed. `--settle`: writes nothing more, reports all that waits, and says what it has.
 */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { systemClock } from '../../../src/access/clock.ts'
import { postBytes } from '../../../src/access/outbound/post-bytes.ts'
import { openStore } from '../../../src/store/sqlite-store.ts'
import { nextBatch } from '../../../src/watch/fleet/batches.ts'
import { CentreLink } from '../../../src/watch/fleet/link.ts'
import { diagnosisOf, incidentOf, putIncident } from './fleet-fixtures.ts'

const [path = '', url = '', token = '', mode] = process.argv.slice(2)
const store = openStore(path)
const hour = Math.floor(Date.now() / 3_600_000) * 3_600
const link = new CentreLink({
  ...{ store, clock: systemClock, host: 'mx1', centre: url, language: 'en', everySeconds: 1 },
  status: () => ({ version: '1', software: [] }),
  signal: new AbortController().signal,
  tell: () => undefined,
  deliver: async (report) => {
    const body = new Uint8Array(await promisify(gzip)(JSON.stringify(report)))
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' }
    return postBytes({ url: `${url}/api/v1/agents/report`, headers, body }, systemClock)
  },
})

if (mode === '--settle') await settle()
else await Promise.all([write(), report()])

async function write(): Promise<never> {
  for (;;) {
    store.transaction(() => {
      const count = Number(store.notes.get('count') ?? 0) + 1
      store.notes.put('count', String(count))
      store.history.count([{ measure: 'delivered', subject: '', at: hour, value: 1 }])
      putIncident(store, incidentOf((count % 20) + 1, diagnosisOf('c', String(count))))
    })
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

async function report(): Promise<never> {
  for (;;) {
    await link.report()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function settle(): Promise<void> {
  for (let tries = 0; tries < 100 && nextBatch(store, Date.now()) !== undefined; tries++) {
    await link.report()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const incidents = store.incidents
    .current(0)
    .map(({ id, document }) => [id, JSON.parse(document).diagnosis.subject])
  process.stdout.write(JSON.stringify({ count: Number(store.notes.get('count')), incidents }))
  store.close()
}
