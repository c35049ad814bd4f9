/** Lets at most `limit` tasks run at once; the others wait for their turn, first come first served. */
export class Limiter {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(limit: number) {
    this.#free = limit
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resume) => this.#waiting.push(resume))
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }
}

/** Thrown by `withinTime`; hosts turn it into `unknown` (timeout). */
export class TimeLimitExceeded extends Error {
  readonly milliseconds: number

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`)
    this.milliseconds = milliseconds
  }
}

/**
 * Waits for a promise no longer than that. What it waited for may go on (a read from a dead network
 * file system cannot be interrupted); its late failure is swallowed, its late value goes to `late`.
 */
export async function withinTime<T>(
  milliseconds: number,
  work: Promise<T>,
  late: (value: T) => void = () => {},
): Promise<T> {
  let expired = false
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      expired = true
      reject(new TimeLimitExceeded(milliseconds))
    }, milliseconds)
  })
  work.then(
    (value) => expired && late(value),
    () => {},
  )
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
