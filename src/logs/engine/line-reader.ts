import { DovecotReader } from './dovecot.ts'
import type { EngineOptions } from './engine-options.ts'
import { EximReader } from './exim.ts'
import { isRspamdForm } from './filter-forms.ts'
import { FilterVerdicts } from './filter-verdicts.ts'
import type { JourneySink } from './journey-sink.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import { FailedLogins } from './logins.ts'
import { LostLines } from './lost-lines.ts'
import type { EngineMemory } from './memory.ts'
import { MessageGroups } from './message-groups.ts'
import { OpensmtpdReader } from './opensmtpd.ts'
import { PostfixReader } from './postfix.ts'
import { PostfixEvents } from './postfix-events.ts'
import { RarerPostfixLines } from './postfix-rarer.ts'
import { type Programs, reader } from './programs.ts'
import { repeatedText, repeatedTimes } from './repeated.ts'
import { SendmailReader } from './sendmail.ts'

/** A line whose head is read → the reader of its program → what is counted. */
export class LineReader {
  readonly logins = new FailedLogins()
  readonly warnings = new MessageGroups()
  readonly strangers = new MessageGroups()
  readonly lost = new LostLines()
  readonly filters: FilterVerdicts
  readonly #journeys: Journeys
  readonly #programs: Programs
  readonly #sink: JourneySink | undefined
  readonly #listener: LogListener | undefined
  readonly #postfix: PostfixReader
  readonly #rarer: RarerPostfixLines
  readonly #dovecot: DovecotReader
  readonly #exim: EximReader
  readonly #opensmtpd: OpensmtpdReader
  readonly #sendmail: SendmailReader

  constructor(
    { listener, sink }: EngineOptions,
    journeys: Journeys,
    memory: EngineMemory,
    programs: Programs,
  ) {
    this.filters = new FilterVerdicts(this.warnings, memory)
    this.#journeys = journeys
    this.#programs = programs
    this.#sink = sink
    this.#listener = listener
    const events = listener === undefined ? undefined : new PostfixEvents(listener, journeys)
    this.#postfix = new PostfixReader(journeys, events)
    this.#rarer = new RarerPostfixLines(this.logins, this.warnings, events)
    this.#opensmtpd = new OpensmtpdReader(journeys, this.logins, listener)
    this.#sendmail = new SendmailReader(journeys, this.logins, this.warnings, listener)
    this.#dovecot = new DovecotReader(this.logins, this.warnings, listener)
    this.#exim = new EximReader(journeys, memory, this.logins, this.warnings, listener)
  }

  /** Whether its program's dialect knows it; what nobody knows is kept by its form. */
  read(line: Line): boolean {
    const { program, bytes, body } = line
    // "message repeated 3 times: [ text]" and "last message repeated 3 times".
    if (bytes[body] === 109 || bytes[body] === 108) repeatedText(line)
    if (this.#listener !== undefined && !this.#listener.accepts(line)) return true
    if (this.#sink?.companion !== undefined && isCompanion(program.reader)) this.#sink.companion(line)
    const known = this.#byProgram(line)
    if (known) program.understood++
    else {
      program.unknown++
      this.strangers.add(line, 'unknown', line.text())
    }
    return known
  }

  #byProgram(line: Line): boolean {
    switch (line.program.reader) {
      case reader.smtpd:
      case reader.cleanup:
      case reader.delivery:
      case reader.pickup:
      case reader.postfix:
        return this.#postfix.read(line) || this.#rarer.read(line)
      case reader.qmgr:
        if (line.program.queue === 0) this.#ownsQueue(line)
        return this.#postfix.read(line) || this.#rarer.read(line)
      case reader.dovecot:
        return this.#dovecot.read(line)
      case reader.rspamd:
        this.#listener?.otherProgram(line)
        this.filters.readRspamd(line)
        if (line.bytes[line.body] === 60) return true
        return isRspamdForm(line.bytes.toString('latin1', line.body, Math.min(line.end, line.body + 80)))
      case reader.exim:
        return this.#exim.read(line)
      case reader.opensmtpd:
        return this.#opensmtpd.read(line)
      case reader.sendmail:
        this.#sendmail.read(line)
        return true
      case reader.unknown:
        return this.#again(line)
      case reader.system:
        this.lost.read(line)
        this.#listener?.otherProgram(line)
        return true
      default:
        this.filters.read(line)
        this.#listener?.otherProgram(line)
        return true
    }
  }

  /** The line before came again, without a text of its own: refusals and failed log-ins count. */
  #again(line: Line): boolean {
    const times = repeatedTimes(line)
    if (times === 0) return false
    this.#journeys.refusals.again(line, times)
    this.logins.again(line.number - 1, times)
    return true
  }

  #ownsQueue(line: Line): void {
    if (line.program.instance === 'postfix') return
    this.#programs.ownsQueue(line.program)
    this.#journeys.queues = Math.max(this.#journeys.queues, line.program.queue)
  }

  /** Lines of the syslog daemon and of journalctl itself, and those whose head nobody knows. */
  withoutProgram(line: Line): boolean {
    const text = line.bytes.toString('latin1', line.start, Math.min(line.end, line.start + 500))
    if (text === '' || /^-- (?:Journal|Logs|Boot|No entries|Reboot)/.test(text)) return true
    this.#listener?.unknownHead(line)
    this.strangers.add(line, 'unknown', text)
    return false
  }
}

/** Programs that say something of a message without moving it through a queue. */
function isCompanion(kind: number): boolean {
  return kind === reader.dovecot || kind === reader.rspamd || kind === reader.filter
}
