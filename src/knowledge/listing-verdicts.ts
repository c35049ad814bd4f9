import type { Evidence } from '../access/answer.ts'
import type { BlockList, ListingKind } from '../collect/reputation/block-lists.ts'
import type { Listing } from '../collect/reputation/listings.ts'
import { couldNotTell, fine } from './condition.ts'
import type { Verdict } from './verdict.ts'

/** What the lists say of one address or domain, of one kind. */
export interface ListedAs {
  readonly lists: readonly BlockList[]
  /** `zen.spamhaus.org (SBL, XBL)` */
  readonly text: string
  readonly evidence: readonly Evidence[]
}

export function listedAs(listings: readonly Listing[], kind: ListingKind): ListedAs | undefined {
  const hits = listings.flatMap((listing) => {
    if (listing.state !== 'listed') return []
    const names = listing.meanings.filter((meaning) => meaning.kind === kind).map(({ name }) => name)
    return names.length === 0 ? [] : [{ list: listing.list, names, evidence: listing.evidence }]
  })
  if (hits.length === 0) return undefined
  return {
    lists: hits.map(({ list }) => list),
    text: hits.map(({ list, names }) => `${list.zone} (${[...new Set(names)].join(', ')})`).join(', '),
    evidence: hits.flatMap(({ evidence }) => evidence),
  }
}

/** Not listed as far as the lists answered; where none did, it could not be told. */
export function notListed(listings: readonly Listing[]): Verdict {
  const silent = listings.find((listing) => listing.state === 'not told')
  const told = listings.filter((listing) => listing.state !== 'not told')
  if (told.length === 0 && silent?.state === 'not told') return couldNotTell(silent.because)
  return fine(told.flatMap(({ evidence }) => evidence))
}
