import type { CheckReport, ReportedDiagnosis } from '../../report/schema.ts'
import { type Incident, keyOf } from './incident.ts'

/** What one round of looking says about incidents. */
export interface Observation {
  readonly at: number
  /** The root causes of severity medium or more, gravest first. */
  readonly problems: readonly ReportedDiagnosis[]
  /** Keys of all problems, causes and symptoms alike: what is in here is not over. */
  readonly seen: ReadonlySet<string>
  /** Keys, and conditions as a whole, of which this round could not tell. */
  readonly untold: ReadonlySet<string>
  /** Conditions that this round asked; of the others it says nothing. */
  readonly asked: ReadonlySet<string>
  /** Keys of incidents that a problem, by its key, takes over: forecasts of it. */
  readonly cameTrue?: ReadonlyMap<string, readonly string[]>
  /** Of problems, by their key: what joins them with others (`unit:dovecot.service`), as their findings have it. */
  readonly marks?: ReadonlyMap<string, readonly string[]>
}

/** A report → what the incidents need of it. `asked`: the ids of the conditions that were run. */
export function observe(
  report: CheckReport,
  at: number,
  asked: readonly string[],
  marks: Observation['marks'] = new Map(),
): Observation {
  const untold = report.findings.filter(({ status }) => status === 'could-not-tell')
  return {
    at,
    problems: report.diagnoses.filter(({ severity }) => severity !== 'low' && severity !== 'info'),
    seen: new Set(report.findings.filter(({ status }) => status === 'problem').map(keyOf)),
    untold: new Set(untold.flatMap((finding) => [keyOf(finding), finding.condition])),
    asked: new Set(asked),
    marks,
  }
}

/** Seen, not asked, or could not tell: silence of the instrument is no sign of health. */
export function mayStillBe({ key, diagnosis }: Incident, { asked, untold, seen }: Observation): boolean {
  const { condition } = diagnosis
  return !asked.has(condition) || untold.has(key) || untold.has(condition) || seen.has(key)
}
