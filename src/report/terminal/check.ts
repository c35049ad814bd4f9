import type { Language } from '../../knowledge/condition.ts'
import { fill, type Phrases, phrases } from '../phrases.ts'
import type {
  CheckReport,
  ReportedDiagnosis,
  ReportedEvidence,
  ReportedExhibit,
  ReportedFinding,
} from '../schema.ts'
import { columnsOf } from './columns.ts'
import { escapeForTerminal } from './escape.ts'
import type { Palette } from './palette.ts'
import { displayWidth, truncate, wrap } from './wrap.ts'

export interface TerminalOptions {
  readonly width: number
  readonly palette: Palette
  readonly language: Language
  readonly verbose: boolean
}

const widestLine = 100
const shownEvidence = 4
const shownLines = 6

/** The report for a person: the answer in one line, then the causes, then what else was noted. */
export function renderCheck(report: CheckReport, options: TerminalOptions): string {
  const page = new Page({ ...options, width: Math.min(options.width, widestLine) })
  const grave = report.diagnoses.filter(({ severity }) => severity !== 'low' && severity !== 'info')
  const notes = report.diagnoses.filter((diagnosis) => !grave.includes(diagnosis))
  page.verdict(report)
  grave.forEach((diagnosis, index) => {
    page.diagnosis(diagnosis, index + 1)
  })
  if (options.verbose) {
    notes.forEach((diagnosis, index) => {
      page.diagnosis(diagnosis, grave.length + index + 1)
    })
  } else page.notes(notes)
  page.past(report.findings)
  page.unknown(report)
  page.standards(report)
  // A record cut to the width of a terminal cannot be pasted: the other formats have them whole.
  for (const exhibit of report.exhibits ?? []) if (exhibit.id !== 'records') page.exhibit(exhibit)
  if (options.verbose || grave.length > 0) page.timeline(report)
  page.footer(report)
  return page.text()
}

/** One cause with its evidence and fix, as in a report. */
export function renderDiagnosis(diagnosis: ReportedDiagnosis, options: TerminalOptions): string {
  const page = new Page({ ...options, width: Math.min(options.width, widestLine) })
  page.diagnosis(diagnosis, 1)
  return page.text()
}

class Page {
  readonly #lines: string[] = []
  readonly #options: TerminalOptions
  readonly #words: Phrases

