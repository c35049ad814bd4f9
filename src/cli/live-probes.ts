import { z } from 'zod'
import { isoTime } from '../access/clock.ts'
import type { Language } from '../knowledge/condition.ts'
import { buildReport } from '../report/build-report.ts'
import { type CheckReport, checkReportSchema } from '../report/schema.ts'
import { ApiError } from '../server/api-error.ts'
import type { ConsoleData, ProbeDesk, ProbeMoment, ProbeSummary } from '../server/console-data.ts'
import { UsageError } from './command-file.ts'
import { outsideConditions } from './outside-conditions.ts'
import { probedName } from './probe-domain.ts'
import { openDomain } from './probe-one.ts'
import { runCheck } from './run-check.ts'

const mostMoments = 50
const mostDomains = 200
/** A domain is not asked about again and again. */
const againAfterMilliseconds = 30_000

const momentSchema = z.object({
  at: z.string(),
  verdict: z.enum(['problem', 'fine', 'could-not-tell']),
  problems: z.array(z.string()),
})
const indexSchema = z.record(z.string(), z.array(momentSchema))
const keptSchema = z.object({ en: checkReportSchema, zh: checkReportSchema })

const indexNote = 'probes'
const noteOf = (domain: string) => `probe ${domain}`

type Here = Pick<ConsoleData, 'store' | 'clock' | 'events'>

/** Probes of domains from this host, one at a time; the last of each, and a short history, are kept. */
export class LiveProbes implements ProbeDesk {
  readonly #here: Here
  running: ProbeDesk['running']

  constructor(here: Here) {
    this.#here = here
  }

  kept(): ProbeSummary[] {
    return Object.entries(this.#index()).flatMap(([domain, [latest]]) =>
      latest === undefined ? [] : [{ domain, ...latest }],
    )
  }

  latest(domain: string, language: Language): CheckReport | undefined {
    const document = this.#here.store.notes.get(noteOf(domain))
    return document === undefined ? undefined : keptSchema.parse(JSON.parse(document))[language]
  }

  history(domain: string): ProbeMoment[] {
    return this.#index()[domain] ?? []
  }

  begin(given: string): string {
    const domain = nameOf(given)
    if (this.running !== undefined)
      throw new ApiError('busy', `${this.running.domain} is being looked at: wait until that is done`)
    const [last] = this.history(domain)
    const age = last === undefined ? Number.POSITIVE_INFINITY : this.#here.clock.now() - Date.parse(last.at)
    if (age >= 0 && age < againAfterMilliseconds)
      throw new ApiError('too-many', 'it was looked at just now', {
        retryAfterSeconds: Math.ceil((againAfterMilliseconds - age) / 1_000),
      })
    this.#progress(domain, 0, 1)
    void this.#run(domain)
    return domain
  }

  async #run(domain: string): Promise<void> {
    let state: 'finished' | 'failed' = 'failed'
    try {
      const world = await openDomain(domain, {})
      const result = await runCheck(world, outsideConditions([]), (done, total) =>
        this.#progress(domain, done, total),
      )
      this.#keep(domain, { en: buildReport(result, 'en'), zh: buildReport(result, 'zh') })
      state = 'finished'
    } catch {
      // Whoever waits is told that it failed; a second look may do.
    } finally {
      const { done = 0, total = 0 } = this.running ?? {}
      this.running = undefined
      this.#here.events.publish({ kind: 'probe', domain, done, total, state })
    }
  }

  #progress(domain: string, done: number, total: number): void {
    this.running = { domain, done, total }
    this.#here.events.publish({ kind: 'probe', domain, done, total, state: 'running' })
  }

  #keep(domain: string, reports: z.infer<typeof keptSchema>): void {
    const { store, clock } = this.#here
    const { verdict, diagnoses } = reports.en
    const problems = [...new Set(diagnoses.map(({ condition }) => condition))]
    const moment = { at: isoTime(clock.now()), verdict, problems }
    const { [domain]: before = [], ...others } = this.#index()
    const all = Object.entries({ [domain]: [moment, ...before].slice(0, mostMoments), ...others })
    store.transaction(() => {
      store.notes.put(noteOf(domain), JSON.stringify(reports))
      store.notes.put(indexNote, JSON.stringify(Object.fromEntries(all.slice(0, mostDomains))))
      for (const [forgotten] of all.slice(mostDomains)) store.notes.remove(noteOf(forgotten))
    })
  }

  #index(): z.infer<typeof indexSchema> {
    return indexSchema.parse(JSON.parse(this.#here.store.notes.get(indexNote) ?? '{}'))
  }
}

function nameOf(given: string): string {
  try {
    return probedName(given)
  } catch (error) {
    if (error instanceof UsageError) throw new ApiError('not-valid', error.message)
    throw error
  }
}
