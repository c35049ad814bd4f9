import type { Counted } from '../../logs/engine/log-totals.ts'
import { grouped } from '../numbers.ts'
import { bar } from './charts.ts'
import { escapeForHtml } from './escape.ts'

/** A section of the page; nothing where it would be empty. `body` is HTML. */
export function section(title: string, body: string, kind = ''): string {
  return body === ''
    ? ''
    : `<section${kind === '' ? '' : ` class="${kind}"`}><h2>${escapeForHtml(title)}</h2>${body}</section>`
}

/** A table of texts, which are escaped here. Cells of the columns in `wide` hold long text. */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  wide: readonly number[] = [],
): string {
  if (rows.length === 0) return ''
  const head = headings.some((heading) => heading !== '')
    ? `<tr>${headings.map((heading, column) => `<th scope="col"${wide.includes(column) ? ' class="text"' : ''}>${escapeForHtml(heading)}</th>`).join('')}</tr>`
    : ''
  const body = rows.map(
    (row) =>
      `<tr>${row
        .map(
          (cell, column) => `<td${wide.includes(column) ? ' class="text"' : ''}>${escapeForHtml(cell)}</td>`,
        )
        .join('')}</tr>`,
  )
  return `<div class="scroll"><table>${head}${body.join('')}</table></div>`
}

/** Names with their counts and a bar for each: chart and table in one. `explained`: small, below the name. */
export function barTable(
  rows: readonly Counted[],
  colour?: string,
  explained: (name: string) => string = () => '',
): string {
  if (rows.length === 0) return ''
  const most = Math.max(...rows.map(({ count }) => count))
  const small = (text: string): string =>
    text === '' ? '' : `<br><span class="soft">${escapeForHtml(text)}</span>`
  const body = rows.map(
    ({ name, count }) =>
      `<tr><td>${escapeForHtml(name)}${small(explained(name))}</td><td class="bar">${bar(most > 0 ? count / most : 0, colour)}</td><td class="sum">${grouped(count)}</td></tr>`,
  )
  return `<table>${body.join('')}</table>`
}

/** The numbers behind a chart, folded away. */
export function behind(table: string, summary: string): string {
  return table === '' ? '' : `<details><summary>${escapeForHtml(summary)}</summary>${table}</details>`
}
