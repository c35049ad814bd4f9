import type { Answer } from '../answer.ts'
import type { DialogueRequest, DialogueSeen } from './net.ts'

/** Postfix's postscreen waits 6 s before it greets, Sendmail's greet_pause mostly 5 s: slow is not silent. */
const greetingMilliseconds = 10_000
/** Where servers make strangers wait on purpose. */
const delayingPort = 25
/** Of a server one of whose services did not greet at all. */
const shortGreetingMilliseconds = 3_000

/**
 * How long servers may keep one run waiting. One that takes connections and never greets does so on all of its
 * ports, and whatever is asked: each port is waited for once, and after the first the others get less time.
 */
export class Patience {
  readonly #silent = new Map<string, Answer<DialogueSeen>>()
  readonly #slowPeers = new Set<string>()

  greetingMilliseconds(peer: string, { endpoint }: DialogueRequest): number {
    const waits = 'port' in endpoint && endpoint.port === delayingPort
    return this.#slowPeers.has(peer) && !waits ? shortGreetingMilliseconds : greetingMilliseconds
  }

  /** What the same port said earlier in this run: nothing. */
  earlier(request: DialogueRequest): Answer<DialogueSeen> | undefined {
    return this.#silent.get(doorOf(request))
  }

  learn(peer: string, request: DialogueRequest, answer: Answer<DialogueSeen>): void {
    if (answer.status !== 'known') return
    const { end, greeting, tls, hello, connectMilliseconds } = answer.value
    const heard = greeting !== undefined || tls !== undefined || hello !== undefined
    if (end !== 'timeout' || heard) return
    this.#silent.set(doorOf(request), answer)
    // A packet filter that drops one port says nothing of the others.
    if (connectMilliseconds !== undefined) this.#slowPeers.add(peer)
  }
}

/** Who waits for a greeting hears nothing from a service that waits for a ClientHello. */
function doorOf({ endpoint, tls }: DialogueRequest): string {
  return JSON.stringify([endpoint, tls === 'implicit'])
}
