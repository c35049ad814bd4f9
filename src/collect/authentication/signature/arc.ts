import { verify } from 'node:crypto'
import { isDomainName } from '../../dns/domain-name.ts'
import type { RecordLookUp } from '../../dns/look-up.ts'
import { canonicalField, withoutSignature } from './canonical.ts'
import { publishedKey } from './public-key.ts'
import { fieldValue, type RawField, type RawMessage } from './raw-message.ts'
import {
  checkSignature,
  type SignatureCheck,
  type SignatureFault,
  type SignatureKind,
} from './signature-check.ts'
import { parseTagList, withoutSpace } from './tag-list.ts'

/** A server that took the message, wrote down what it saw, and sealed it (RFC 8617 §4.2). */
export interface ArcInstance {
  readonly number: number
  readonly domain: string | undefined
  /** What this server says of the chain before it. */
  readonly chainSaid: string | undefined
  readonly message: SignatureCheck
  readonly seal: 'intact' | 'changed' | 'not-checked'
}

/** An ARC chain, checked now (RFC 8617 §5.2). */
export interface ArcCheck {
  /** unknown: nothing wrong, but the body or the DNS was not there to ask. */
  readonly result: 'none' | 'pass' | 'fail' | 'temperror' | 'unknown'
  readonly fault: ArcFault | SignatureFault | undefined
  /** At which instance it breaks. */
  readonly brokenAt: number | undefined
  readonly instances: readonly ArcInstance[]
  /** Since this instance the signed text was not changed; 0: since before the first. */
  readonly unchangedSince: number | undefined
}

export type ArcFault =
  | 'too-many-sets'
  | 'set-incomplete'
  | 'chain-said-fail'
  | 'chain-said-wrong'
  | 'seal-malformed'
  | 'seal-changed'

interface ArcSet {
  readonly number: number
  readonly results: RawField
  readonly message: RawField
  readonly seal: RawField
  readonly sealTags: ReadonlyMap<string, string>
}

/** RFC 8617 §4.2.1. */
const mostSets = 50

const messageSignature: SignatureKind = {
  required: ['i', 'a', 'b', 'bh', 'd', 'h', 's'],
  // RFC 6376 says simple; the ARC suite and those who pass it take relaxed.
  usualCanonicalization: 'relaxed/relaxed',
  hasIdentity: false,
  mustSign: [],
  mustNotSign: ['arc-seal'],
}

/** Checks an ARC chain. `now` in seconds since 1970. */
export async function checkArc(message: RawMessage, lookUp: RecordLookUp, now: number): Promise<ArcCheck> {
  const sets = setsOf(message)
  if (!Array.isArray(sets)) return { ...sets, instances: [], unchangedSince: undefined }
  const last = sets.at(-1)
  if (last === undefined)
    return { result: 'none', fault: undefined, brokenAt: undefined, instances: [], unchangedSince: undefined }
  const asked = { lookUp, now }
  const instances = await Promise.all(
    sets.map(async (set): Promise<ArcInstance & { fault: ArcFault | SignatureFault | undefined }> => {
      const [checked, sealed] = await Promise.all([
        checkSignature(message, set.message, messageSignature, asked),
        checkSeal(sets, set, lookUp),
      ])
      return {
        number: set.number,
        domain: set.sealTags.get('d')?.toLowerCase(),
        chainSaid: set.sealTags.get('cv')?.toLowerCase(),
        message: checked,
        seal: sealed === undefined ? 'intact' : sealed === 'dns' ? 'not-checked' : 'changed',
        fault: sealed,
      }
    }),
  )
  return {
    ...judge(sets, instances),
    instances: instances.map(({ fault: _, ...one }) => one),
    unchangedSince: unchangedSince(instances),
  }
}

type Judgement = Pick<ArcCheck, 'result' | 'fault' | 'brokenAt'>

function judge(
  sets: readonly ArcSet[],
  instances: readonly (ArcInstance & { readonly fault: ArcFault | SignatureFault | undefined })[],
): Judgement {
  const said = sets.map(({ sealTags }) => sealTags.get('cv'))
  const fail = (fault: ArcFault | SignatureFault, brokenAt: number): Judgement => ({
    result: 'fail',
    fault,
    brokenAt,
  })
  const broken = said.indexOf('fail')
  if (broken >= 0) return fail('chain-said-fail', broken + 1)
  const wrong = said.findIndex((one, index) => one !== (index === 0 ? 'none' : 'pass'))
  if (wrong >= 0) return fail('chain-said-wrong', wrong + 1)
  // Only the newest signature must hold: those before it were broken by what came after, rightly.
  const newest = instances.at(-1)
  const fault = newest?.message.fault
  const number = instances.length
  if (fault !== undefined && fault !== 'dns' && fault !== 'body-not-given') return fail(fault, number)
  const unsealed = instances.find(({ seal }) => seal === 'changed')
  if (unsealed?.fault !== undefined) return fail(unsealed.fault, unsealed.number)
  if (fault === 'dns' || instances.some(({ seal }) => seal === 'not-checked'))
    return { result: 'temperror', fault: 'dns', brokenAt: undefined }
  return { result: fault === undefined ? 'pass' : 'unknown', fault, brokenAt: undefined }
}

