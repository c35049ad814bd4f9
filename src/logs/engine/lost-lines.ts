import type { Line } from './line.ts'

/**
 * How many lines a notice says that the log lost: rsyslog's `imuxsock lost 42 messages from pid 812 due to
 * rate-limiting`, journald's `Suppressed 1234 messages from postfix.service`; 0 where it does not say how many
 * (`begin to drop messages due to rate-limiting`). Undefined: the text is about something else.
 */
export function lostCount(text: string): number | undefined {
  const count = /(?: lost |Suppressed )(\d{1,12}) messages?\b/.exec(text)?.[1]
  if (count !== undefined) return Number(count)
  return text.includes('begin to drop messages') ? 0 : undefined
}

/** Counts what the log itself says it lost: figures are then not whole. */
export class LostLines {
  /** Notices, and lines that they name. */
  notices = 0
  lines = 0

  read(line: Line): void {
    const lost = lostCount(line.text())
    if (lost === undefined) return
    this.notices++
    this.lines += lost
  }
}
