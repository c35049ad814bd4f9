import { isoTime } from '../../access/clock.ts'
import type { CheckReport, ReportedDiagnosis } from '../../report/schema.ts'
import type { IncidentEventRow, MuteRow } from '../../store/store.ts'
import { isMuted } from '../../watch/alerts/announce.ts'
import { repetitionOf, windowAt } from '../../watch/alerts/maintenance.ts'
import { type Incident, isGraver, keyOf } from '../../watch/incidents/incident.ts'
import { beginOf } from '../../watch/incidents/incident-lines.ts'
import type { IncidentDetail, IncidentSummary } from './incident-schema.ts'

/** What surrounds incidents when they are shown. */
export interface Surroundings {
  readonly host: string
  /** In words of the language that is asked for: an incident that it still sees is told in its words. */
  readonly report: CheckReport | undefined
  readonly mutes: readonly MuteRow[]
  readonly now: number
}

export function summaryOf(incident: Incident, around: Surroundings): IncidentSummary {
  const diagnosis = wordsOf(incident, around.report)
  const { condition, topic, subject, title, because, confidence, impact, fix, explains, ruledOut } = diagnosis
  const { id, state, worst, openedAt, lastSeenAt, overAt, acknowledged, returns, joined, hosts } = incident
  const [nextStep] = fix
  const muted = muteOf(incident, around)
  return {
    ...{ id, host: hosts?.[0] ?? around.host, state, severity: worst, confidence },
    ...(hosts === undefined ? {} : { hosts }),
    ...{ condition, topic, subject, title, because, impact, ruledOut, returns },
    since: isoTime(beginOf(incident)),
    lastSeenAt: isoTime(lastSeenAt),
    symptoms: explains.filter(({ confirmed }) => confirmed).map(named),
    possibleSymptoms: explains.filter(({ confirmed }) => !confirmed).map(named),
    ...(openedAt === undefined ? {} : { openedAt: isoTime(openedAt) }),
    ...(overAt === undefined ? {} : { overAt: isoTime(overAt) }),
    ...(nextStep === undefined ? {} : { nextStep }),
    ...(acknowledged === undefined
      ? {}
      : { acknowledged: { ...acknowledged, at: isoTime(acknowledged.at) } }),
    ...(muted === undefined ? {} : { muted }),
    ...(joined === undefined ? {} : { joined }),
  }
}

export function detailOf(
  incident: Incident,
  events: readonly IncidentEventRow[],
  around: Surroundings,
): IncidentDetail {
  const { evidence, fix, verify, references } = wordsOf(incident, around.report)
  return {
    ...summaryOf(incident, around),
    ...{ evidence, fix, verify, references },
    events: events.map(({ at, kind, who, text }) => ({ at: isoTime(at), kind, who, text })),
  }
}

/** The gravest first; of equals, what hits the most mail; of equals, the oldest. */
export function byImpact(one: Incident, other: Incident): number {
  if (isGraver(one.worst, other.worst)) return -1
  if (isGraver(other.worst, one.worst)) return 1
  const [mine, its] = [one.diagnosis.impact, other.diagnosis.impact]
  return its.messages - mine.messages || its.users - mine.users || beginOf(one) - beginOf(other)
}

/** As it was last seen; in the words of the report, where that sees it still. */
export function wordsOf(
  { key, diagnosis, state }: Incident,
  report: CheckReport | undefined,
): ReportedDiagnosis {
  if (state === 'over') return diagnosis
  return report?.diagnoses.find((one) => keyOf(one) === key) ?? diagnosis
}

function muteOf(incident: Incident, { mutes, now }: Surroundings): IncidentSummary['muted'] {
  const mute = mutes.find((one) => isMuted(one, { kind: 'opened', at: now, incident }))
  if (mute === undefined) return undefined
  const { who: by, reason } = mute
  const repetition = repetitionOf(mute)
  const untilAt = repetition === undefined ? mute.untilAt : windowAt(repetition, now)?.until
  return { by, reason, ...(untilAt === undefined ? {} : { until: isoTime(untilAt) }) }
}

function named({ condition, subject, title }: ReportedDiagnosis['explains'][number]) {
  return { condition, subject, title }
}