/** The earliest instance from which on every message signature still holds. */
function unchangedSince(instances: readonly ArcInstance[]): number | undefined {
  const broken = instances.findLastIndex(({ message }) => message.result !== 'pass')
  return broken === instances.length - 1
    ? undefined
    : broken + 1 === 0
      ? 0
      : (instances[broken + 1]?.number ?? undefined)
}

const fieldNames = ['arc-authentication-results', 'arc-message-signature', 'arc-seal']

/** The sets in their order; a set that is not whole breaks the chain (RFC 8617 §5.2 steps 1 to 3). */
function setsOf({ fields }: RawMessage): ArcSet[] | Judgement {
  const arc = fields.filter(({ name }) => fieldNames.includes(name))
  const broken = (fault: ArcFault, brokenAt: number): Judgement => ({ result: 'fail', fault, brokenAt })
  if (arc.length > 3 * mostSets) return broken('too-many-sets', mostSets)
  const numbered = arc.map((field) => ({ field, number: instanceOf(field) }))
  const count = arc.length / 3
  const sets: ArcSet[] = []
  for (let number = 1; number <= Math.ceil(count); number++) {
    const of = (name: string): RawField[] =>
      numbered.filter((one) => one.number === number && one.field.name === name).map(({ field }) => field)
    const [[results, ...a], [message, ...b], [seal, ...c]] = [
      of(fieldNames[0] ?? ''),
      of(fieldNames[1] ?? ''),
      of(fieldNames[2] ?? ''),
    ]
    const sealTags = seal === undefined ? undefined : parseTagList(fieldValue(seal))
    if (
      results === undefined ||
      message === undefined ||
      seal === undefined ||
      a.length + b.length + c.length > 0
    )
      return broken('set-incomplete', number)
    if (sealTags === undefined) return broken('seal-malformed', number)
    sets.push({ number, results, message, seal, sealTags })
  }
  return sets
}

/** `i=`, which stands first in ARC-Authentication-Results (RFC 8617 §4.1.1) and anywhere in the others. */
function instanceOf(field: RawField): number | undefined {
  const value = fieldValue(field)
  const given =
    field.name === 'arc-authentication-results'
      ? /^\s*i\s*=\s*([0-9]{1,3})\s*;/.exec(value)?.[1]
      : parseTagList(value)?.get('i')
  return given !== undefined && /^[0-9]{1,3}$/.test(given) ? Number(given) : undefined
}

/** A seal covers all sets up to its own, in their order, relaxed (RFC 8617 §5.1.1). undefined: it holds. */
async function checkSeal(
  sets: readonly ArcSet[],
  { number, seal, sealTags }: ArcSet,
  lookUp: RecordLookUp,
): Promise<ArcFault | SignatureFault | undefined> {
  const required = ['i', 'a', 'b', 'd', 's', 'cv'].every((name) => (sealTags.get(name) ?? '') !== '')
  const [domain, selector] = [sealTags.get('d') ?? '', sealTags.get('s') ?? '']
  const time = sealTags.get('t')
  if (!required || sealTags.has('h') || sealTags.get('a') !== 'rsa-sha256') return 'seal-malformed'
  if (!domain.includes('.') || !isDomainName(domain) || !isDomainName(selector)) return 'seal-malformed'
  if (time !== undefined && !/^[0-9]{1,12}$/.test(time)) return 'seal-malformed'
  const found = await publishedKey({ domain, selector, keyType: 'rsa' }, lookUp)
  if (typeof found === 'string') return found
  const covered = sets.slice(0, number).flatMap((set) => [set.results, set.message, set.seal])
  const text = covered
    .map((field) => canonicalField(field === seal ? withoutSignature(field) : field, 'relaxed'))
    .join('\r\n')
  const signature = Buffer.from(withoutSpace(sealTags.get('b') ?? ''), 'base64')
  return verify('sha256', Buffer.from(text, 'latin1'), found.key, signature) ? undefined : 'seal-changed'
}
