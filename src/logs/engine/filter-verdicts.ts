import { ascii, find } from './bytes.ts'
import { CountedNames } from './counted-names.ts'
import type { Line } from './line.ts'
import type { EngineMemory } from './memory.ts'
import { actionsAt, actionsCell, amavisAt, amavisCell } from './memory-layout.ts'
import type { MessageGroups } from './message-groups.ts'

/** What a filter said about mail, and how often. */
export interface FilterVerdict {
  readonly filter: string
  readonly verdict: string
  readonly count: number
}

const mostVerdicts = 500
/** Tag, worker and the function's name stand before it; the list of symbols, which is long, behind it. */
const rspamdHead = 40
const rspamdAction = ascii('(default: ')

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
  /** Of Rspamd, with the closing bracket. */
  readonly #actions: CountedNames
  readonly #amavis: CountedNames
  readonly #messages: MessageGroups

  constructor(messages: MessageGroups, memory: EngineMemory) {
    this.#actions = new CountedNames(memory, actionsAt, actionsCell)
    this.#amavis = new CountedNames(memory, amavisAt, amavisCell)
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

  /**
   * `…; rspamd_task_write_log: id: <…>, …, (default: F (no action): [1.2/15.0] […`; told from bytes, and the
   * few actions compared as they are: a busy server writes such a line for each mail.
   */
  readRspamd({ bytes, body, end, weight }: Line): void {
    const at = find(bytes, body + rspamdHead, end, rspamdAction)
    if (at < 0) return
    const start = at + rspamdAction.length + 3
    if (this.#actions.count(bytes, start, end, weight)) return
    const close = bytes.indexOf(41, start)
    const isAction = bytes[start - 1] === 40 && close > start && close < end && close - start < 40
    if (isAction) this.#actions.add(bytes.subarray(start, close + 1), weight)
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
    if (filter === 'Amavis') {
      const name = Buffer.from(verdict, 'latin1')
      if (this.#amavis.count(name, 0, name.length, count, name.length) || this.#amavis.add(name, count))
        return
    }
    const key = `${filter}\0${verdict}`
    const known = this.#counts.get(key)
    if (known !== undefined || this.#counts.size < mostVerdicts) this.#counts.set(key, (known ?? 0) + count)
  }

  /** By filter, the commonest verdict first. */
  verdicts(): FilterVerdict[] {
    const rspamd = this.#actions
      .all()
      .map(({ name, count }) => ({ filter: 'Rspamd', verdict: name.slice(0, -1), count }))
    const amavis = this.#amavis.all().map(({ name, count }) => ({ filter: 'Amavis', verdict: name, count }))
    const others = [...this.#counts].map(([key, count]) => {
      const [filter = '', verdict = ''] = key.split('\0')
      return { filter, verdict, count }
    })
    return [...rspamd, ...amavis, ...others].sort(
      (a, b) => (a.filter < b.filter ? -1 : a.filter > b.filter ? 1 : 0) || b.count - a.count,
    )
  }
}
