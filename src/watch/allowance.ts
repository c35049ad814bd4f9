/**
 * How much looking may be done out of turn: one part in `share` of a processor, saved up to `most`
 * milliseconds. So the first alarm is heard at once, and an alarm that rings all day costs little.
 */
export class Allowance {
  #saved = most
  #since: number | undefined

  /** A look took so much processor time, until `now`. Returns for how many milliseconds no alarm is heard. */
  spend(milliseconds: number, now: number): number {
    const earned = this.#since === undefined ? 0 : (now - this.#since) / share
    this.#saved = Math.min(most, this.#saved + earned) - milliseconds
    this.#since = now
    return this.#saved > 0 ? 0 : -this.#saved * share
  }
}

const share = 20
const most = 10_000
