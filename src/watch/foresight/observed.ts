import type { ReportedDiagnosis } from '../../report/schema.ts'
import { keyOf } from '../incidents/incident.ts'
import type { Observation } from '../incidents/observation.ts'
import { foreseenBy, foresightIds } from './foresee.ts'

/**
 * What was looked at, and what the past tells beside it. Advice opens incidents too where it is foreseen:
 * channels choose by severity. What came true takes the incident of its forecast over; `isOpen` tells of
 * which there is one.
 */
export function withForeseen(
  observation: Observation,
  foreseen: readonly ReportedDiagnosis[],
  isOpen: (condition: string, subject: string) => boolean,
): Observation {
  const cameTrue = observation.problems.map(
    (problem) => [keyOf(problem), keysOfForecasts(problem, isOpen)] as const,
  )
  return {
    ...observation,
    problems: [...observation.problems, ...foreseen],
    seen: new Set([...observation.seen, ...foreseen.map(keyOf)]),
    asked: new Set([...observation.asked, ...foresightIds]),
    cameTrue: new Map(cameTrue.filter(([, keys]) => keys.length > 0)),
  }
}

/** The subject of a forecast is a mount point or a mailbox: the real thing lies in it, or is it. */
function keysOfForecasts(
  { condition, subject }: ReportedDiagnosis,
  isOpen: (condition: string, subject: string) => boolean,
): string[] {
  const places = [subject, ...foldersAbove(subject)]
  return foreseenBy(condition).flatMap((id) =>
    places.filter((place) => isOpen(id, place)).map((place) => keyOf({ condition: id, subject: place })),
  )
}

function foldersAbove(path: string): string[] {
  if (!path.startsWith('/')) return []
  const parts = path.split('/').slice(1, -1)
  return ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)]
}
