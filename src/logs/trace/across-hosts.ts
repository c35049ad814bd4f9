import type { TracedHost, TracedMessage, TracedRecipient } from './message.ts'
import { withNextHops } from './recipient-hops.ts'

/** What the log of one host tells of one message. */
export interface HostStory {
  readonly message: TracedMessage
  /** As its lines name it; null where they name none. */
  readonly host: string | null
  /** Of its first queue file in the engine. */
  readonly serial: number
}

/** One message over all hosts whose logs tell of it, and what each of them tells, first to last. */
export interface Journey {
  readonly message: TracedMessage
  readonly parts: readonly HostStory[]
}

/** Mail that came further is in a loop (RFC 5321 §6.3 counts 100 `Received` fields). */
const mostHosts = 100
/** Stories with one queue ID and message-id; beyond a few nobody can tell them apart. */
const mostAlike = 16

/**
 * Makes one journey of what the logs of several hosts tell of a message: a host said under which queue ID the
 * next one took it, and that log has the ID for the same message-id. The queue ID alone joins nothing, short
 * ones are used again; without a message-id (OpenSMTPD logs none) nobody knows.
 */
export function acrossHosts(stories: readonly HostStory[]): Journey[] {
  return new Journeys(stories).list()
}

class Journeys {
  readonly #stories: readonly HostStory[]
  readonly #byName = new Map<string, HostStory[]>()
  readonly #told = new Set<HostStory>()

  constructor(stories: readonly HostStory[]) {
    this.#stories = stories
    for (const story of stories) for (const id of story.message.queueIds) this.#name(id, story)
  }

  list(): Journey[] {
    const continued = new Set(this.#stories.flatMap((story) => [...this.#after(story).values()]))
    // What comes from a story of a circle begins nowhere: it is told last.
    const roots = this.#stories.filter((story) => !continued.has(story))
    return [...roots, ...continued].flatMap((story) =>
      this.#told.has(story) ? [] : [this.#follow(story, null, 1)],
    )
  }

  #name(queueId: string, story: HostStory): void {
    const key = keyOf(queueId, story.message)
    if (key === undefined) return
    const alike = this.#byName.get(key)
    if (alike === undefined) this.#byName.set(key, [story])
    else if (alike.length < mostAlike) alike.push(story)
  }

  #follow(story: HostStory, takenAs: string | null, depth: number): Journey {
    this.#told.add(story)
    const after = this.#after(story)
    const next = new Set([...after.values()].filter((one) => depth < mostHosts && !this.#told.has(one)))
    for (const one of next) this.#told.add(one)
    const journeys = new Map<HostStory, Journey>()
    for (const [{ next: taken }, one] of after) {
      if (next.has(one) && !journeys.has(one))
        journeys.set(one, this.#follow(one, taken?.host ?? null, depth + 1))
    }
    const [first] = next
    const host = story.host ?? takenAs ?? first?.message.client ?? null
    return together({ ...story, host }, after, journeys)
  }

  /** Which story goes on with which recipient. */
  #after(story: HostStory): Map<TracedRecipient, HostStory> {
    const after = new Map<TracedRecipient, HostStory>()
    for (const recipient of story.message.recipients) {
      const next = this.#takenBy(story, recipient)
      if (next !== undefined) after.set(recipient, next)
    }
    return after
  }

  /** Where several hosts have that ID for that message, the one that the relay's name names. */
  #takenBy(story: HostStory, { next }: TracedRecipient): HostStory | undefined {
    const key = keyOf(next?.queueId, story.message)
    const alike = key === undefined ? [] : (this.#byName.get(key) ?? []).filter((one) => one !== story)
    if (alike.length < 2) return alike[0]
    const named = alike.filter(
      ({ host }) => host !== null && firstLabel(host) === firstLabel(next?.host ?? ''),
    )
    return named.length === 1 ? named[0] : undefined
  }
}

function keyOf(queueId: string | null | undefined, { messageId }: TracedMessage): string | undefined {
  return queueId == null || messageId === null || messageId === '' ? undefined : `${queueId} ${messageId}`
}

function firstLabel(host: string): string {
  return /^[^.[]*/.exec(host)?.[0].toLowerCase() ?? ''
}

function together(
  story: HostStory,
  after: ReadonlyMap<TracedRecipient, HostStory>,
  journeys: ReadonlyMap<HostStory, Journey>,
): Journey {
  const { message } = story
  if (after.size === 0) return { message, parts: [story] }
  const onward = [...journeys.values()]
  const parts = [story, ...onward.flatMap((journey) => journey.parts)]
  const links = new Map([...after].map(([recipient, next]) => [recipient, journeys.get(next)]))
  const recipients = withNextHops(story, links)
  if (onward.length === 0) return { message: { ...message, recipients }, parts }
  const all = [message, ...onward.map((journey) => journey.message)]
  return {
    message: {
      ...message,
      queueIds: all.flatMap(({ queueIds }) => queueIds),
      notices: all.flatMap(({ notices }) => notices),
      recipients,
      events: all.flatMap(({ events }) => events),
      hosts: parts.map(placeOf),
    },
    parts,
  }
}

function placeOf({ message: { queueIds, received }, host }: HostStory): TracedHost {
  return { host, queueIds, received }
}
