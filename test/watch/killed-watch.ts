import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { known } from '../../src/access/answer.ts'
import { systemClock } from '../../src/access/clock.ts'
import { watchLogFiles } from '../../src/cli/watch-logs.ts'
import { utcZone } from '../../src/logs/zone.ts'
import { openStore } from '../../src/store/sqlite-store.ts'
import { Alarm } from '../../src/watch/alarm.ts'
import { sendDue } from '../../src/watch/alerts/outbox.ts'
import { Watcher } from '../../src/watch/watcher.ts'
import { wrongAt } from './killed-schedule.ts'

/** The process that `killed.test.ts` kills: a watch over a log, whose host is ill by the clock. */
const folder = process.argv[2] ?? ''
const store = openStore(join(folder, 'mailmedic.db'))
const clock = systemClock
const policy = {
  ...{ confirmAfter: () => 100, clearFor: () => 200, returnsWithin: 60_000, lingers: () => false },
  ...{ roundWhileWell: 20, roundWhileIll: 20, standsBackFor: 0, settlesFor: 0 },
}
const examine = async () => wrongAt(Date.now())
const watcher = new Watcher({ store, clock, examine, policy })
const signal = new AbortController().signal

void watchLogFiles([join(folder, 'mail.log')], {
  ...{ store, signal, zone: utcZone, alarm: new Alarm(), keepMilliseconds: 50 },
  failed: (error) => process.stderr.write(`${String(error)}\n`),
})
process.stdout.write('started\n')
for (;;) {
  await watcher.round()
  await sendDue(store, clock, async (delivery) => {
    appendFileSync(join(folder, 'told'), `${delivery.via === 'command' ? delivery.input : ''}\n`)
    return known('taken', { kind: 'command', where: '', text: '', at: '' })
  })
  await setTimeout(20)
}