  constructor(options: TerminalOptions) {
    this.#options = options
    this.#words = phrases[options.language]
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`
  }

  verdict(report: CheckReport): void {
    const { palette } = this.#options
    const paint = { problem: palette.bad, fine: palette.good, 'could-not-tell': palette.bold }[report.verdict]
    this.#lines.push(...this.#wrap(report.because, 0).map(paint))
  }

  diagnosis(diagnosis: ReportedDiagnosis, number: number): void {
    const { palette } = this.#options
    const head = `${number}. ${this.#words.severity[diagnosis.severity]}`
    const [first = '', ...more] = this.#wrap(diagnosis.title, displayWidth(head) + 2)
    this.#lines.push('', `${palette.severity(diagnosis.severity, head)}  ${palette.bold(first)}`)
    this.#lines.push(...more.map((line) => ' '.repeat(displayWidth(head) + 2) + palette.bold(line)))
    this.#lines.push(palette.dim(`   ${this.#circumstances(diagnosis)}`))
    this.#indented(diagnosis.because, 3)
    this.#evidence(diagnosis.evidence)
    this.#explains(diagnosis)
    this.#labelled(
      this.#words.ruledOut,
      diagnosis.ruledOut.map(({ condition, because }) => `${condition}: ${because}`),
    )
    this.#fix(diagnosis)
    this.#commands(this.#words.verify, diagnosis.verify)
    if (this.#options.verbose) this.#labelled(this.#words.references, diagnosis.references)
  }

  notes(notes: readonly ReportedDiagnosis[]): void {
    if (notes.length === 0) return
    this.#heading(this.#words.alsoNoted)
    for (const { severity, title, condition } of notes) {
      this.#bullet(`${title} (${this.#words.severity[severity].toLowerCase()}, ${condition})`)
    }
  }

  past(findings: readonly ReportedFinding[]): void {
    const over = findings.filter((finding) => finding.past !== undefined)
    if (over.length === 0) return
    this.#heading(this.#words.over)
    for (const { condition, subject, past } of over.slice(0, this.#limit())) {
      this.#bullet(`${condition} · ${subject} · ${past?.since ?? ''} – ${past?.until ?? ''}`)
    }
  }

  unknown(report: CheckReport): void {
    const unknown = report.findings.filter(({ status }) => status === 'could-not-tell')
    if (unknown.length === 0) return
    this.#heading(`${this.#words.couldNotTell} (${unknown.length})`)
    const reasons = Map.groupBy(unknown, ({ because, remedy }) =>
      remedy === undefined ? because : `${because} → ${remedy}`,
    )
    for (const [reason, findings] of [...reasons].slice(0, this.#limit())) {
      const conditions = [...new Set(findings.map(({ condition }) => condition))]
      const more = conditions.length > 3 && !this.#options.verbose ? ` … (${conditions.length})` : ''
      const named = this.#options.verbose ? conditions : conditions.slice(0, 3)
      this.#bullet(`${named.join(', ')}${more}: ${reason}`)
    }
  }

  standards({ standards = [] }: CheckReport): void {
    if (standards.length === 0) return
    this.#heading(this.#words.standards)
    this.#rows(
      standards.map(({ standard, state, because }) => [
        standard,
        this.#words.standardStates[state],
        because[0] ?? '',
      ]),
    )
  }

  exhibit({ title, rows, note }: ReportedExhibit): void {
    this.#heading(title)
    this.#rows(
      rows.map(({ depth = 0, cells: [first = '', ...more] }) => ['  '.repeat(depth) + first, ...more]),
    )
    if (note !== undefined) this.#indented(note, 2)
  }

  timeline(report: CheckReport): void {
    if (report.timeline.length === 0) return
    this.#heading(this.#words.changes)
    for (const { at, what } of report.timeline.slice(-this.#limit()))
      this.#bullet(`${at.slice(0, 16).replace('T', ' ')}  ${what}`)
  }

  footer(report: CheckReport): void {
    const checked = new Set(report.findings.map(({ condition }) => condition)).size
    const unknown = report.findings.filter(({ status }) => status === 'could-not-tell').length
    const seconds = (report.durationMs / 1000).toFixed(1)
    const line = fill(this.#words.checked, { checked, unknown, seconds })
    this.#lines.push('', ...this.#wrap(line, 0).map(this.#options.palette.dim))
    const words = report.target.kind === 'domain' ? this.#words.probed : this.#words
    if (!this.#options.verbose)
      this.#lines.push(...this.#wrap(words.moreDetails, 0).map(this.#options.palette.dim))
  }

  /** Columns side by side; what does not fit into the last one is cut. */
  #rows(rows: readonly (readonly string[])[]): void {
    for (const line of columnsOf(
      rows.map((cells) => cells.map(escapeForTerminal)),
      this.#options.width - 2,
    ))
      this.#lines.push(`  ${line}`)
  }

  #circumstances({ confidence, since, impact, topic }: ReportedDiagnosis): string {
    const time =
      since === undefined ? [] : [fill(this.#words.since, { time: since.slice(0, 16).replace('T', ' ') })]
    return [this.#words.confidence[confidence], topic, ...time, impact.text].join(' · ')
  }

  #evidence(evidence: readonly ReportedEvidence[]): void {
    if (evidence.length === 0) return
    const shown = this.#options.verbose ? evidence : evidence.slice(0, shownEvidence)
    this.#label(this.#words.seen)
    for (const { where, text } of shown) {
      this.#lines.push(
        this.#options.palette.dim(`     ${truncate(escapeForTerminal(where), this.#options.width - 5)}`),
      )
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      for (const line of lines.slice(0, shownLines)) this.#indented(line, 7)
    }
  }

  #explains({ explains }: ReportedDiagnosis): void {
    const shown = this.#options.verbose ? explains : explains.slice(0, shownLines)
    const lines = shown.map(({ title, confirmed }) =>
      confirmed ? title : `${title} (${this.#words.possibly})`,
    )
    const hidden = explains.length - shown.length
    this.#labelled(this.#words.explains, hidden > 0 ? [...lines, `… +${hidden}`] : lines)
  }

  #fix({ fix }: ReportedDiagnosis): void {
    if (fix.length === 0) return
    this.#label(this.#words.todo)
    fix.forEach((step, index) => {
      const risk = step.risk === 'none' ? '' : ` (${this.#words.risk[step.risk]})`
      const who = step.who === undefined ? '' : `[${step.who}] `
      const lines = this.#wrap(`${who}${step.do}${risk}`, 8)
      lines.forEach((line, at) => {
        this.#lines.push(`     ${at === 0 ? `${index + 1}.` : '  '} ${line}`)
      })
      if (step.command !== undefined) this.#lines.push(...this.#shell(step.command))
    })
  }

  /** A command is printed on one line, however long: it is there to be copied. */
  #shell(command: string): string[] {
    return command
      .split('\n')
      .map((line) => this.#options.palette.command(`        $ ${escapeForTerminal(line)}`))
  }

  #commands(label: string, commands: readonly string[]): void {
    if (commands.length === 0) return
    this.#label(label)
    for (const command of commands) this.#lines.push(...this.#shell(command))
  }

  #labelled(label: string, lines: readonly string[]): void {
    if (lines.length === 0) return
    this.#label(label)
    for (const line of lines) this.#indented(line, 5)
  }

  #label(label: string): void {
    this.#lines.push(`   ${this.#options.palette.bold(label)}`)
  }

  #heading(text: string): void {
    this.#lines.push('', this.#options.palette.bold(text))
  }

  #bullet(text: string): void {
    const [first = '', ...more] = this.#wrap(text, 4)
    this.#lines.push(`  - ${first}`, ...more.map((line) => `    ${line}`))
  }

  #indented(text: string, columns: number): void {
    for (const line of this.#wrap(text, columns)) this.#lines.push(' '.repeat(columns) + line)
  }

  #wrap(text: string, used: number): string[] {
    return wrap(escapeForTerminal(text), Math.max(20, this.#options.width - used))
  }

  #limit(): number {
    return this.#options.verbose ? Number.POSITIVE_INFINITY : 8
  }
}
