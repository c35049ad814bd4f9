import { watchLogFiles } from '../../src/cli/watch-logs.ts'
import { utcZone } from '../../src/logs/zone.ts'
import { openStore } from '../../src/store/sqlite-store.ts'
import { Alarm } from '../../src/watch/alarm.ts'

/** The process whose processor time `npm run bench:watch` measures: follows a log and keeps its figures. */
const [log = '', database = ''] = process.argv.slice(2)
const store = openStore(database)
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
process.stdout.write('ready\n')
await watchLogFiles([log], {
  ...{ store, alarm: new Alarm(), signal: stop.signal, zone: utcZone, keepMilliseconds: 5_000 },
  failed: (error) => process.stderr.write(`${String(error)}\n`),
})
const { user, system } = process.cpuUsage()
process.stdout.write(`${(user + system) / 1e6}\n`)
store.close()
