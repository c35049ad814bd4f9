/** After so many questions in a row without an answer a resolver is taken for dead, for the run. */
export const questionsUntilDead = 3

/**
 * What the run has learnt about one resolver, so that a dead one costs a bounded time in all.
 *
 * A question that timed out counts only if the resolver answered nothing else meanwhile: slow or
 * dead *zones* (a queue full of them is common) must not make the resolver look dead.
 */
export class ResolverHealth {
  #timeouts = 0
  #lastAnswer = Number.NEGATIVE_INFINITY
  #checking: Promise<boolean> | undefined

  answered(now: number): void {
    this.#timeouts = 0
    this.#lastAnswer = now
    this.#checking = undefined
  }

  timedOut(askedAt: number): void {
    if (this.#lastAnswer < askedAt) this.#timeouts += 1
  }

  /** It let the last question wait in vain: the next gets one try only. */
  get doubtful(): boolean {
    return this.#timeouts > 0
  }

  /** Whether to give up on it; `isAlive` is asked once, with an easy question, before that. */
  async dead(isAlive: () => Promise<boolean>): Promise<boolean> {
    if (this.#timeouts < questionsUntilDead) return false
    this.#checking ??= isAlive()
    return !(await this.#checking)
  }
}
