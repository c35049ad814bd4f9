import { createHash } from 'node:crypto'
import type { RecordSet } from './signature.ts'
import { commonLabels, compareNames, labelsOf, lastLabels, readWireName, wireName } from './wire-name.ts'

const aliasType = 5
const delegationType = 2
const authorityType = 6
const nsecType = 47
const nsec3Type = 50

/** RFC 9276 §3.2: validators take zones with more for unsigned; nothing above is computed here. */
export const mostIterations = 150

/**
 * What signed NSEC or NSEC3 records prove of a name: that it has no record of a type (`delegated`: it is the
 * top of another zone), that it does not exist, or that an unsigned delegation may be there (opt-out).
 */
export type Denial =
  | { readonly proves: 'no record'; readonly delegated: boolean }
  | { readonly proves: 'no name' }
  | { readonly proves: 'perhaps an unsigned zone' }
  | { readonly proves: 'too many iterations' }

/**
 * RFC 4035 §5.4, RFC 5155 §8. `sets`: NSEC and NSEC3 whose signatures were found to hold. Undefined: they
 * prove nothing of the name. Pure; never throws.
 */
export function denialOf(sets: readonly RecordSet[], name: string, type: number): Denial | undefined {
  const plain = sets.flatMap((set) => (set.type === nsecType ? readNsec(set) : []))
  const hashed = sets.flatMap((set) => (set.type === nsec3Type ? readNsec3(set) : []))
  return plainDenial(plain, name, type) ?? hashedDenial(hashed, name, type)
}

interface Nsec {
  readonly owner: string
  readonly next: string
  readonly types: ReadonlySet<number>
}

function readNsec({ name: owner, rdata }: RecordSet): Nsec[] {
  return rdata.slice(0, 1).flatMap((data) => {
    const next = readWireName(data, 0)
    return next === undefined ? [] : [{ owner, next: next.name, types: readTypes(data.subarray(next.end)) }]
  })
}

/** RFC 4034 §4.1.2: windows of 256 types, a bit each. */
function readTypes(bytes: Buffer): ReadonlySet<number> {
  const types = new Set<number>()
  for (let at = 0; at + 2 <= bytes.length; ) {
    const [window = 0, size = 0] = bytes.subarray(at, at + 2)
    for (const [index, byte] of bytes.subarray(at + 2, at + 2 + size).entries())
      for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) types.add(window * 256 + index * 8 + bit)
    at += 2 + size
  }
  return types
}

function withoutType(types: ReadonlySet<number>, type: number): Denial | undefined {
  if (types.has(type) || types.has(aliasType)) return undefined
  return { proves: 'no record', delegated: types.has(delegationType) && !types.has(authorityType) }
}

function plainDenial(all: readonly Nsec[], name: string, type: number): Denial | undefined {
  const own = all.find(({ owner }) => compareNames(owner, name) === 0)
  if (own !== undefined) return withoutType(own.types, type)
  const around = all.find((one) => isBetween(one, name))
  if (around === undefined) return undefined
  const size = labelsOf(name).length
  // Something lies below the name: it exists, and has no record of its own.
  if (commonLabels(around.next, name) === size) return { proves: 'no record', delegated: false }
  const enclosing = Math.max(commonLabels(around.owner, name), commonLabels(around.next, name))
  const wildcard = wildcardBelow(lastLabels(name, enclosing))
  const there = all.find(({ owner }) => compareNames(owner, wildcard) === 0)
  if (there !== undefined) return withoutType(there.types, type)
  return all.some((one) => isBetween(one, wildcard)) ? { proves: 'no name' } : undefined
}

function wildcardBelow(name: string): string {
  return name === '.' ? '*' : `*.${name}`
}

/** The last NSEC of a zone leads back to its beginning. */
function isBetween({ owner, next }: Nsec, name: string): boolean {
  const after = compareNames(owner, name) < 0
  return compareNames(owner, next) < 0
    ? after && compareNames(name, next) < 0
    : after || compareNames(name, next) < 0
}

interface Nsec3 {
  /** Hexadecimal. */
  readonly owner: string
  readonly next: string
  readonly salt: Buffer
  readonly iterations: number
  readonly optOut: boolean
  readonly types: ReadonlySet<number>
}

/** RFC 5155 §3.2; only SHA-1 (1) is defined. */
function readNsec3({ name, rdata }: RecordSet): Nsec3[] {
  return rdata.slice(0, 1).flatMap((data) => {
    const owner = readBase32(labelsOf(name)[0] ?? '')
    const saltSize = data[4]
    if (owner === undefined || saltSize === undefined || data[0] !== 1) return []
    const hashSize = data[5 + saltSize] ?? 0
    const hash = data.subarray(6 + saltSize, 6 + saltSize + hashSize)
    return [
      {
        owner,
        next: hash.toString('hex'),
        salt: data.subarray(5, 5 + saltSize),
        iterations: data.readUInt16BE(2),
        optOut: ((data[1] ?? 0) & 1) === 1,
        types: readTypes(data.subarray(6 + saltSize + hashSize)),
      },
    ]
  })
}

/** RFC 4648 §7, without padding, to hexadecimal. */
function readBase32(text: string): string | undefined {
  const digits = '0123456789abcdefghijklmnopqrstuv'
  let bits = ''
  for (const letter of text.toLowerCase()) {
    const value = digits.indexOf(letter)
    if (value === -1) return undefined
    bits += value.toString(2).padStart(5, '0')
  }
  const nibbles = bits.slice(0, Math.floor(bits.length / 8) * 8).match(/.{4}/g) ?? []
  return nibbles.map((nibble) => Number.parseInt(nibble, 2).toString(16)).join('')
}

/** RFC 5155 §5, hexadecimal. */
export function hashedName(name: string, salt: Buffer, iterations: number): string {
  let hash = createHash('sha1').update(wireName(name)).update(salt).digest()
  for (let left = iterations; left > 0; left--) hash = createHash('sha1').update(hash).update(salt).digest()
  return hash.toString('hex')
}

function hashedDenial(all: readonly Nsec3[], name: string, type: number): Denial | undefined {
  const [first] = all
  if (first === undefined) return undefined
  if (all.some(({ iterations }) => iterations > mostIterations)) return { proves: 'too many iterations' }
  const { salt, iterations } = first
  const at = (one: string) => all.find(({ owner }) => owner === hashedName(one, salt, iterations))
  const around = (one: string) => all.find((range) => covers(range, hashedName(one, salt, iterations)))
  const own = at(name)
  if (own !== undefined) return withoutType(own.types, type)
  const size = labelsOf(name).length
  for (let count = size - 1; count >= 0; count--) {
    const enclosing = lastLabels(name, count)
    if (at(enclosing) === undefined) continue
    const nextCloser = around(lastLabels(name, count + 1))
    if (nextCloser === undefined) return undefined
    if (nextCloser.optOut) return { proves: 'perhaps an unsigned zone' }
    const wildcard = wildcardBelow(enclosing)
    const there = at(wildcard)
    if (there !== undefined) return withoutType(there.types, type)
    return around(wildcard) === undefined ? undefined : { proves: 'no name' }
  }
  return undefined
}

function covers({ owner, next }: Nsec3, hash: string): boolean {
  return owner < next ? owner < hash && hash < next : owner < hash || hash < next
}
