import { type Answer, type Evidence, known, type Reason, unknown } from '../access/answer.ts'
import { isoTime } from '../access/clock.ts'
import type { Host } from '../access/host/host.ts'
import { BegunBlocks } from './begun-blocks.ts'
import type { ProgramFamily } from './engine/program-family.ts'
import { firstInstant } from './findings/dated-lines.ts'
import type { InputOutcome, LogInput, Span } from './findings/log-input.ts'
import { MailLogReader } from './findings/mail-log-reader.ts'
import { hostZone } from './host-zone.ts'
import type { MailLog } from './mail-log.ts'
import { windowStart } from './window.ts'
import type { ZoneOffset } from './zone.ts'

const windowMilliseconds = 24 * 3_600_000
/** A file whose last mail line is older than this may have been left behind by its syslog daemon. */
const quietMilliseconds = 30 * 60_000
const minute = 60_000

/** Files of a syslog daemon for mail alone, by distribution; the first that is in use is read. */
const mailFiles = ['/var/log/mail.log', '/var/log/maillog', '/var/log/mail/mail.log', '/var/log/mail']
const systemFiles = ['/var/log/syslog', '/var/log/messages']
const rspamdFile = '/var/log/rspamd/rspamd.log'
/** Exim's log_file_path as Debian, Fedora and FreeBSD set it. */
const eximFiles = ['/var/log/exim4/mainlog', '/var/log/exim/main.log', '/var/log/exim/mainlog']

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

interface Written {
  readonly sizeBytes: number
  readonly modifiedAt: number
}

interface OpenLog extends LogInput {
  readonly blocks: BegunBlocks
  readonly fromMiddle: boolean
}

class Collection {
  readonly #host: Host
  readonly #from: number
  readonly #now: number
  readonly #zone: ZoneOffset
  readonly #reader: MailLogReader
  readonly #outcomes: InputOutcome[] = []
  readonly #evidence: Evidence[] = []
  #refused: Reason | undefined
  /** A file for mail alone is in use, is there at all. */
  #mailFile = false
  #mailFileThere = false
  #filterLines = false
  #systemFile = false

  constructor(host: Host, now: number, zone: ZoneOffset) {
    this.#host = host
    this.#from = now - windowMilliseconds
    this.#now = now
    this.#zone = zone
    this.#reader = new MailLogReader({ from: this.#from, now, zone })
  }

