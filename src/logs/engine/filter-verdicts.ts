import { ascii, find } from './bytes.ts'
import type { Line } from './line.ts'
import type { MessageGroups } from './message-groups.ts'

/** What a filter said about mail, and how often. */
export interface FilterVerdict {
  readonly filter: string
  readonly verdict: string
  readonly count: number
}

const mostVerdicts = 500
const rspamdAction = ascii(' (default: ')

interface Dialect {
  readonly filter: string
  readonly programs: RegExp
  /** Its first group, or where there is none all of it, is the verdict. */
  readonly verdicts: readonly (readonly [RegExp, string?])[]
}

/** By each program's own words (log-formats: amavisd-new, spamd, clamd, opendkim, opendmarc, postgrey, pypolicyd-spf). */
const dialects: readonly Dialect[] = [
  {
    filter: 'Amavis',
    programs: /^amavis/,
    verdicts: [[/^(?:\([\w-]{3,24}\) )?((?:Passed|Blocked) [A-Z-]{3,20})\b/]],
  },
  {
    filter: 'SpamAssassin',
    programs: /^(?:spamd|spampd)$/,
    verdicts: [
      [/^spamd: clean message /, 'clean'],
      [/^spamd: identified spam /, 'spam'],
    ],
  },
  {
    filter: 'ClamAV',
    programs: /^clam/,
    verdicts: [[/ FOUND$| infected by /, 'virus found']],
  },
  {
    filter: 'OpenDKIM',
    programs: /^opendkim$/,
    verdicts: [
      [/: DKIM-Signature field added/, 'signed'],
      [/: DKIM verification successful/, 'signature valid'],
      [/: bad signature data/, 'signature invalid'],
      [/: key retrieval failed/, 'key not found'],
      [/: no signature data/, 'not signed by the sender'],
    ],
  },
  { filter: 'OpenDMARC', programs: /^opendmarc$/, verdicts: [[/^\w{5,20}: \S{1,255} (pass|fail|none)$/]] },
  { filter: 'postgrey', programs: /^postgrey$/, verdicts: [[/action=(\w{1,20})/]] },
  {
    filter: 'policyd-spf',
    programs: /policyd-spf/,
    verdicts: [[/(?:Received-SPF: |^(?:: )?)(Pass|Fail|Softfail|Neutral|None|Permerror|Temperror)\b/i]],
  },
  { filter: 'fail2ban', programs: /^fail2ban/, verdicts: [[/\] (Ban|Unban) [0-9A-Fa-f]/]] },
]
/** Of Amavis `(!)`, of the others a word in capitals; what a filter cannot do is trouble for the mail. */
const trouble =
  /^(?:\([\w-]{3,24}\) )?\(!+\)|\bERROR\b|\bWARNING\b|TROUBLE in |OUTDATED|^(?:error|warning|fatal): /

/** Counts what the filters decide, and keeps their complaints. Bounded. */
export class FilterVerdicts {
  readonly #counts = new Map<string, number>()
  readonly #dialects = new Map<string, Dialect | undefined>()
  readonly #messages: MessageGroups

  constructor(messages: MessageGroups) {
    this.#messages = messages
  }

  read(line: Line): void {
    const text = line.text()
    const dialect = this.#dialectOf(line.program.daemon)
    for (const [form, verdict] of dialect?.verdicts ?? []) {
      const found = form.exec(text)
      if (found === null) continue
      this.#add(dialect?.filter ?? '', verdict ?? found[1] ?? '', line.weight)
      return
    }
    if (trouble.test(text)) this.#messages.add(line, 'warning', text)
  }

  /** `…; rspamd_task_write_log: … (default: F (no action): [1.2/15.0] […`; told from bytes, for there are many. */
  readRspamd({ bytes, body, end, weight }: Line): void {
    const at = find(bytes, body, end, rspamdAction)
    if (at < 0 || bytes[at + 13] !== 40) return
    const close = bytes.indexOf(41, at + 14)
    if (close > 0 && close < end && close - at < 40)
      this.#add('Rspamd', bytes.toString('latin1', at + 14, close), weight)
  }

  #dialectOf(daemon: string): Dialect | undefined {
    if (!this.#dialects.has(daemon) && this.#dialects.size < mostVerdicts)
      this.#dialects.set(
        daemon,
        dialects.find(({ programs }) => programs.test(daemon)),
      )
    return this.#dialects.get(daemon)
  }

  #add(filter: string, verdict: string, count: number): void {
    const key = `${filter}\0${verdict}`
    const known = this.#counts.get(key)
    if (known !== undefined || this.#counts.size < mostVerdicts) this.#counts.set(key, (known ?? 0) + count)
  }

  /** By filter, the commonest verdict first. */
  verdicts(): FilterVerdict[] {
    return [...this.#counts]
      .map(([key, count]) => {
        const [filter = '', verdict = ''] = key.split('\0')
        return { filter, verdict, count }
      })
      .sort((a, b) => (a.filter < b.filter ? -1 : a.filter > b.filter ? 1 : b.count - a.count))
  }
}
