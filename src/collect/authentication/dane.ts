import { type Answer, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { CertificateSeen, DialogueSeen, DnsResponse } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { selfAndAncestors } from '../dns/domain-name.ts'
import { lookUp, recordData } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { ownAddresses, ownershipOf } from '../dns/own-addresses.ts'
import { type OwnExchanger, ownExchangers } from '../dns/own-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { type ExchangerDialogue, exchangerDialogues } from '../mail/exchanger-dialogues.ts'
import { heloName } from '../mail/helo-name.ts'
import { matchTlsa, parseTlsaRecord, type TlsaMatch } from './tlsa-record.ts'

/** The TLSA records of one of our own MX hosts beside the certificate that it really serves. */
export interface DaneOfHost {
  readonly host: string
  readonly domains: readonly string[]
  readonly records: readonly { readonly text: string; readonly match: TlsaMatch }[]
  /** Senders use TLSA only from a signed zone: `yes` by the AD bit or by keys at the zone. */
  readonly signed: Fact<boolean>
  readonly leaf: CertificateSeen
  readonly evidence: readonly Evidence[]
}

/** From outside: all MX hosts, and every address of each that showed a certificate. */
const daneOfExchangers = fact({
  id: 'authentication.dane-of-exchangers',
  summary:
    'TLSA records of a domain’s MX hosts, compared with what port 25 of each of their addresses serves.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution, exchangers: ownExchangers },
  optional: { dialogues: exchangerDialogues },
  async collect(world, { exchangers, dialogues }): Promise<Fact<readonly DaneOfHost[]>> {
    if (exchangers.status === 'absent') return exchangers
    const held = dialogues.status === 'known' ? dialogues.value : []
    const all = await Promise.all(
      exchangers.value.map(async ({ host, domains }) => {
        const mine = held.filter((one) => one.host === host)
        return compareAll(world, { host, domains }, mine)
      }),
    )
    const failed = all.find((one) => one.status === 'unknown')
    const found = all.flatMap((one) => (one.status === 'known' ? [one.value] : []))
    if (failed !== undefined && found.length === 0) return failed
    return found.length === 0 ? { status: 'absent', evidence: all.flatMap(evidenceIn) } : known(found)
  },
})

export const daneOfHosts = fact({
  id: 'authentication.dane',
  fromOutside: daneOfExchangers,
  summary: 'TLSA records of the own domains’ MX hosts that are this host, compared with what port 25 serves.',
  needs: { works: nameResolution, exchangers: ownExchangers, own: ownAddresses },
  optional: { helo: heloName },
  async collect(world, { exchangers, own, helo }): Promise<Fact<readonly DaneOfHost[]>> {
    if (exchangers.status === 'absent' || own.status === 'absent') return { status: 'absent', evidence: [] }
    const client = helo.status === 'known' ? helo.value : undefined
    const found: DaneOfHost[] = []
    const evidence: Evidence[] = []
    for (const exchanger of exchangers.value) {
      const one = await daneOf(world, exchanger, own.value, client)
      if (one === undefined) continue
      if (one.status === 'unknown') return one
      evidence.push(...one.evidence)
      if (one.status === 'known') found.push(one.value)
    }
    return found.length === 0 ? { status: 'absent', evidence } : known(found, ...evidence)
  },
})

/** Undefined: not our host, or it publishes no TLSA. */
async function daneOf(
  world: World,
  { host, addresses, domains }: OwnExchanger,
  own: readonly string[],
  client: string | undefined,
): Promise<Fact<DaneOfHost> | undefined> {
  if (addresses.status !== 'known') return undefined
  const address = addresses.value.find((one) => ownershipOf(one, own) === 'ours')
  if (address === undefined) return undefined
  const name = `_25._tcp.${host}`
  const published = await lookUp(world, { name, type: 'TLSA' })
  if (published.status !== 'known') return published
  const chain = await servedChain(world, host, address, client)
  if (chain.status !== 'known') return chain
  return compare(world, { host, domains }, published, chain)
}

type Published = Extract<Answer<DnsResponse>, { status: 'known' }>
type Chained = readonly [CertificateSeen, ...CertificateSeen[]]
type Chain = Extract<Fact<Chained>, { status: 'known' }>

/** The address whose chain fits worst speaks for the host: senders may meet any of them. */
async function compareAll(
  world: World,
  who: Pick<DaneOfHost, 'host' | 'domains'>,
  held: readonly ExchangerDialogue[],
): Promise<Fact<DaneOfHost>> {
  const published = await lookUp(world, { name: `_25._tcp.${who.host}`, type: 'TLSA' })
  if (published.status !== 'known') return published
  const chains = held.map(({ address, dialogue }) => chainOf(world, address, dialogue))
  const shown = chains.filter((chain) => chain.status === 'known')
  const compared = await Promise.all(shown.map((chain) => compare(world, who, published, chain)))
  const unfit = compared.find((one) => one.value.records.every(({ match }) => match !== 'matches'))
  const worst = unfit ?? compared[0]
  if (worst !== undefined) return worst
  const silent = chains.find((chain) => chain.status === 'unknown')
  return silent ?? unknown('unreachable', `no address of ${who.host} showed a certificate`)
}

async function compare(
  world: World,
  { host, domains }: Pick<DaneOfHost, 'host' | 'domains'>,
  published: Published,
  chain: Chain,
): Promise<Extract<Fact<DaneOfHost>, { status: 'known' }>> {
  const records = await Promise.all(
    published.value.records.map(async ({ data: text }) => {
      const record = parseTlsaRecord(text)
      return {
        text,
        match: record === undefined ? 'not usable' : await matchTlsa(record, chain.value),
      } as const
    }),
  )
  const signed: Fact<boolean> = published.value.authenticated ? known(true) : await isSigned(world, host)
  const evidence = [...published.evidence, ...chain.evidence]
  const [leaf] = chain.value
  const value = { host, domains, records, signed, leaf, evidence }
  return { status: 'known', value, evidence }
}

async function servedChain(
  world: World,
  host: string,
  address: string,
  client: string | undefined,
): Promise<Fact<Chained>> {
  const seen = await world.net.dialogue({
    protocol: 'smtp',
    endpoint: { address, port: 25 },
    tls: 'starttls',
    serverName: host,
    ...(client === undefined ? {} : { clientName: client }),
  })
  return chainOf(world, address, seen)
}

/** Known only with at least one certificate in it. */
function chainOf(world: World, address: string, seen: Fact<DialogueSeen>): Fact<Chained> {
  if (seen.status !== 'known') return seen
  const [leaf, ...rest] = seen.value.tls?.chain ?? []
  if (leaf === undefined) {
    const why = seen.value.error ?? seen.value.end
    return unknown('failed', `port 25 of ${address} showed no certificate: ${why}`)
  }
  const evidence: Evidence = {
    kind: 'tls',
    where: `${address}:25`,
    text: `${leaf.subject}, key SHA-256 ${leaf.spkiFingerprint}, certificate SHA-256 ${leaf.fingerprint}`,
    at: isoTime(world.clock.now()),
  }
  return known([leaf, ...rest], evidence)
}

function evidenceIn(fact: Fact<unknown>): readonly Evidence[] {
  return fact.status === 'unknown' ? [] : fact.evidence
}

/**
 * A resolver whose AD bit cannot be trusted leaves the question open; a DNSKEY at the zone of the host,
 * with a DS above it, answers it: senders that validate will use the records.
 */
export async function isSigned(world: World, host: string): Promise<Fact<boolean>> {
  for (const zone of selfAndAncestors(host).slice(0, -1)) {
    const keys = await recordData(world, zone, 'DNSKEY')
    if (keys.status === 'unknown') return keys
    if (keys.status === 'absent') continue
    const parent = await recordData(world, zone, 'DS')
    return parent.status === 'unknown' ? parent : known(parent.status === 'known', ...keys.evidence)
  }
  return known(false)
}
