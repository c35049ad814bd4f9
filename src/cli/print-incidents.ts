import type { Language } from '../knowledge/condition.ts'
import type { Severity } from '../knowledge/verdict.ts'
import { phrases } from '../report/phrases.ts'
import { renderDiagnosis } from '../report/terminal/check.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { type Palette, palette } from '../report/terminal/palette.ts'
import type { IncidentEventRow } from '../store/store.ts'
import type { Incident } from '../watch/incidents/incident.ts'
import { circumstancesOf, minuteOf, noIncidents } from '../watch/incidents/incident-lines.ts'
import type { Io } from './io.ts'

/** One incident, two lines: what, and how it stands. */
export function printIncidents(incidents: readonly Incident[], language: Language, io: Io): void {
  if (incidents.length === 0) io.print(`${noIncidents(language)}\n`)
  const paint = palette(io.colour)
  for (const incident of incidents) {
    io.print(`${headOf(incident, language, paint)}\n`)
    io.print(`${' '.repeat(6)}${paint.dim(escapeForTerminal(circumstancesOf(incident, language)))}\n`)
  }
}

/** The whole story: how it stands, what is known, what happened when. */
export function printIncident(
  incident: Incident,
  events: readonly IncidentEventRow[],
  language: Language,
  io: Io,
): void {
  const paint = palette(io.colour)
  io.print(`${headOf(incident, language, paint)}\n`)
  io.print(`${' '.repeat(6)}${paint.dim(escapeForTerminal(circumstancesOf(incident, language)))}\n`)
  io.print(renderDiagnosis(incident.diagnosis, { width: io.width, palette: paint, language, verbose: false }))
  io.print('\n')
  for (const { at, kind, who, text } of events) {
    const by = who === 'mailmedic' ? '' : ` (${who})`
    io.print(`  ${minuteOf(at)}  ${escapeForTerminal(`${kind}${by}: ${text}`)}\n`)
  }
}

function headOf(incident: Incident, language: Language, paint: Palette): string {
  const { id, worst, diagnosis, state } = incident
  const severity: Severity = state === 'over' ? 'info' : worst
  const name = paint.severity(severity, phrases[language].severity[worst])
  return `${`#${id}`.padStart(5)} ${name}  ${paint.bold(escapeForTerminal(diagnosis.title))}`
}
