import { replyReasons } from '../explain/reasons.ts'
import { replyTexts } from '../knowledge/reply-texts.ts'

/** What each reason of the taxonomy means, in a few words; empty for what is none of them. */
export function reasonTitlesIn(language: 'en' | 'zh'): (reason: string) => string {
  const titles = new Map<string, string>(
    Object.entries(replyTexts).map(([reason, { title }]) => [reason, title[language]]),
  )
  return (reason) => (reason in replyReasons ? (titles.get(reason) ?? '') : '')
}
