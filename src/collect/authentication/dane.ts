import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { CertificateSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { selfAndAncestors } from '../dns/domain-name.ts'
import { lookUp, recordData } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { ownAddresses, ownershipOf } from '../dns/own-addresses.ts'
import { type OwnExchanger, ownExchangers } from '../dns/own-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
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

export const daneOfHosts = fact({
  id: 'authentication.dane',
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
  const [leaf] = chain.value
  if (leaf === undefined) return undefined
  const texts = published.value.records.map(({ data }) => data)
  const records = await Promise.all(
    texts.map(async (text) => {
      const record = parseTlsaRecord(text)
      return {
        text,
        match: record === undefined ? 'not usable' : await matchTlsa(record, chain.value),
      } as const
    }),
  )
  const signed: Fact<boolean> = published.value.authenticated ? known(true) : await isSigned(world, host)
  const evidence = [...published.evidence, ...chain.evidence]
  return known({ host, domains, records, signed, leaf, evidence }, ...evidence)
}

async function servedChain(
  world: World,
  host: string,
  address: string,
  client: string | undefined,
): Promise<Fact<readonly CertificateSeen[]>> {
  const seen = await world.net.dialogue({
    protocol: 'smtp',
    endpoint: { address, port: 25 },
    tls: 'starttls',
    serverName: host,
    ...(client === undefined ? {} : { clientName: client }),
  })
  if (seen.status !== 'known') return seen
  const chain = seen.value.tls?.chain ?? []
  const [leaf] = chain
  if (leaf === undefined)
    return {
      status: 'unknown',
      because: {
        code: 'failed',
        text: `port 25 of ${address} showed no certificate: ${seen.value.error ?? seen.value.end}`,
      },
    }
  const evidence: Evidence = {
    kind: 'tls',
    where: `${address}:25`,
    text: `${leaf.subject}, key SHA-256 ${leaf.spkiFingerprint}, certificate SHA-256 ${leaf.fingerprint}`,
    at: isoTime(world.clock.now()),
  }
  return known(chain, evidence)
}

/**
 * A resolver whose AD bit cannot be trusted leaves the question open; a DNSKEY at the zone of the host,
 * with a DS above it, answers it: senders that validate will use the records.
 */
async function isSigned(world: World, host: string): Promise<Fact<boolean>> {
  for (const zone of selfAndAncestors(host).slice(0, -1)) {
    const keys = await recordData(world, zone, 'DNSKEY')
    if (keys.status === 'unknown') return keys
    if (keys.status === 'absent') continue
    const parent = await recordData(world, zone, 'DS')
    return parent.status === 'unknown' ? parent : known(parent.status === 'known', ...keys.evidence)
  }
  return known(false)
}
