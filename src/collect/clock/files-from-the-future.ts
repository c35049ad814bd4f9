import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'

/** A file that was last written at a time which, by this machine's clock, is still to come. */
export interface FutureFile {
  readonly path: string
  readonly modifiedAt: number
  readonly evidence: Evidence
}

/** Written by different programs at different times, by the clock of then. */
const paths = [
  '/var/lib/dpkg/status',
  '/var/log/dpkg.log',
  '/var/lib/apt/lists',
  '/var/log/wtmp',
  '/var/lib/logrotate/status',
  '/var/lib/systemd/timesync/clock',
  '/var/lib/chrony',
  '/var/log/mail.log',
  '/var/log/auth.log',
  '/var/log/syslog',
  '/var/lib/rspamd/rspamd.rrd',
  '/var/cache/man',
  '/etc/ld.so.cache',
]
/** Neither a second of rounding nor a clock that was stepped back a little. */
const toleranceMilliseconds = 3_600_000

export const filesFromTheFuture = fact({
  id: 'clock.files-from-the-future',
  summary: 'Files of the system whose time of change lies more than an hour after now.',
  async collect(world): Promise<Fact<readonly FutureFile[]>> {
    const now = world.clock.now()
    const statuses = await Promise.all(paths.map((path) => world.host.status(path)))
    const found = statuses.flatMap((status, index): FutureFile[] => {
      if (status.status !== 'known' || status.value.modifiedAt < now + toleranceMilliseconds) return []
      const path = paths[index] ?? ''
      const { modifiedAt } = status.value
      const text = `last changed ${isoTime(modifiedAt)}`
      return [{ path, modifiedAt, evidence: { kind: 'file', where: path, text, at: isoTime(now) } }]
    })
    return found.length === 0 ? absent() : known(found, ...found.map(({ evidence }) => evidence))
  },
})
