import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { classifyReply } from '../../explain/reply-reason.ts'
import { type Fact, factAbout } from '../fact.ts'
import { type ExchangerDialogue, exchangerDialogues } from '../mail/exchanger-dialogues.ts'
import { heloName } from '../mail/helo-name.ts'
import { declaredSetup, setupOf } from '../own-setup/declared.ts'
import { isDeclaredHost } from '../own-setup/networks.ts'
import { type MailExchangers, mailExchangers } from './mail-exchangers.ts'
import { type Ownership, ownAddresses, ownershipOf } from './own-addresses.ts'

/** What a host that the DNS names for a domain's mail says when it is asked to take some. */
export type RouteAnswer = 'ourselves' | 'accepts' | 'refuses domain' | 'refuses' | 'not reached'

export interface RouteTarget {
  readonly host: string
  readonly address: string
  readonly owner: Ownership
  /** Only where no target is certainly ours: then it was asked, up to RCPT TO:<postmaster@domain>. */
  readonly answer: RouteAnswer | undefined
  /** `connected`, `refused`, `timeout`, … of the dialogue; undefined: not asked. */
  readonly end: string | undefined
  readonly evidence: readonly Evidence[]
}

export interface MailRoute {
  readonly exchangers: MailExchangers
  /** Addresses of the exchangers, the first to be tried first. */
  readonly targets: readonly RouteTarget[]
}

/** Two tell enough, and no more strangers are bothered. */
const askedLimit = 2

export const mailRoute = factAbout<string>()({
  id: 'dns.mail-route',
  summary: 'The addresses that take a domain’s mail, whose they are, and what foreign ones answer.',
  fromOutside: 'same',
  needs: { exchangers: mailExchangers, own: ownAddresses },
  optional: { helo: heloName, dialogues: exchangerDialogues, declared: declaredSetup },
  async collect(world, { exchangers, own, helo, dialogues, declared }, domain): Promise<Fact<MailRoute>> {
    if (exchangers.status === 'absent') return exchangers
    const { publicAddresses, gateways } = setupOf(declared)
    const mine = [...(own.status === 'known' ? own.value : []), ...publicAddresses]
    // What a declared gateway takes comes here: it leads here as well.
    const ownerOf = (host: string, address: string): Ownership =>
      isDeclaredHost({ host, address }, gateways) ? 'ours' : ownershipOf(address, mine)
    const name = helo.status === 'known' ? helo.value : undefined
    const targets = exchangers.value.exchangers.flatMap(({ host, addresses }) =>
      addresses.status === 'known'
        ? addresses.value.map((address) => ({ host, address, owner: ownerOf(host, address) }))
        : [],
    )
    const held = dialogues.status === 'known' ? dialogues.value : []
    const ours = targets.some(({ owner }) => owner === 'ours')
    const asked = await Promise.all(
      targets.map((target, index) =>
        ours || index >= askedLimit ? notAsked(target) : askTarget(world, target, domain, name, held),
      ),
    )
    return known({ exchangers: exchangers.value, targets: asked }, ...exchangers.evidence)
  },
})

type Target = Pick<RouteTarget, 'host' | 'address' | 'owner'>

function notAsked(target: Target): RouteTarget {
  return { ...target, answer: undefined, end: undefined, evidence: [] }
}

/** No mail is sent: the dialogue ends after RCPT. Postmaster exists wherever a domain is (RFC 5321 §4.5.1). */
async function askTarget(
  world: World,
  target: Target,
  domain: string,
  helo: string | undefined,
  held: readonly ExchangerDialogue[],
): Promise<RouteTarget> {
  const earlier = held.find(({ address }) => address === target.address)?.dialogue
  if (earlier?.status === 'known' && saysEnough(earlier.value))
    return answered(world, target, earlier.value, helo)
  const seen = await world.net.dialogue({
    protocol: 'smtp',
    endpoint: { address: target.address, port: 25 },
    tls: 'none',
    ...(helo === undefined ? {} : { clientName: helo }),
    commands: ['MAIL FROM:<>', `RCPT TO:<postmaster@${domain}>`, 'RSET'],
  })
  return seen.status === 'known' ? answered(world, target, seen.value, helo) : notAsked(target)
}

/** The dialogue of a probe got as far as RCPT, or failed where one without TLS would fail as well. */
function saysEnough({ end, replies }: DialogueSeen): boolean {
  return replies.length > 0 || (end !== 'tls-not-offered' && end !== 'tls-failed')
}

function answered(world: World, target: Target, seen: DialogueSeen, helo: string | undefined): RouteTarget {
  const { answer, text } = classify(seen, helo)
  const evidence: Evidence = {
    kind: 'dialogue',
    where: `${target.host}[${target.address}]:25`,
    text,
    at: isoTime(world.clock.now()),
  }
  // From outside an address that refuses is there and is nobody's mail server; silence may be our own network's.
  const owner = world.task !== undefined && seen.end === 'refused' ? 'foreign' : target.owner
  return { ...target, owner, answer, end: seen.end, evidence: [evidence] }
}

/** Pure: what the dialogue says about the domain. Exported for its tests. */
export function classify(
  seen: Pick<DialogueSeen, 'end' | 'error' | 'greeting' | 'replies'>,
  helo: string | undefined,
): { readonly answer: RouteAnswer; readonly text: string } {
  const greeting = seen.greeting ?? ''
  if (greeting === '') return { answer: 'not reached', text: seen.error ?? seen.end }
  if (helo !== undefined && greetingName(greeting) === helo.toLowerCase())
    return { answer: 'ourselves', text: greeting }
  const last = seen.replies.find(({ command }) => command.startsWith('RCPT'))
  const refused = seen.replies.find(({ reply }) => /^[45]/.test(reply))
  const { command, reply } = last ?? refused ?? { command: '', reply: greeting }
  const text = command === '' ? reply : `${command} → ${reply}`
  if (last !== undefined && reply.startsWith('2')) return { answer: 'accepts', text }
  const domainRefused = last !== undefined && aboutDomain(reply)
  return { answer: domainRefused ? 'refuses domain' : 'refuses', text }
}

function greetingName(greeting: string): string {
  return (/^220[ -]+(\S+)/.exec(greeting)?.[1] ?? '').toLowerCase()
}

/**
 * The reply speaks of the recipient's domain, not of the client that asks. Postfix refuses to relay with
 * 454 where it runs with its default (postconf(5) smtpd_relay_restrictions, defer_unauth_destination).
 */
function aboutDomain(reply: string): boolean {
  const { reason } = classifyReply(reply)
  if (reason === 'relay-denied') return /^[45]/.test(reply)
  return /^5/.test(reply) && (reason === 'user-unknown' || reason === 'domain-no-mail')
}
