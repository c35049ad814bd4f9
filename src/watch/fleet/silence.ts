import { isoTime } from '../../access/clock.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'
import { fill } from '../alerts/wording.ts'
import { fleetWords, type Language } from './words.ts'

export const hostSilent = 'host-silent'
export const centreAway = 'centre-away'

/** A report that is late is no silence: a busy host, a slow line, one that is lost. */
const missedReports = 4
const shortestSilence = 45_000

/** From when on (milliseconds after its last report) a host that reports so often is silent. */
export function silentAfter(everySeconds: number): number {
  return Math.max(shortestSilence, missedReports * everySeconds * 1_000)
}

export interface Silence {
  readonly host: string
  readonly lastAt: number
  readonly everySeconds: number
}

/** The dead man's switch: nothing is heard of a host. `now`: milliseconds. */
export function silenceDiagnosis(silence: Silence, now: number, language: Language): ReportedDiagnosis {
  const words = fleetWords[language]
  const { host, lastAt, everySeconds } = silence
  const seconds = Math.round((now - lastAt) / 1_000)
  const values = { host, seconds, every: everySeconds }
  return {
    ...common(hostSilent, 'high', 'silence', lastAt),
    title: fill(words.silent.title, values),
    because: fill(words.silent.because, values),
    impact: { messages: 0, users: 0, text: words.silentImpact },
    fix: [
      {
        do: words.silent.look,
        command: `ssh ${host} systemctl status mailmedic`,
        risk: 'none',
        applicable: null,
      },
      {
        do: words.silent.network,
        command: `ssh ${host} journalctl -u mailmedic -n 20`,
        risk: 'none',
        applicable: null,
      },
    ],
    verify: ['mailmedic agents'],
  }
}

export interface Absence {
  /** Of the centre, without a token. */
  readonly centre: string
  readonly since: number
  readonly error: string
}

/** The other way round: the centre takes no reports. `now`: milliseconds. */
export function absenceDiagnosis(absence: Absence, now: number, language: Language): ReportedDiagnosis {
  const words = fleetWords[language]
  const { centre, since, error } = absence
  const values = { centre, error, minutes: Math.round((now - since) / 60_000) }
  return {
    ...common(centreAway, 'high', centre, since),
    title: fill(words.away.title, values),
    because: fill(words.away.because, values),
    impact: { messages: 0, users: 0, text: words.away.impact },
    fix: [{ do: words.away.look, command: `curl -sS ${centre}/healthz`, risk: 'none', applicable: null }],
    verify: [`curl -sS ${centre}/healthz`],
  }
}

function common(
  condition: string,
  severity: ReportedDiagnosis['severity'],
  subject: string,
  since: number,
): Omit<ReportedDiagnosis, 'title' | 'because' | 'impact' | 'fix' | 'verify'> {
  return {
    condition,
    topic: 'monitoring',
    severity,
    confidence: 'certain',
    subject,
    since: isoTime(since),
    evidence: [],
    explains: [],
    ruledOut: [],
    references: [],
  }
}
