import { type Evidence, known, type Reason } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { parseIpAddress, reversedLabels } from '../dns/ip-address.ts'
import { lookUp } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { type BlockList, blockLists, type ListingMeaning } from './block-lists.ts'

/** What one list says of one address or domain. */
export type Listing =
  | {
      readonly state: 'listed'
      readonly list: BlockList
      readonly meanings: readonly ListingMeaning[]
      readonly evidence: readonly Evidence[]
    }
  | { readonly state: 'not listed'; readonly list: BlockList; readonly evidence: readonly Evidence[] }
  | { readonly state: 'not told'; readonly list: BlockList; readonly because: Reason }

export const addressListings = factAbout<string>()({
  id: 'reputation.address-listings',
  summary: 'What each block list says of an address; a list that fails its own test entries is not believed.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, address): Promise<Fact<readonly Listing[]>> {
    const parsed = parseIpAddress(address)
    if (parsed === undefined) return { status: 'absent', evidence: [] }
    const lists = blockLists.filter(({ families }) => families.includes(parsed.family))
    return known(await Promise.all(lists.map((list) => askList(world, list, reversedLabels(parsed)))))
  },
})

export const domainListings = factAbout<string>()({
  id: 'reputation.domain-listings',
  summary: 'What each block list of domains says of a domain.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<readonly Listing[]>> {
    const lists = blockLists.filter(({ asks }) => asks === 'domains')
    return known(await Promise.all(lists.map((list) => askList(world, list, domain))))
  },
})

/** The list's own test entries are asked first: a dead list, or one that refuses us, answers wrongly. */
async function askList(world: World, list: BlockList, entry: string): Promise<Listing> {
  const [listed, unlisted] = await Promise.all([
    lookUp(world, { name: `${list.listedTest}.${list.zone}`, type: 'A' }),
    lookUp(world, { name: `${list.unlistedTest}.${list.zone}`, type: 'A' }),
  ])
  const failed = [listed, unlisted].find((answer) => answer.status === 'unknown')
  if (failed?.status === 'unknown') return { state: 'not told', list, because: failed.because }
  if (refusal(listed, list) || listed.status === 'absent' || unlisted.status === 'known')
    return { state: 'not told', list, because: notBelieved(list.zone) }
  const answer = await lookUp(world, { name: `${entry}.${list.zone}`, type: 'A' })
  if (answer.status === 'unknown') return { state: 'not told', list, because: answer.because }
  if (answer.status === 'absent') return { state: 'not listed', list, evidence: answer.evidence }
  const addresses = answer.value.records.map(({ data }) => data)
  if (addresses.some((address) => !isListingCode(address, list)))
    return { state: 'not told', list, because: notBelieved(list.zone) }
  const meanings = addresses.flatMap((address) => meaningsOf(lastByte(address), list))
  return meanings.length === 0
    ? { state: 'not listed', list, evidence: answer.evidence }
    : { state: 'listed', list, meanings, evidence: answer.evidence }
}

function refusal(
  answer: Fact<{ readonly records: readonly { readonly data: string }[] }>,
  list: BlockList,
): boolean {
  return answer.status === 'known' && !answer.value.records.every(({ data }) => isListingCode(data, list))
}

/** 127.255.255.x means "ask otherwise" (Spamhaus); outside of 127/8 somebody else answered (a parked zone). */
function isListingCode(address: string, { hasCategories }: BlockList): boolean {
  // DNSWL refuses with 127.0.0.255.
  if (hasCategories) return /^127\.0\.[1-9][0-9]{0,2}\.[0-3]$/.test(address)
  return /^127\.0\.[01]\.[0-9]{1,3}$/.test(address) && address !== '127.0.0.1' && address !== '127.0.1.255'
}

/** Bit by bit where the last byte is a sum. */
function meaningsOf(code: number, { codes, isSum }: BlockList): readonly ListingMeaning[] {
  if (!isSum) return [codes.get(code) ?? []].flat()
  return [...codes].flatMap(([bit, meaning]) => ((code & bit) === bit ? [meaning] : []))
}

function lastByte(address: string): number {
  return Number(address.slice(address.lastIndexOf('.') + 1))
}

function notBelieved(zone: string): Reason {
  return {
    code: 'refused',
    text: `${zone} does not answer this resolver as its own test entries must be answered`,
    remedy: 'block lists refuse large public resolvers: run a resolver on this host, then check again',
  }
}
