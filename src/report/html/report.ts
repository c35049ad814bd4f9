import type { Language } from '../../knowledge/condition.ts'
import { type Phrases, phrases } from '../phrases.ts'
import type { CheckReport, ReportedDiagnosis, ReportedExhibit } from '../schema.ts'
import { escapeForHtml } from './escape.ts'

const style = `:root{color-scheme:light dark;--line:#8884;--bad:#b8433a;--good:#3f8f5b;--dim:#888}
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .4rem}.dim{color:var(--dim)}
h1.problem{color:var(--bad)}h1.fine{color:var(--good)}.problem td:first-child{color:var(--bad)}
article{border:1px solid var(--line);border-radius:.5rem;padding:.2rem 1rem 1rem;margin:1rem 0}
pre{background:#8882;padding:.5rem .7rem;border-radius:.3rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}td,th{padding:.2rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}`

/** A report in one file: no script, nothing loaded from anywhere, all text from outside escaped. */
export function reportHtml(report: CheckReport, language: Language): string {
  const words = phrases[language]
  const unknown = report.findings.filter(({ status }) => status === 'could-not-tell')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeForHtml(report.target.name)}</title><style>${style}</style></head><body>
<h1 class="${report.verdict}">${escapeForHtml(report.because)}</h1>
<p class="dim">${escapeForHtml(`${report.startedAt} · ${report.target.system}`)}</p>
${report.diagnoses.map((diagnosis, index) => article(diagnosis, index + 1, words)).join('\n')}
${standardsTable(report, words)}
${(report.exhibits ?? []).map(exhibitTable).join('\n')}
${unknown.length === 0 ? '' : `<h2>${words.couldNotTell}</h2>`}
${table(
  [],
  unknown.map(({ condition, because }) => ({ cells: [condition, because] })),
)}
</body></html>
`
}

function article(diagnosis: ReportedDiagnosis, number: number, words: Phrases): string {
  const { severity, confidence, condition, title, because, evidence, explains, ruledOut, fix, verify } =
    diagnosis
  const paragraph = (text: string) => `<p>${escapeForHtml(text)}</p>`
  const items = (label: string, lines: readonly string[]) =>
    lines.length === 0
      ? ''
      : `<h3>${label}</h3><ul>${lines.map((line) => `<li>${escapeForHtml(line)}</li>`).join('')}</ul>`
  const steps = fix.map(
    ({ who, do: what, command }) =>
      `<li>${escapeForHtml(who === undefined ? what : `[${who}] ${what}`)}${command === undefined ? '' : code(command)}</li>`,
  )
  return `<article><h2>${number}. ${escapeForHtml(title)}</h2>
<p class="dim">${escapeForHtml([words.severity[severity], words.confidence[confidence], condition].join(' · '))}</p>
${paragraph(because)}
<h3>${words.seen}</h3>${evidence.map(({ where, text }) => code(`${where}\n${text}`)).join('')}
${items(
  words.explains,
  explains.map((one) => one.title),
)}${items(
  words.ruledOut,
  ruledOut.map((one) => one.because),
)}
<h3>${words.todo}</h3><ol>${steps.join('')}</ol>
<h3>${words.verify}</h3>${code(verify.join('\n'))}</article>`
}

function code(text: string): string {
  return `<pre>${text.split('\n').map(escapeForHtml).join('\n')}</pre>`
}

function standardsTable({ standards = [] }: CheckReport, words: Phrases): string {
  if (standards.length === 0) return ''
  const rows = standards.map(({ standard, state, because }) => ({
    cells: [standard, words.standardStates[state], because.slice(0, 3).join('; ')],
    status: state === 'not met' ? 'problem' : 'fine',
  }))
  return `<h2>${words.standards}</h2>${table([], rows)}`
}

function exhibitTable({ title, columns, rows, note }: ReportedExhibit): string {
  const indented = rows.map(({ depth = 0, cells: [first = '', ...more], status }) => ({
    cells: ['\u2003'.repeat(depth) + first, ...more],
    ...(status === undefined ? {} : { status }),
  }))
  const below = note === undefined ? '' : `<p class="dim">${escapeForHtml(note)}</p>`
  return `<h2>${escapeForHtml(title)}</h2>${table(columns, indented)}${below}`
}

interface Row {
  readonly cells: readonly string[]
  readonly status?: string
}

function table(columns: readonly string[], rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const head =
    columns.length === 0
      ? ''
      : `<tr>${columns.map((name) => `<th>${escapeForHtml(name)}</th>`).join('')}</tr>`
  const body = rows.map(
    ({ cells, status = '' }) =>
      `<tr class="${escapeForHtml(status)}">${cells.map((cell) => `<td>${escapeForHtml(cell)}</td>`).join('')}</tr>`,
  )
  return `<table>${head}${body.join('')}</table>`
}
