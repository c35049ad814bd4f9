import { readReply } from '../explain/reply.ts'
import { explainMeaning } from '../knowledge/explanation.ts'
import { eximReply } from '../logs/engine/exim-line.ts'
import type { ReplyExplained } from '../report/reply-explained.ts'

/** Explains the replies of a log, each form once. */
export function meaningIn(language: 'en' | 'zh'): (reply: string) => ReplyExplained {
  const known = new Map<string, ReplyExplained>()
  return (reply) => {
    const before = known.get(reply)
    if (before !== undefined) return before
    const { reason, title, why, permanent, actor, fix, next } = explainMeaning(
      readReply(eximReply(reply)),
      language,
    )
    const explained = { reason, title, why, permanent, actor, fix, next }
    known.set(reply, explained)
    return explained
  }
}
