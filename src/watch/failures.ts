const againAfterMilliseconds = 60_000

/**
 * Says what keeps failing once a minute, not each time: a store that is away for a night is no reason for
 * a log of a hundred thousand lines. What is new is said at once.
 */
export function saidOnce(say: (error: unknown) => void): (error: unknown) => void {
  let [said, saidAt] = ['', Number.NEGATIVE_INFINITY]
  return (error) => {
    const text = String(error)
    const now = performance.now()
    if (text === said && now - saidAt < againAfterMilliseconds) return
    said = text
    saidAt = now
    say(error)
  }
}
