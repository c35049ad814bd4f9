import type { Actor, ReplyReason } from '../explain/reasons.ts'
import type { ReplyMeaning } from '../explain/reply.ts'
import type { Confidence } from '../explain/verdict.ts'
import type { Sentence } from './replies/reply-text.ts'
import { replyTexts } from './reply-texts.ts'

type Language = keyof Sentence

/** A reply explained to people, in one language: the answer of `mailmedic explain` (contract version 1). */
export interface Explanation {
  readonly reason: ReplyReason
  readonly permanent: boolean
  readonly actor: Actor
  readonly title: string
  readonly fix: readonly string[]
  readonly why: string
  /** What the sending server does next. */
  readonly next: string
  readonly confidence: Confidence
  readonly code?: number
  readonly enhanced?: string
  readonly provider?: string
  readonly also: readonly ReplyReason[]
  readonly standard: string
  readonly links: readonly string[]
}

/** Joins a meaning with its texts: the provider's own steps come before the general ones. */
export function explainMeaning(meaning: ReplyMeaning, language: Language): Explanation {
  const { reason, permanent, actor, confidence, code, enhanced, provider, also } = meaning
  const text = replyTexts[reason]
  const steps = [...(provider?.steps[reason] ?? []), ...text.fix]
  return {
    reason,
    permanent,
    actor,
    title: text.title[language],
    fix: steps.map((step) => step[language]),
    why: text.why[language],
    next: nextOf(meaning)[language],
    confidence,
    ...(code === undefined ? {} : { code }),
    ...(enhanced === undefined ? {} : { enhanced }),
    ...(provider === undefined ? {} : { provider: provider.name }),
    also,
    standard: text.standard,
    links: [...(provider?.links ?? []), ...standardLinks(text.standard)],
  }
}

function nextOf({ reason, permanent }: ReplyMeaning): Sentence {
  if (reason === 'delivered' || reason === 'auto-reply' || reason === 'complaint')
    return { en: 'Nothing is tried again: the mail was taken.', zh: '无需重试：邮件已被接收。' }
  return permanent
    ? {
        en: 'The sending server has given up: the mail comes back and is not tried again.',
        zh: '发信服务器已放弃：邮件被退回，不再重试。',
      }
    : {
        en: 'The sending server keeps the mail and tries again by itself, usually for up to 5 days.',
        zh: '发信服务器保留邮件并自动重试，通常最长 5 天。',
      }
}

function standardLinks(standard: string): string[] {
  const numbers = [...standard.matchAll(/RFC (\d{4})/g)].map(([, number]) => number)
  return [...new Set(numbers)].map((number) => `https://www.rfc-editor.org/rfc/rfc${number}`)
}
