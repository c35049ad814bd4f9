import type { CanonicalRecord } from '../../../access/net/net.ts'
import { type Denial, denialOf } from './denial.ts'
import { checkSet, type RecordSet, type Refusal, recordSets } from './signature.ts'
import {
  algorithmOf,
  digestFits,
  type KeyDigest,
  knowsDigest,
  readKeyDigest,
  readZoneKey,
  type ZoneKey,
} from './zone-key.ts'

const digestType = 43
const keyType = 48
const denialTypes = [47, 50]

/** Why a chain of signatures breaks, and at which records. */
export interface Break {
  /** Such as `example.org DNSKEY`. */
  readonly about: string
  readonly because:
    | Refusal
    | { readonly code: 'no keys'; readonly keyTags: readonly number[] }
    | {
        readonly code: 'keys do not fit'
        readonly named: readonly number[]
        readonly served: readonly number[]
      }
    | { readonly code: 'not denied' }
}

export type KeysJudged =
  | { readonly state: 'held'; readonly keys: readonly ZoneKey[] }
  /** All digests are of kinds that are not known here: the zone counts as unsigned (RFC 4035 §5.2). */
  | { readonly state: 'unsigned' }
  | { readonly state: 'broken'; readonly because: Break }

/** The keys of a zone, held by the digests above it (RFC 4035 §5.2). Pure. */
export function judgeKeys(
  zone: string,
  digests: readonly KeyDigest[],
  records: readonly CanonicalRecord[],
  now: number,
): KeysJudged {
  const about = `${zone} DNSKEY`
  const usable = digests.filter(
    (one) => knowsDigest(one.digestType) && algorithmOf(one.algorithm) !== undefined,
  )
  if (usable.length === 0) return { state: 'unsigned' }
  const set = recordSets(records).find(({ name, type }) => name === zone && type === keyType)
  const keyTags = digests.map(({ tag }) => tag)
  if (set === undefined) return { state: 'broken', because: { about, because: { code: 'no keys', keyTags } } }
  const keys = set.rdata.flatMap((rdata) => readZoneKey(rdata) ?? [])
  const anchored = keys.filter((key) => usable.some((digest) => digestFits(zone, key, digest)))
  if (anchored.length === 0) {
    const served = keys.map(({ tag }) => tag)
    return {
      state: 'broken',
      because: { about, because: { code: 'keys do not fit', named: keyTags, served } },
    }
  }
  const check = checkSet(set, zone, anchored, now)
  return check.holds
    ? { state: 'held', keys }
    : { state: 'broken', because: { about, because: check.because } }
}

export type CutJudged =
  | { readonly state: 'signed zone'; readonly digests: readonly KeyDigest[] }
  | { readonly state: 'same zone' }
  | { readonly state: 'unsigned zone' }
  | { readonly state: 'no such name' }
  | { readonly state: 'broken'; readonly because: Break }

/** What the zone above proves of a name: another zone, signed or not, or none (RFC 4035 §5.2). Pure. */
export function judgeCut(
  name: string,
  parent: { readonly zone: string; readonly keys: readonly ZoneKey[] },
  records: readonly CanonicalRecord[],
  now: number,
): CutJudged {
  const about = `${name} DS`
  const set = recordSets(records).find((one) => one.name === name && one.type === digestType)
  if (set === undefined) return cutByDenial(about, judgeDenial(name, digestType, parent, records, now))
  const check = checkSet(set, parent.zone, parent.keys, now)
  if (!check.holds) return { state: 'broken', because: { about, because: check.because } }
  return { state: 'signed zone', digests: set.rdata.flatMap((rdata) => readKeyDigest(rdata) ?? []) }
}

function cutByDenial(about: string, denial: Denial | Refusal | undefined): CutJudged {
  if (denial === undefined) return { state: 'broken', because: { about, because: { code: 'not denied' } } }
  if ('code' in denial) return { state: 'broken', because: { about, because: denial } }
  switch (denial.proves) {
    case 'no record':
      return { state: denial.delegated ? 'unsigned zone' : 'same zone' }
    case 'no name':
      return { state: 'no such name' }
    case 'perhaps an unsigned zone':
    case 'too many iterations':
      return { state: 'unsigned zone' }
  }
}

export type DataJudged = { readonly holds: true } | { readonly holds: false; readonly because: Break }

/** Records of a name in a zone whose keys are held, or their absence. Aliases are taken as they are. Pure. */
export function judgeData(
  name: string,
  { number, label }: { readonly number: number; readonly label: string },
  zone: { readonly zone: string; readonly keys: readonly ZoneKey[] },
  records: readonly CanonicalRecord[],
  now: number,
): DataJudged {
  const about = `${name} ${label}`
  const set = recordSets(records).find((one) => one.name === name && [number, aliasType].includes(one.type))
  if (set !== undefined) {
    const check = checkSet(set, zone.zone, zone.keys, now)
    return check.holds ? { holds: true } : { holds: false, because: { about, because: check.because } }
  }
  const denial = judgeDenial(name, number, zone, records, now)
  if (denial === undefined) return { holds: false, because: { about, because: { code: 'not denied' } } }
  return 'code' in denial ? { holds: false, because: { about, because: denial } } : { holds: true }
}

const aliasType = 5

/** The refusal of the NSEC that would have denied it, where its signature does not hold. */
function judgeDenial(
  name: string,
  type: number,
  { zone, keys }: { readonly zone: string; readonly keys: readonly ZoneKey[] },
  records: readonly CanonicalRecord[],
  now: number,
): Denial | Refusal | undefined {
  const sets = recordSets(records).filter((one) => denialTypes.includes(one.type))
  const checked = sets.map((set) => ({ set, check: checkSet(set, zone, keys, now) }))
  const held: readonly RecordSet[] = checked.flatMap(({ set, check }) => (check.holds ? [set] : []))
  const denial = denialOf(held, name, type)
  if (denial !== undefined) return denial
  const refused = checked.find(({ check }) => !check.holds)
  return refused?.check.holds === false ? refused.check.because : undefined
}
