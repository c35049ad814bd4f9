import type { Severity } from './verdict.ts'

/** Below this, a share says little: a small server has ten mails a day. */
const fewMessages = 3
const manyMessages = 20

/**
 * How grave it is that some of the mail of a kind fails: by share and by amount. 3 of 3 is grave on a
 * small server; 3 of 1,000 is not.
 */
export function severityOfShare(failing: number, succeeding: number): Severity {
  const share = failing / Math.max(1, failing + succeeding)
  if (share >= 0.5) return failing >= fewMessages ? 'high' : 'medium'
  if (failing >= manyMessages) return 'medium'
  return failing >= fewMessages && share >= 0.05 ? 'medium' : 'low'
}

/** For what another must mend, or was refused with good reason: advice, unless it is most of the mail. */
export function severityOfOthers(failing: number, succeeding: number): Severity {
  const share = failing / Math.max(1, failing + succeeding)
  if (failing >= manyMessages && share >= 0.5) return 'medium'
  return failing >= manyMessages ? 'low' : 'info'
}

/** A text for a finding, cut to a readable length. */
export function shortened(text: string, length = 240): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

/** "a, b, c …": the first few of many. */
export function firstFew(names: readonly string[], shown = 3): string {
  const text = names.slice(0, shown).join(', ')
  return names.length > shown ? `${text} (+${names.length - shown})` : text
}
