import type { Comparison } from '../../logs/figures/comparison.ts'
import { comparedPeriod, totalText } from '../log-words.ts'
import { grouped } from '../numbers.ts'
import { fill } from '../phrases.ts'
import { escapeForTerminal } from './escape.ts'
import { type Drawing, tableLines } from './log-sections.ts'
import { truncate } from './wrap.ts'

/** What is new against the period before. */
export function comparisonLines(comparison: Comparison, drawing: Drawing): string[] {
  const { before, lengthRatio, totals, reasons, destinations } = comparison
  const { style, width, words } = drawing
  const { phrases } = words
  const isLonger = Math.abs(lengthRatio - 1) > 0.05
  const length = isLonger ? fill(phrases.timesAsLong, { ratio: lengthRatio.toFixed(2) }) : ''
  const period = { from: before.from, to: before.to, lines: grouped(before.lines), length }
  const changed = totals.filter(({ before: then, now }) => then > 0 || now > 0)
  const sections = [
    [
      style.bold(escapeForTerminal(fill(phrases.against, { with: comparison.with }))),
      style.dim(truncate(`  ${escapeForTerminal(comparedPeriod(period, words))}`, width)),
    ],
    changeTable(changed, drawing),
    part(phrases.changedReasons, changeTable(reasons, drawing), drawing),
    part(phrases.moreUsers, changeTable(comparison.users, drawing), drawing),
    part(phrases.worseDestinations, destinationTable(destinations, drawing), drawing),
    part(
      phrases.newWarnings,
      counted(
        comparison.newWarnings.map(({ count, program, example }) => [count, `${program}: ${example}`]),
        width,
      ),
      drawing,
    ),
    part(
      phrases.newReplies,
      counted(
        comparison.newReplies.map(({ count, reason, sample }) => [count, `${reason}: ${sample}`]),
        width,
      ),
      drawing,
    ),
    part(
      phrases.newAttackers,
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
  const { words } = drawing
  const { earlier, now: today, change } = words.phrases
  const rows = changes.map(({ name, before, now }) => [
    escapeForTerminal(name),
    totalText(name, before),
    totalText(name, now),
    words.change(before, now),
  ])
  return tableLines(rows, drawing, ['', earlier, today, change])
}

function destinationTable(changes: Comparison['destinations'], drawing: Drawing): string[] {
  if (changes.length === 0) return []
  const rows = changes.map((change) => [
    escapeForTerminal(change.destination),
    ...drawing.words.destinationChange(change),
  ])
  const { deferred, bounced, ninetyIn } = drawing.words.phrases
  return tableLines(rows, drawing, ['', deferred, bounced, ninetyIn])
}

function counted(rows: readonly (readonly [number, string])[], width: number): string[] {
  return rows.map(([count, text]) =>
    truncate(`${grouped(count).padStart(10)}  ${escapeForTerminal(text)}`, width),
  )
}
