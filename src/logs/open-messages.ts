import { limits } from './limits.ts'
import { detach, keep } from './text.ts'

/** Who handed a queue file in, as far as the log told it. */
export interface MessageOrigin {
  readonly sender: string
  readonly user: string
}

/** Origins of the queue files that are in the queue, oldest dropped first when there are too many. */
export class OpenMessages {
  readonly #origins = new Map<string, { sender: string; user: string }>()

  /** A new `client=` or `uid=` line: a short queue ID may have been used before. */
  opened(queueId: string, user: string): void {
    if (user === '') return
    this.#set(queueId, { sender: '', user: keep(user) })
  }

  sender(queueId: string, sender: string): void {
    const known = this.#origins.get(queueId)
    if (known !== undefined) known.sender = keep(sender)
    else this.#set(queueId, { sender: keep(sender), user: '' })
  }

  removed(queueId: string): void {
    this.#origins.delete(queueId)
  }

  get(queueId: string): MessageOrigin | undefined {
    return this.#origins.get(queueId)
  }

  #set(queueId: string, origin: { sender: string; user: string }): void {
    if (this.#origins.size >= limits.openMessages) {
      const oldest = this.#origins.keys().next()
      if (oldest.done !== true) this.#origins.delete(oldest.value)
    }
    this.#origins.set(detach(queueId), origin)
  }
}
