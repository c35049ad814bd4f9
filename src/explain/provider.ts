import type { ReplyReason } from './reasons.ts'
import type { ReplyRuleList } from './verdict.ts'

/** A sentence in both languages. */
export interface Sentence {
  readonly en: string
  readonly zh: string
}

/** A mail provider, block list, filter product or MTA: how its replies look and where to go with them. */
export interface Provider {
  readonly id: string
  readonly name: string
  readonly kind: 'mailbox' | 'list' | 'filter' | 'sender' | 'server' | 'client'
  /** Words, links and host names by which its replies are known; syntax: matching/rules.ts. */
  readonly marks: string
  /** Tokens that only it uses: they decide before all other words. */
  readonly tokens?: readonly ReplyRuleList[]
  /** What its words mean where its marks are in the text. */
  readonly dialect?: readonly ReplyRuleList[]
  /** Pages and addresses at the time of writing. */
  readonly links: readonly string[]
  /** The first steps for a reason, before the general ones. */
  readonly steps: Partial<Readonly<Record<ReplyReason, readonly Sentence[]>>>
}
