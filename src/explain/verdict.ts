import type { ReplyReason } from './reasons.ts'

/** What more than the reason the words tell, where causes differ by it. */
export type ReplyDetail =
  | 'timeout'
  | 'refused'
  | 'unreachable'
  | 'lost'
  | 'conversation-timeout'
  | 'socket'
  | 'certificate'
  | 'dane'
  | 'milter'
  | 'configuration'
  | 'login'

/** A reason, or a reason and its detail. */
export type Verdict = ReplyReason | `${ReplyReason}:${ReplyDetail}`

/** A verdict and the lines of which any is enough; syntax: matching/rules.ts. */
export type ReplyRuleList = readonly [verdict: Verdict, lines: string]

/** sure: a provider's own token or plain words; likely: words of more than one sense; guess: a code, or a word that is everywhere. */
export type Confidence = 'sure' | 'likely' | 'guess'
