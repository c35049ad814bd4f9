import type { Language } from '../knowledge/condition.ts'
import { phrases } from './phrases.ts'
import type { CheckReport, ReportedDiagnosis, ReportedExhibit } from './schema.ts'

/** The report for a ticket. Everything from the outside stands in code spans or blocks, as text. */
export function renderMarkdown(report: CheckReport, language: Language): string {
  const words = phrases[language]
  const unknown = report.findings.filter(({ status }) => status === 'could-not-tell')
  const sections = [
    `# ${escapeMarkdown(report.because)}`,
    `${report.startedAt} · ${escapeMarkdown(report.target.system)}`,
    ...report.diagnoses.map((diagnosis, index) => renderDiagnosis(diagnosis, index + 1, language)),
    ...(unknown.length === 0
      ? []
      : [
          `## ${words.couldNotTell}`,
          unknown
            .map(({ condition, because }) => `- \`${condition}\`: ${escapeMarkdown(because)}`)
            .join('\n'),
        ]),
    ...standardsTable(report, language),
    ...(report.exhibits ?? []).flatMap(exhibitTable),
  ]
  return `${sections.join('\n\n')}\n`
}

function renderDiagnosis(diagnosis: ReportedDiagnosis, number: number, language: Language): string {
  const words = phrases[language]
  const { severity, confidence, condition, impact, since } = diagnosis
  const facts = [
    words.severity[severity],
    words.confidence[confidence],
    `\`${condition}\``,
    impact.text,
    since ?? '',
  ]
  return [
    `## ${number}. ${escapeMarkdown(diagnosis.title)}`,
    facts.filter(Boolean).join(' · '),
    escapeMarkdown(diagnosis.because),
    `**${words.seen}**`,
    ...diagnosis.evidence.map(({ where, text }) => codeBlock(`${where}\n${text}`)),
    ...list(
      words.explains,
      diagnosis.explains.map(({ title }) => escapeMarkdown(title)),
    ),
    ...list(
      words.ruledOut,
      diagnosis.ruledOut.map(({ because }) => escapeMarkdown(because)),
    ),
    `**${words.todo}**`,
    ...diagnosis.fix.map((step, index) =>
      [
        `${index + 1}. ${escapeMarkdown(step.do)}`,
        ...(step.command === undefined ? [] : [codeBlock(step.command)]),
      ].join('\n\n'),
    ),
    `**${words.verify}**`,
    codeBlock(diagnosis.verify.join('\n')),
    diagnosis.references.map((reference) => `<${reference}>`).join(' · '),
  ].join('\n\n')
}

function standardsTable({ standards = [] }: CheckReport, language: Language): string[] {
  if (standards.length === 0) return []
  const words = phrases[language]
  const rows = standards.map(({ standard, state, because }) => [
    standard,
    words.standardStates[state],
    because.slice(0, 3).join('; '),
  ])
  return [`## ${words.standards}`, table(['', '', ''], rows)]
}

function exhibitTable({ title, columns, rows, note }: ReportedExhibit): string[] {
  const cells = rows.map(({ depth = 0, cells: [first = '', ...more] }) => [
    `${'\u2003'.repeat(depth)}${first}`,
    ...more,
  ])
  return [
    `## ${escapeMarkdown(title)}`,
    table(columns, cells),
    ...(note === undefined ? [] : [escapeMarkdown(note)]),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`
  return [line(head), line(head.map(() => '---')).replaceAll('\\-', '-'), ...rows.map(line)].join('\n')
}

function list(label: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`**${label}**`, items.map((item) => `- ${item}`).join('\n')]
}

/** A fence longer than any run of backticks inside: nothing in the text can end it. */
export function codeBlock(text: string): string {
  const runs = text.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)))
  return `${fence}\n${withoutControls(text)}\n${fence}`
}

export function escapeMarkdown(text: string): string {
  return withoutControls(text)
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .replace(/\n/g, ' ')
}

function withoutControls(text: string): string {
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  )
}
