import type { Comparison } from '../../logs/figures/comparison.ts'
import { destinationChangeCells, shortTime, totalText } from '../log-words.ts'
import { changeText, grouped } from '../numbers.ts'
import { escapeForTerminal } from './escape.ts'
import { type Drawing, tableLines } from './log-sections.ts'
import { truncate } from './wrap.ts'

/** What is new against the period before. */
export function comparisonLines(comparison: Comparison, drawing: Drawing): string[] {
  const { before, lengthRatio, totals, reasons, destinations } = comparison
  const { style, width } = drawing
  const length =
    Math.abs(lengthRatio - 1) > 0.05 ? `; this period is ${lengthRatio.toFixed(2)} times as long` : ''
  const changed = totals.filter(({ before: then, now }) => then > 0 || now > 0)
  const sections = [
    [
      style.bold(`Against ${escapeForTerminal(comparison.with)}`),
      style.dim(
        truncate(
          `  ${shortTime(before.from)} to ${shortTime(before.to)}, ${grouped(before.lines)} lines${length}`,
          width,
        ),
      ),
    ],
    changeTable(changed, drawing),
    part('Reasons that changed', changeTable(reasons, drawing), drawing),
    part('Users who send more', changeTable(comparison.users, drawing), drawing),
    part('Destinations that got worse', destinationTable(destinations, drawing), drawing),
    part(
      'New warnings and errors',
      counted(
        comparison.newWarnings.map(({ count, program, example }) => [count, `${program}: ${example}`]),
        width,
      ),
      drawing,
    ),
    part(
      'New replies',
      counted(
        comparison.newReplies.map(({ count, reason, sample }) => [count, `${reason}: ${sample}`]),
        width,
      ),
      drawing,
    ),
    part(
      'New attackers',
      counted(
        comparison.newAttackers.map(({ network, failedLogins }) => [failedLogins, network]),
        width,
      ),
      drawing,
    ),
  ]
  return sections.flat()
}

function part(title: string, lines: readonly string[], { style }: Drawing): string[] {
  return lines.length === 0 ? [] : [style.bold(`  ${title}`), ...lines]
}

function changeTable(changes: Comparison['totals'], drawing: Drawing): string[] {
  if (changes.length === 0) return []
  const rows = changes.map(({ name, before, now }) => [
    escapeForTerminal(name),
    totalText(name, before),
    totalText(name, now),
    changeText(before, now),
  ])
  return tableLines(rows, drawing, ['', 'before', 'now', 'change'])
}

function destinationTable(changes: Comparison['destinations'], drawing: Drawing): string[] {
  if (changes.length === 0) return []
  const rows = changes.map((change) => [
    escapeForTerminal(change.destination),
    ...destinationChangeCells(change),
  ])
  return tableLines(rows, drawing, ['', 'deferred', 'bounced', '90 % in'])
}

function counted(rows: readonly (readonly [number, string])[], width: number): string[] {
  return rows.map(([count, text]) =>
    truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(text)}`, width),
  )
}
