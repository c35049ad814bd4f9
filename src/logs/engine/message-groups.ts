import { templateOf } from '../template.ts'
import type { Line } from './line.ts'

/** Messages of one form: warnings, or lines that no dialect knows. */
export interface MessageGroup {
  readonly program: string
  readonly level: string
  readonly template: string
  /** The first one, as written. */
  readonly example: string
  readonly line: number
  count: number
  /** Written time of the first and the last one, seconds as if it were UTC. */
  readonly firstSecond: number
  lastSecond: number
}

const mostGroups = 2_000
const longestExample = 500

/** Groups messages by template; beyond a bound the rest is only counted. */
export class MessageGroups {
  readonly #groups = new Map<string, MessageGroup>()
  /** Messages that found no group. */
  ungrouped = 0

  add(line: Line, level: string, text: string): void {
    const key = `${line.program.daemon}\0${level}\0${templateOf(text)}`
    const group = this.#groups.get(key)
    if (group !== undefined) {
      group.count += line.weight
      group.lastSecond = line.second
    } else if (this.#groups.size >= mostGroups) this.ungrouped += line.weight
    else this.#groups.set(key, this.#first(line, level, text, key))
  }

  #first(line: Line, level: string, text: string, key: string): MessageGroup {
    const example = Buffer.from(text.slice(0, longestExample), 'latin1').toString('utf8')
    return {
      program: line.program.name,
      level,
      template: key.slice(key.lastIndexOf('\0') + 1),
      example,
      line: line.number,
      count: line.weight,
      firstSecond: line.second,
      lastSecond: line.second,
    }
  }

  /** Largest first. */
  groups(): MessageGroup[] {
    return [...this.#groups.values()].sort((a, b) => b.count - a.count || (a.template < b.template ? -1 : 1))
  }
}

/** A written time as ISO 8601, without a zone. */
export function groupTime(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19)
}
