import { join } from 'node:path'
import type { Host } from '../access/host/host.ts'
import { commandLogFile, hostLogFile } from '../access/host/host-log-files.ts'
import { findLogFiles, type LogFile } from '../access/host/log-files.ts'
import type { LogPlace } from '../logs/places/place.ts'
import { filesOfPlace, logPlaces } from '../logs/places/places.ts'
import { usualEximFiles, usualMailFiles, usualSystemFiles } from '../logs/places/usual.ts'

/** Where mail logs are on the systems that people run; the first that exists is the one. */
const usualPlaces = [...usualMailFiles.map((path) => [path]), usualEximFiles]
const nothing =
  'found no mail log on this host: run it as root, name a log, or pipe in `journalctl -o export`'

export interface OwnLogs {
  readonly files: readonly LogFile[]
  readonly problems: readonly string[]
  /** Which logs were chosen, and why, in words. */
  readonly chosen: readonly string[]
  /** The same as paths or patterns that can be followed; none: the journal. */
  readonly paths: readonly string[]
}

/**
 * The mail logs of a host: where the configuration of its syslog daemon and of its mail programs says, else
 * the usual files, else the journal (of the last day; of a system in `root`: its files), else the files for
 * everything.
 */
export async function ownLogs(host: Host, now: number, root?: string): Promise<OwnLogs> {
  const own = await found(host, await logPlaces(host))
  // What only one program writes (Dovecot, Rspamd) does not tell what became of mail.
  const isEnough = own.places.some(
    ({ scope, why }) => scope !== 'program' || /^(?:Postfix|Exim|rsyslog)/.test(why),
  )
  if (isEnough) return own
  for (const paths of usualPlaces) {
    const usual = await found(
      host,
      paths.map((path) => usualPlace(path)),
    )
    if (usual.files.length > 0) return both(own, usual)
  }
  const journal = root === undefined ? await journalOf(host, now) : await journalIn(root)
  if (journal !== undefined) {
    const chosen = [root === undefined ? 'the journal of the last day' : journal.path]
    return both(own, { files: [journal], problems: [], paths: [], chosen })
  }
  const system = both(
    own,
    await found(
      host,
      usualSystemFiles.map((path) => usualPlace(path)),
    ),
  )
  return system.files.length > 0 ? system : { ...system, problems: [nothing] }
}

interface Found extends OwnLogs {
  readonly places: readonly LogPlace[]
}

async function found(host: Host, places: readonly LogPlace[]): Promise<Found> {
  const filled = await Promise.all(
    places.map(async (place) => {
      const paths = await filesOfPlace(host, place)
      const files = await Promise.all(paths.map((path) => hostLogFile(host, path)))
      return { place, files: files.filter((file) => file !== undefined) }
    }),
  )
  const inUse = filled.filter(({ files }) => files.length > 0)
  return {
    places: inUse.map(({ place }) => place),
    paths: inUse.map(({ place }) => place.path),
    files: inUse.flatMap(({ files }) => files),
    problems: [],
    chosen: inUse.map(({ place: { path, why }, files }) =>
      files.length === 1 ? `${path} (${why})` : `${path} and ${files.length - 1} rotated (${why})`,
    ),
  }
}

function usualPlace(path: string): LogPlace {
  return { path, why: 'its usual place', scope: 'mail', level: 0 }
}

function both(one: OwnLogs, other: OwnLogs): OwnLogs {
  const known = new Set(one.files.map(({ path }) => path))
  return {
    files: [...one.files, ...other.files.filter(({ path }) => !known.has(path))],
    problems: [...one.problems, ...other.problems],
    chosen: [...one.chosen, ...other.chosen],
    paths: [...one.paths, ...other.paths],
  }
}

async function journalOf(host: Host, modifiedAt: number): Promise<LogFile | undefined> {
  const isWanted = (text: string) => / postfix\/| dovecot: | exim\[| smtpd\[/.test(text)
  return commandLogFile(host, { name: 'journal-mail' }, { path: 'journalctl', modifiedAt, isWanted })
}

/** The journal's files of a system that is not this one, where it keeps them. */
async function journalIn(root: string): Promise<LogFile | undefined> {
  const { files } = await findLogFiles([join(root, 'var/log/journal')])
  return files[0]
}
