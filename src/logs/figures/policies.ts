import { ascii, find } from '../engine/bytes.ts'
import type { EngineMemory } from '../engine/memory.ts'
import * as layout from '../engine/memory-layout.ts'
import type { Template } from '../engine/reasons.ts'
import { PairCounts } from './pair-counts.ts'

const { mostPolicies } = layout
const longestList = 100
const usingWord = ascii('blocked using ')
const listReasons = new Set(['ip-blocklisted', 'domain-blocklisted'])

/** What refused mail: the rule, where it was applied, and the list that it asked. */
export interface PolicyCount {
  /** `postscreen`, `milter`, `header_checks`, `smtpd at RCPT`, `exim` */
  readonly by: string
  readonly reason: string
  /** Zone of a DNS blocklist; '' where the reason is another. */
  readonly list: string
  readonly count: number
}

interface Policy extends PolicyCount {
  /** From 1. */
  readonly number: number
  count: number
}

/** What one form of text leads to; a list with a digit in its name differs within one form. */
interface Known {
  readonly policy: Policy
  readonly differs: boolean
}

/** A text that refuses. */
export interface RefusalText {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly weight: number
}

/** Refusals by the policy that was applied. */
export class Policies {
  readonly #policies = new Map<string, Policy>()
  readonly #known = new Map<string, Map<Template, Known>>()
  /** Policies of the forms that the pass may settle, and how often it did. */
  readonly #ofPass: PairCounts
  readonly #passCounts: Int32Array

  constructor(memory: EngineMemory) {
    this.#ofPass = new PairCounts(layout.mostPolicyPairs, memory.area(layout.policyPairsAt))
    this.#passCounts = memory.integers(layout.policyCountsAt, mostPolicies + 1)
  }

  /** Takes over what the pass has counted. */
  settle(): void {
    for (const policy of this.#policies.values()) {
      policy.count += this.#passCounts[policy.number] ?? 0
      this.#passCounts[policy.number] = 0
    }
  }

  /** `key`: of the place where it was refused, for the pass; 0: it does not settle such lines. */
  refused(by: string, template: Template, text: RefusalText, key = 0): void {
    let templates = this.#known.get(by)
    if (templates === undefined) {
      templates = new Map()
      this.#known.set(by, templates)
    }
    const known = templates.get(template)
    if (known !== undefined && !known.differs) {
      known.policy.count += text.weight
      return
    }
    const list = listReasons.has(template.reason) ? listIn(text) : ''
    const policy = this.#policy(by, template.reason, list)
    if (policy === undefined) return
    policy.count += text.weight
    const differs = /\d/.test(list)
    if (this.#known.size < mostPolicies) templates.set(template, { policy, differs })
    if (key !== 0 && !differs && template.number > 0) this.#ofPass.set(key, template.number, policy.number)
  }

  #policy(by: string, reason: string, list: string): Policy | undefined {
    const key = `${by}\0${reason}\0${list}`
    const known = this.#policies.get(key)
    if (known !== undefined || this.#policies.size >= mostPolicies) return known
    const policy = { by, reason, list, number: this.#policies.size + 1, count: 0 }
    this.#policies.set(key, policy)
    return policy
  }

  /** Largest first. */
  counts(): PolicyCount[] {
    const name = ({ by, reason, list }: PolicyCount): string => `${by} ${reason} ${list}`
    return [...this.#policies.values()]
      .map(({ by, reason, list, count }) => ({ by, reason, list, count }))
      .sort((a, b) => b.count - a.count || (name(a) < name(b) ? -1 : 1))
  }
}

/** `… blocked using zen.spamhaus.org; …` → the zone. */
function listIn({ bytes, start, end }: RefusalText): string {
  const at = find(bytes, start, end, usingWord) + usingWord.length
  if (at < usingWord.length) return ''
  let listEnd = at
  while (listEnd < end && listEnd < at + longestList && isZoneByte(bytes[listEnd] ?? 0)) listEnd++
  return bytes.toString('latin1', at, listEnd)
}

function isZoneByte(byte: number): boolean {
  const isLetter = (byte | 32) >= 97 && (byte | 32) <= 122
  return isLetter || (byte >= 45 && byte <= 57 && byte !== 47) || byte === 95
}
