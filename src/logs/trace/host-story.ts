import type { Line } from '../engine/line.ts'
import type { HostStory } from './across-hosts.ts'
import { Candidates } from './candidates.ts'
import { messageIdIn } from './collected.ts'
import { eximStory } from './exim-story.ts'
import type { TraceLine } from './message.ts'
import { opensmtpdStory } from './opensmtpd-story.ts'
import { postfixStory } from './postfix-story.ts'
import { sendmailStory } from './sendmail-story.ts'

const stories = { postfix: postfixStory, exim: eximStory, opensmtpd: opensmtpdStory, sendmail: sendmailStory }

/** Tells what one host's lines say of a message, by the program that wrote them. */
export function hostStory(lines: readonly TraceLine[]): HostStory {
  const own = lines.find(({ isCompanion }) => !isCompanion)
  return {
    message: stories[own?.dialect ?? 'postfix'](lines),
    host: own?.host ?? null,
    serial: own?.serial ?? -1,
  }
}

/**
 * Whether the logs may be of several hosts: lines name different ones, or name none and lie in files that are
 * not one rotated set. `hosts`: the numbers of the hosts that lines name, 0 where one names none.
 */
export function areSeveralHosts(hosts: ReadonlySet<number>, paths: readonly string[]): boolean {
  if (hosts.size > 1) return true
  const sets = new Set(paths.map((path) => path.replace(/(?:[.-]\d{1,10})?(?:\.(?:gz|xz|bz2|zst))?$/, '')))
  return hosts.has(0) && sets.size > 1
}

/** Finds the queue files whose message-id is one of these, whatever else was asked. */
export function sameMessageId(messageIds: ReadonlySet<string>): Candidates {
  const fields = ['message-id=', ' id='].map((exact) => ({ exact, folded: '' }))
  return new Candidates(fields, (line: Line) => messageIds.has(messageIdIn(line.text()) ?? ''))
}
