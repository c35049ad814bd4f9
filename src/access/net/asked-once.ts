import type { Net } from './net.ts'

/**
 * The same network, of which each question is asked once: who looks at many domains meets the same
 * servers again and again, and need not bother them with what they have said. DNS answers are kept by
 * who asks for them.
 */
export function askedOnce(net: Net): Net {
  const answers = new Map<string, Promise<unknown>>()
  const once = <A extends readonly unknown[], T>(ask: (...args: A) => Promise<T>, name: string) => {
    return (...args: A): Promise<T> => {
      const key = `${name} ${JSON.stringify(args)}`
      const earlier = answers.get(key)
      // What was kept under this name came from this function.
      if (earlier !== undefined) return earlier as Promise<T>
      const answer = ask(...args)
      answers.set(key, answer)
      return answer
    }
  }
  return {
    resolve: net.resolve,
    connect: once(net.connect, 'connect'),
    dialogue: once(net.dialogue, 'dialogue'),
    fetch: once(net.fetch, 'fetch'),
  }
}
