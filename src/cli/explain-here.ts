import type { SpfEvaluation } from '../collect/authentication/spf/outcome.ts'
import { spfOfAddresses } from '../collect/authentication/spf.ts'
import { Collector } from '../collect/collector.ts'
import { visibleAddresses } from '../collect/dns/visible-addresses.ts'
import { addressListings } from '../collect/reputation/listings.ts'
import type { ReplyMeaning } from '../explain/reply.ts'
import { quotedAddress } from '../explain/reply-reason.ts'
import type { ExplainAnswer } from './explain-answer.ts'
import { openWorld } from './open-world.ts'

const listReasons: readonly string[] = [
  'ip-blocklisted',
  'dynamic-ip',
  'poor-reputation',
  'dnsbl-query-refused',
]
const authenticationReasons: readonly string[] = ['spf-fail', 'dmarc-fail', 'unauthenticated']
const mostSubjects = 5

/** Goes on from the reply on this host: whether the address is listed now, what SPF says of it. */
export async function observeHere(answers: readonly ExplainAnswer[]): Promise<string[]> {
  const meanings = answers.flatMap((answer) =>
    answer.kind === 'reply' ? [answer.meaning] : answer.mail.recipients.map(({ meaning }) => meaning),
  )
  const collector = new Collector(await openWorld({}))
  const seen: string[] = []
  for (const address of await addressesToAsk(meanings, collector)) {
    const listings = await collector.get(addressListings, address)
    if (listings.status !== 'known') continue
    for (const one of listings.value) {
      const told =
        one.state === 'listed'
          ? `listed (${one.meanings.map(({ name }) => name).join(', ')}): ${one.list.removal}`
          : one.state === 'not told'
            ? `could not tell: ${one.because.text}`
            : 'not listed now'
      seen.push(`${address} ${one.list.zone}: ${told}`)
    }
  }
  for (const domain of domainsToAsk(meanings)) {
    const spf = await collector.get(spfOfAddresses, domain)
    if (spf.status === 'unknown') seen.push(`SPF of ${domain}: could not tell: ${spf.because.text}`)
    if (spf.status !== 'known') continue
    for (const { address, evaluation } of spf.value)
      seen.push(`SPF of ${domain} for ${address}: ${spfWords(evaluation)}`)
  }
  return seen
}

async function addressesToAsk(meanings: readonly ReplyMeaning[], collector: Collector): Promise<string[]> {
  const about = meanings.filter(({ reason }) => listReasons.includes(reason))
  if (about.length === 0) return []
  const quoted = about.flatMap(({ said }) => quotedAddress(said) ?? [])
  if (quoted.length > 0) return [...new Set(quoted)].slice(0, mostSubjects)
  const own = await collector.get(visibleAddresses)
  return own.status === 'known' ? own.value.slice(0, mostSubjects) : []
}

/** Domains that the reply says failed: `domain of example.org`, `[example.org]`, `from example.org`. */
function domainsToAsk(meanings: readonly ReplyMeaning[]): string[] {
  const said = meanings
    .filter(({ reason }) => authenticationReasons.includes(reason))
    .map((meaning) => meaning.said)
  const named = said.flatMap((text) =>
    [
      ...text.matchAll(
        /(?:domain (?:of )?\[?|from |for |SPF \[?)((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})\b/gi,
      ),
    ].map(([, domain = '']) => domain.toLowerCase()),
  )
  return [...new Set(named)].slice(0, mostSubjects)
}

function spfWords({ result, matched, error }: SpfEvaluation): string {
  if (error !== undefined) return `${result}: ${error.text}`
  return matched === undefined ? result : `${result} by ${matched.term} of ${matched.domain}`
}
