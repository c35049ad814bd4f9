import { setTimeout } from 'node:timers/promises'
import type { Answer } from '../../access/answer.ts'
import type { Clock } from '../../access/clock.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'
import type { Store } from '../../store/store.ts'
import { agentIdentity } from './agent-identity.ts'
import { nextBatch, takeReceipt } from './batches.ts'
import { type AgentReport, type AgentStatus, receiptSchema } from './report.ts'
import { absenceDiagnosis, centreAway } from './silence.ts'
import type { Language } from './words.ts'

/** Carries a report to the centre; known: its answer, as text. */
export type Deliver = (report: AgentReport) => Promise<Answer<string>>

export interface LinkOptions {
  readonly store: Store
  readonly clock: Clock
  readonly deliver: Deliver
  readonly host: string
  /** For people: where the centre is. */
  readonly centre: string
  readonly language: Language
  readonly status: () => Omit<AgentStatus, 'everySeconds'>
  readonly everySeconds: number
  readonly signal: AbortSignal
  /** A line for the daemon's own log. */
  readonly tell: (text: string) => void
}

/** So long the centre may be away (an upgrade, a reboot) before this host's own channels hear of it. */
const patienceMilliseconds = 5 * 60_000
/** One after the other, while there is more to say. */
const mostAtOnce = 20
const longestPause = 60_000

/** An agent's line to its centre: says what is new until it is acknowledged, and that it is there. */
export class CentreLink {
  readonly #options: LinkOptions
  #away: { readonly since: number; readonly error: string } | undefined
  #failures = 0

  constructor(options: LinkOptions) {
    this.#options = options
  }

  /** Reports until the signal. Never rejects: what fails is tried again. */
  async run(): Promise<void> {
    const { everySeconds, signal } = this.#options
    while (!signal.aborted) {
      await this.report()
      const pause = this.#failures === 0 ? everySeconds * 1_000 : this.#pauseAfterFailure()
      await setTimeout(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Everything that is new, batch by batch; or only that this host is there. */
  async report(): Promise<void> {
    const { store, clock } = this.#options
    try {
      for (let count = 0; count < mostAtOnce && !this.#options.signal.aborted; count++) {
        const batch = nextBatch(store, clock.now())
        if (batch === undefined && count > 0) return
        if (!(await this.#send(batch)) || batch === undefined) return
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error))
    }
  }

  /** What the watch of this host says of its centre: only when it has been away for long. */
  diagnoses(now: number): ReportedDiagnosis[] {
    const { centre, language } = this.#options
    if (this.#away === undefined || now - this.#away.since < patienceMilliseconds) return []
    return [absenceDiagnosis({ centre, ...this.#away }, now, language)]
  }

  /** The condition that `diagnoses` can tell of. */
  readonly asked = centreAway

  async #send(batch: AgentReport['batch']): Promise<boolean> {
    const { store, clock, host, status, everySeconds, deliver } = this.#options
    const { id, stream } = agentIdentity(store, clock.now())
    const answer = await deliver({
      schema: 'mailmedic.agent-report/1',
      ...{ agent: id, host, stream },
      status: { ...status(), everySeconds },
      ...(batch === undefined ? {} : { batch }),
    })
    if (answer.status !== 'known') {
      this.#fail(answer.status === 'unknown' ? answer.because.text : 'refused')
      return false
    }
    const receipt = receiptSchema.safeParse(parsed(answer.value))
    if (!receipt.success) {
      this.#fail('what answered is no centre of Mailmedic')
      return false
    }
    takeReceipt(store, receipt.data, clock.now())
    this.#succeed()
    return true
  }

  #fail(error: string): void {
    const { clock, centre, tell } = this.#options
    if (this.#away === undefined) tell(`the centre ${centre} takes no reports, they wait: ${error}`)
    this.#away = { since: this.#away?.since ?? clock.now(), error }
    this.#failures++
  }

  #succeed(): void {
    const { centre, tell } = this.#options
    if (this.#away !== undefined) tell(`the centre ${centre} takes reports again`)
    this.#away = undefined
    this.#failures = 0
  }

  /** A thousand agents do not come back in the same second. */
  #pauseAfterFailure(): number {
    const grown = this.#options.everySeconds * 1_000 * 2 ** Math.min(this.#failures - 1, 10)
    return Math.min(longestPause, grown) * (0.5 + Math.random() / 2)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