  async readFiles(places: LogPlaces): Promise<void> {
    const own = new Set(places.postfixFiles ?? [])
    for (const path of own) await this.#file(path)
    const shared = mailFiles.filter((path) => !own.has(path))
    for (const path of shared) {
      this.#mailFile = await this.#file(path)
      this.#mailFileThere ||= await this.#isThere(path)
      if (this.#mailFile) break
    }
    const mailIsElsewhere = this.#mailFile
    this.#filterLines = this.#mailSpans().has('filter')
    for (const path of systemFiles) {
      this.#systemFile = await this.#file(
        path,
        (family) => !mailIsElsewhere || this.#onlyThere(family),
      )
      if (this.#systemFile) break
    }
    await this.#ownFiles(places)
  }

  /** What a mail log does not hold; filters log to either, by the facility that they were given. */
  #onlyThere(family: ProgramFamily): boolean {
    return isSystem(family) || (family === 'filter' && !this.#filterLines)
  }

  async #ownFiles(places: LogPlaces): Promise<void> {
    const dovecot = new Set([...(places.dovecotFiles ?? []), ...(await this.#dovecotFiles())])
    for (const path of mailFiles) dovecot.delete(path)
    for (const path of dovecot) await this.#file(path)
    await this.#file(rspamdFile)
    for (const path of eximFiles) await this.#file(path)
  }

  async #dovecotFiles(): Promise<readonly string[]> {
    const listing = await this.#host.listDirectory('/var/log')
    if (listing.status !== 'known') return []
    return listing.value
      .filter(({ name }) => /^dovecot[\w-]*\.log$/.test(name))
      .map(({ name }) => `/var/log/${name}`)
  }

  /** Reads a file and, where it begins inside the window, the rotated one before it. False: not in use. */
  async #file(path: string, accept?: LogInput['accept']): Promise<boolean> {
    const written = await this.#writtenInWindow(path)
    const rotated = await this.#writtenInWindow(`${path}.1`)
    if (written === undefined && rotated === undefined) return false
    const current = written === undefined ? undefined : await this.#open(path, written)
    if (rotated !== undefined && !(await this.#beginsBefore(current))) {
      const earlier = await this.#open(`${path}.1`, rotated)
      if (earlier !== undefined) await this.#take({ ...earlier, ...optional(accept) })
    }
    if (current !== undefined) await this.#take({ ...current, ...optional(accept) })
    return this.#outcomes.some(({ where, lines }) => where.startsWith(path) && lines > 0)
  }

  /** A log file that was written to within the window; undefined where there is none. */
  async #writtenInWindow(path: string): Promise<Written | undefined> {
    const status = await this.#host.status(path)
    if (status.status === 'unknown') this.#refused ??= status.because
    if (status.status !== 'known') return undefined
    const { type, target, sizeBytes, modifiedAt } = status.value
    if ((target?.type ?? type) !== 'file' || sizeBytes === 0 || modifiedAt < this.#from) return undefined
    return { sizeBytes, modifiedAt }
  }

  async #isThere(path: string): Promise<boolean> {
    const status = await this.#host.status(path)
    return status.status === 'known' && status.value.type === 'file' && status.value.sizeBytes > 0
  }

  /** Whether the log begins before the window: then nothing before it is missing. */
  async #beginsBefore(current: OpenLog | undefined): Promise<boolean> {
    if (current === undefined) return false
    if (current.fromMiddle) return true
    const options = { modifiedAt: current.modifiedAt, now: this.#now, zone: this.#zone }
    const begins = firstInstant(await current.blocks.first(), options)
    return begins !== undefined && begins <= this.#from
  }

  async #open(path: string, { sizeBytes, modifiedAt }: Written): Promise<OpenLog | undefined> {
    const options = { from: this.#from, now: this.#now, zone: this.#zone }
    const startByte = await windowStart(this.#host, path, sizeBytes, options)
    const answer = await this.#host.readBlocks(path, { startByte })
    if (answer.status === 'unknown') this.#refused ??= answer.because
    if (answer.status !== 'known') return undefined
    this.#evidence.push(...answer.evidence)
    return { where: path, modifiedAt, blocks: new BegunBlocks(answer.value), fromMiddle: startByte > 0 }
  }

  async #take(input: LogInput): Promise<void> {
    this.#outcomes.push(await this.#reader.read(input))
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
    if (answer.status === 'unknown') this.#refused ??= answer.because
    if (answer.status !== 'known') return
    this.#evidence.push(...answer.evidence)
    const input = { where: 'journalctl', blocks: answer.value, modifiedAt: this.#now }
    await this.#take({ ...input, ...optional(accept) })
  }

  answer(): Answer<MailLog> {
    const spans = this.#mailSpans()
    const quiet = this.#mailFileThere && this.#refused === undefined
    if (mailFamilies.some((family) => spans.has(family)) || quiet) {
      return known(this.#reader.summary(), ...this.#evidence.slice(0, 10))
    }
    // Whoever may not read the system's journal sees an empty one, or only his own lines.
    const sawJournal = spans.has('systemd') || spans.has('kernel')
    if (this.#refused !== undefined || (!sawJournal && this.#outcomes.length > 0)) return this.#unreadable()
    return { status: 'absent', evidence: [this.#looked()] }
  }

  #unreadable(): Answer<MailLog> {
    const text = this.#refused?.text ?? 'the journal showed no line of mail or system'
    return unknown(
      this.#refused?.code ?? 'no-permission',
      `no mail log could be read: ${text}`,
      'run it as root',
    )
  }

  #looked(): Evidence {
    const text = `no line of a mail server in ${[...mailFiles, ...systemFiles].join(', ')} or the journal`
    return { kind: 'log', where: '/var/log', text, at: isoTime(this.#now) }
  }
}

/** Who moves or stores mail, in the order in which they say whether the files are written to. */
const mailFamilies = ['postfix', 'exim', 'opensmtpd', 'dovecot'] as const

function isSystem(family: ProgramFamily): boolean {
  return family === 'kernel' || family === 'systemd' || family === 'syslog'
}

function optional(accept: LogInput['accept']): Pick<LogInput, 'accept'> {
  return accept === undefined ? {} : { accept }
}
