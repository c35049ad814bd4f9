import { type ExplainedItem, type ExplanationPage, explanationWords } from '../explanation.ts'
import { escapeForTerminal } from './escape.ts'
import type { Palette } from './palette.ts'
import { wrap } from './wrap.ts'

export interface ExplainOptions {
  readonly width: number
  readonly palette: Palette
  readonly language: 'en' | 'zh'
}

const widestLine = 100
const longestQuote = 600

/** Explanations for a person: the reason in one line, who acts, the steps, then sources. Everything is escaped. */
export function renderExplanations(
  pages: readonly ExplanationPage[],
  here: readonly string[],
  options: ExplainOptions,
): string {
  const width = Math.min(options.width, widestLine)
  const lines = pages.flatMap((page, index) => [
    ...(index === 0 ? [] : ['']),
    ...(page.heading === undefined ? [] : [options.palette.bold(escapeForTerminal(page.heading)), '']),
    ...page.items.flatMap((item, at) => [...(at === 0 ? [] : ['']), ...itemLines(item, width, options)]),
    ...page.tables.flatMap(({ title, rows }) => [
      '',
      options.palette.bold(escapeForTerminal(title)),
      ...rows.flatMap((row) => hanging(row, width)),
    ]),
  ])
  const words = explanationWords[options.language]
  const seen =
    here.length === 0
      ? []
      : [
          '',
          options.palette.bold(words.here),
          ...here.flatMap((line) => indented(escapeForTerminal(line), 2, width)),
        ]
  return `${[...lines, ...seen].join('\n')}\n`
}

function itemLines(
  { about, quote, answer }: ExplainedItem,
  width: number,
  { palette, language }: ExplainOptions,
): string[] {
  const words = explanationWords[language]
  const kind = answer.permanent ? words.permanent : words.temporary
  const title = `${answer.title}${language === 'zh' ? '（' : ' ('}${kind}${language === 'zh' ? '）' : ')'}`
  const paint = answer.permanent ? palette.bad : palette.bold
  const quoted =
    quote === undefined
      ? []
      : indented(escapeForTerminal(quote.slice(0, longestQuote)), 2, width).map(palette.dim)
  const steps = answer.fix.flatMap((step, index) => numbered(escapeForTerminal(step), index + 1, width))
  const sources = [
    ...(answer.provider === undefined ? [] : [`${words.saidBy}: ${answer.provider}`]),
    ...(answer.also.length === 0 ? [] : [`${words.also}: ${answer.also.join(', ')}`]),
    `${words.standard}: ${answer.standard}`,
    `${words.links}: ${answer.links.join(' ')}`,
  ]
  return [
    ...(about === undefined ? [] : [palette.bold(escapeForTerminal(about))]),
    ...wrap(title, width).map(paint),
    ...quoted,
    '',
    ...wrap(escapeForTerminal(`${answer.why} ${answer.next}`), width),
    `${words.whoActs}: ${palette.bold(words.actor[answer.actor])} · ${answer.reason} · ${words.confidence[answer.confidence]}`,
    '',
    palette.bold(words.todo),
    ...steps,
    '',
    ...sources.flatMap((line) => indented(escapeForTerminal(line), 0, width)).map(palette.dim),
  ]
}

function indented(text: string, by: number, width: number): string[] {
  return wrap(text, Math.max(20, width - by)).map((line) => `${' '.repeat(by)}${line}`)
}

/** A row of a table; what does not fit on its line stands further in. */
function hanging(row: string, width: number): string[] {
  const margin = 2 + (/^ */.exec(row)?.[0].length ?? 0)
  const lines = wrap(escapeForTerminal(row.trim()), Math.max(20, width - margin - 2))
  return lines.map((line, index) => `${' '.repeat(index === 0 ? margin : margin + 2)}${line}`)
}

function numbered(text: string, number: number, width: number): string[] {
  const label = `${number}. `
  return wrap(text, Math.max(20, width - 2 - label.length)).map(
    (line, index) => `  ${index === 0 ? label : ' '.repeat(label.length)}${line}`,
  )
}
