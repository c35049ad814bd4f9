import { type Answer, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { Host } from '../../access/host/host.ts'
import type { ProgramFamily } from '../engine/program-family.ts'
import type { InputOutcome, LogInput, Span } from '../findings/log-input.ts'
import { MailLogReader } from '../findings/mail-log-reader.ts'
import { hostZone } from '../host-zone.ts'
import type { MailLog } from '../mail-log.ts'
import type { LogPlace } from '../places/place.ts'
import { logPlaces } from '../places/places.ts'
import { usualEximFiles, usualMailFiles, usualRspamdFile, usualSystemFiles } from '../places/usual.ts'
import type { ZoneOffset } from '../zone.ts'
import { RotatedLogs } from './rotated-logs.ts'

const windowMilliseconds = 24 * 3_600_000
/** A file whose last mail line is older than this may have been left behind by its syslog daemon. */
const quietMilliseconds = 30 * 60_000
const minute = 60_000

export interface LogPlaces {
  /** Postfix's `maillog_file`, where it is set. */
  readonly postfixFiles?: readonly string[]
  /** Dovecot's `log_path`, `info_log_path`, where they are files. */
  readonly dovecotFiles?: readonly string[]
}

/**
 * Reads the mail logs of the last 24 hours of a host: files where they cover the day, else the
 * journal, never both for the same lines. `absent`: there is no mail log; `unknown`: none could be read.
 */
export async function readHostLogs(
  host: Host,
  now: number,
  places: LogPlaces = {},
): Promise<Answer<MailLog>> {
  const collection = new Collection(host, now, await hostZone(host))
  await collection.readFiles(places)
  await collection.readJournal()
  return collection.answer()
}

class Collection {
  readonly #host: Host
  readonly #from: number
  readonly #now: number
  readonly #reader: MailLogReader
  readonly #outcomes: InputOutcome[] = []
  readonly #logs: RotatedLogs
  /** A file for mail alone is in use, is there at all. */
  #mailFile = false
  #mailFileThere = false
  #filterLines = false
  #systemFile = false

  constructor(host: Host, now: number, zone: ZoneOffset) {
    this.#host = host
    this.#from = now - windowMilliseconds
    this.#now = now
    const options = { from: this.#from, now, zone }
    this.#reader = new MailLogReader(options)
    this.#logs = new RotatedLogs(host, options)
  }

  async readFiles({ postfixFiles = [], dovecotFiles = [] }: LogPlaces): Promise<void> {
    const configured = await logPlaces(this.#host)
    const pathsOf = (scope: LogPlace['scope']) =>
      configured.filter((place) => place.scope === scope).map(({ path }) => path)
    for (const path of postfixFiles) await this.#file(path)
    await this.#mailFiles([...pathsOf('mail').filter(isOfThisHost), ...usualMailFiles])
    await this.#systemFiles([...pathsOf('all').filter(isOfThisHost), ...usualSystemFiles])
    const own = [...dovecotFiles, ...(await this.#dovecotFiles()), ...pathsOf('program')]
    for (const path of [...own, usualRspamdFile, ...usualEximFiles]) await this.#file(path)
  }

  /** The first that is in use: a syslog daemon may write the same lines into several. */
  async #mailFiles(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      this.#mailFile = await this.#file(path)
      this.#mailFileThere ||= await this.#isThere(path)
      if (this.#mailFile) break
    }
    this.#filterLines = this.#mailSpans().has('filter')
  }

  async #systemFiles(paths: readonly string[]): Promise<void> {
    const mailIsElsewhere = this.#mailFile
    for (const path of paths) {
      this.#systemFile = await this.#file(path, (family) => !mailIsElsewhere || this.#onlyThere(family))
      if (this.#systemFile) break
    }
  }

  /** What a mail log does not hold; filters log to either, by the facility that they were given. */
  #onlyThere(family: ProgramFamily): boolean {
    return isSystem(family) || (family === 'filter' && !this.#filterLines)
  }

  async #dovecotFiles(): Promise<readonly string[]> {
    const listing = await this.#host.listDirectory('/var/log')
    if (listing.status !== 'known') return []
    return listing.value
      .filter(({ name }) => /^dovecot[\w-]*\.log$/.test(name))
      .map(({ name }) => `/var/log/${name}`)
  }

  /** Reads a log with what was rotated away of it within the window. False: it is not in use. */
  async #file(path: string, accept?: LogInput['accept']): Promise<boolean> {
    let isInUse = false
    for (const log of await this.#logs.open(path)) {
      const { lines } = await this.#take({ ...log, ...optional(accept) })
      isInUse ||= lines > 0
    }
    return isInUse
  }

  async #isThere(path: string): Promise<boolean> {
    const status = await this.#host.status(path)
    return status.status === 'known' && status.value.type === 'file' && status.value.sizeBytes > 0
  }

  async #take(input: LogInput): Promise<InputOutcome> {
    const outcome = await this.#reader.read(input)
    this.#outcomes.push(outcome)
    return outcome
  }

  /** The journal tells what no file covers; kernel and services too, where no syslog file does. */
  async readJournal(): Promise<void> {
    if (this.#filesCoverMail()) {
      if (!this.#systemFile) await this.#journal('journal-kernel', (family) => family === 'kernel')
      return
    }
    const covered = [...this.#mailSpans()]
    await this.#journal('journal-mail', (family, at) => {
      if (isSystem(family)) return !this.#systemFile
      // Files may hold whole seconds only.
      return !covered.some(
        ([known, span]) => known === family && at >= span.firstAt - 1_000 && at <= span.lastAt + 1_000,
      )
    })
  }

  #filesCoverMail(): boolean {
    const spans = this.#mailSpans()
    const span = mailFamilies.map((family) => spans.get(family)).find((one) => one !== undefined)
    if (span === undefined) return false
    const dovecotToo = this.#mailFile || this.#systemFile || spans.has('dovecot')
    const begins = Math.min(...this.#outcomes.map(({ beginsAt }) => beginsAt ?? this.#now))
    const fromStart = begins <= this.#from || span.firstAt <= this.#from + 10 * minute
    return dovecotToo && fromStart && span.lastAt >= this.#now - quietMilliseconds
  }

  #mailSpans(): Map<ProgramFamily, Span> {
    const spans = new Map<ProgramFamily, Span>()
    for (const outcome of this.#outcomes) {
      for (const [family, span] of outcome.spans) {
        const earlier = spans.get(family) ?? span
        spans.set(family, {
          firstAt: Math.min(earlier.firstAt, span.firstAt),
          lastAt: Math.max(earlier.lastAt, span.lastAt),
        })
      }
    }
    return spans
  }

  async #journal(name: 'journal-mail' | 'journal-kernel', accept: LogInput['accept']): Promise<void> {
    const answer = await this.#host.readBlocks({ name })
    if (answer.status === 'unknown') this.#logs.refused ??= answer.because
    if (answer.status !== 'known') return
    this.#logs.evidence.push(...answer.evidence)
    const input = { where: 'journalctl', blocks: answer.value, modifiedAt: this.#now }
    await this.#take({ ...input, ...optional(accept) })
  }

  answer(): Answer<MailLog> {
    const spans = this.#mailSpans()
    const quiet = this.#mailFileThere && this.#logs.refused === undefined
    if (mailFamilies.some((family) => spans.has(family)) || quiet) {
      return known(this.#reader.summary(), ...this.#logs.evidence.slice(0, 10))
    }
    // Whoever may not read the system's journal sees an empty one, or only his own lines.
    const sawJournal = spans.has('systemd') || spans.has('kernel')
    if (this.#logs.refused !== undefined || (!sawJournal && this.#outcomes.length > 0))
      return this.#unreadable()
    return { status: 'absent', evidence: [this.#looked()] }
  }

  #unreadable(): Answer<MailLog> {
    const text = this.#logs.refused?.text ?? 'the journal showed no line of mail or system'
    return unknown(
      this.#logs.refused?.code ?? 'no-permission',
      `no mail log could be read: ${text}`,
      'run it as root',
    )
  }

  #looked(): Evidence {
    const text = `no line of a mail server in ${[...usualMailFiles, ...usualSystemFiles].join(', ')} or the journal`
    return { kind: 'log', where: '/var/log', text, at: isoTime(this.#now) }
  }
}

/** Who moves or stores mail, in the order in which they say whether the files are written to. */
const mailFamilies = ['postfix', 'exim', 'opensmtpd', 'sendmail', 'dovecot'] as const

/** A pattern for folders is a collector's, that keeps the logs of other hosts. */
function isOfThisHost(path: string): boolean {
  return !path.includes('*')
}

function isSystem(family: ProgramFamily): boolean {
  return family === 'kernel' || family === 'systemd' || family === 'syslog'
}

function optional(accept: LogInput['accept']): Pick<LogInput, 'accept'> {
  return accept === undefined ? {} : { accept }
}
