import { hostname, networkInterfaces } from 'node:os'
import { unknown } from '../answer.ts'
import { type Clock, systemClock } from '../clock.ts'
import { connectTo } from './connect.ts'
import { dialogueWhere, holdDialogue } from './dialogue/dialogue.ts'
import { systemResolvers } from './dns/resolv-conf.ts'
import { resolveQuestion } from './dns/resolve.ts'
import { Resolver } from './dns/resolver.ts'
import { fetchableUrl, fetchUrl } from './http.ts'
import type { DialogueRequest, DnsQuestion, Net } from './net.ts'
import { Patience } from './patience.ts'
import { probeContext, systemTrust } from './tls/trust.ts'
import { Turns } from './turns.ts'

const mostConnections = 8

export interface SystemNetOptions {
  /** Addresses, `192.0.2.1` or `192.0.2.1#5353`; default: the `nameserver` lines of /etc/resolv.conf. */
  readonly resolvers?: readonly string[]
  /** What evidence is dated with. */
  readonly clock?: Clock
  /** The honest name for EHLO and LHLO; default: this machine's host name. */
  readonly clientName?: string
  /** Trusted certification authorities, PEM; default: those that this system trusts. */
  readonly trusted?: string
  /** Default: one. */
  readonly connectionsPerPeer?: number
  /** In all; default: 8. */
  readonly connections?: number
}

/**
 * The network as this machine sees it. One for each run: it remembers which resolvers are dead and which
 * services are silent, holds one connection at a time to each address and at most 8 in all, or as many as were
 * asked for; more to this machine's own. Nothing here throws: what cannot be seen is `unknown`, with its reason.
 */
export function systemNet(options: SystemNetOptions = {}): Net {
  const { clock = systemClock, clientName = hostname() } = options
  const resolvers = options.resolvers ?? systemResolvers()
  const resolver = new Resolver()
  const own = once(ownAddresses)
  const turns = new Turns({
    count: options.connections ?? mostConnections,
    perPeer: options.connectionsPerPeer ?? 1,
    isOwn: (peer) => own().has(peer),
  })
  const patience = new Patience()
  // Reading 140 certification authorities takes 20 ms: only where TLS is spoken, and once.
  const trusted = once(() => options.trusted ?? systemTrust())
  const secureContext = once(() => probeContext(trusted()))
  const resolve = (question: DnsQuestion) => resolveQuestion(resolver, resolvers, question, clock)
  return {
    resolve,
    connect: (endpoint) => turns.run(endpoint.address, () => connectTo(endpoint, clock)),
    dialogue(request) {
      const peer = peerOf(request)
      return turns.run(peer, async () => {
        const earlier = patience.earlier(request)
        if (earlier !== undefined) return earlier
        const greetingMilliseconds = patience.greetingMilliseconds(peer, request)
        const settings = { clientName, clock, secureContext, greetingMilliseconds }
        const answer = await holdDialogue(request, settings)
        patience.learn(peer, request, answer)
        return answer
      })
    },
    async fetch(text, posted) {
      const url = fetchableUrl(text)
      if (url === undefined) return unknown('malformed', `${text} is not an http or https URL`)
      return turns.run(url.hostname, () => fetchUrl(url, { clock, trusted, resolve, posted }))
    },
  }
}

function peerOf(request: DialogueRequest): string {
  return 'socketPath' in request.endpoint ? dialogueWhere(request) : request.endpoint.address
}

/** Of the interfaces; what a translator in front of them answers to is somebody else's. */
function ownAddresses(): ReadonlySet<string> {
  const interfaces = Object.values(networkInterfaces())
  return new Set(interfaces.flatMap((one) => one?.map(({ address }) => address) ?? []))
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
