import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  commonBits,
  formatAddress,
  formatLike,
  networkOf,
  parseIpv4,
  parseIpv6,
} from '../../../src/access/recording/address.ts'
import { addressMapping } from '../../../src/access/recording/address-mapping.ts'

const key = Buffer.alloc(32, 7)
const mapping = addressMapping(key)

function parse(text: string): Uint8Array {
  const address = parseIpv4(text) ?? parseIpv6(text)
  if (address === undefined) throw new Error(`not an address: ${text}`)
  return address
}

const ipv4 = fc.uint8Array({ minLength: 4, maxLength: 4 })
const ipv6 = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Uint8Array.from([0x20 | ((bytes[0] ?? 0) & 0x1f), ...bytes.subarray(1)]))
const pair = fc.oneof(fc.tuple(ipv4, ipv4), fc.tuple(ipv6, ipv6)).chain(([one, other]) =>
  // Two random addresses share hardly a bit: let the second begin as the first does.
  fc
    .nat({ max: one.length })
    .map(
      (shared) => [one, Uint8Array.from([...one.subarray(0, shared), ...other.subarray(shared)])] as const,
    ),
)

function isSpecial(address: Uint8Array): boolean {
  const special =
    address.length === 4
      ? [
          '0.0.0.0/8',
          '10.0.0.0/8',
          '100.64.0.0/10',
          '127.0.0.0/8',
          '169.254.0.0/16',
          '172.16.0.0/12',
          '192.168.0.0/16',
          '224.0.0.0/3',
        ]
      : ['::/3', '4000::/2', '8000::/1']
  return special.some((range) => {
    const [base = '', length] = range.split('/')
    return commonBits(parse(base), address) >= Number(length)
  })
}

describe('address text', () => {
  it.each([
    ['198.51.100.7'],
    ['0.0.0.0'],
    ['255.255.255.255'],
    ['2001:db8::1'],
    ['::1'],
    ['::'],
    ['fe80::'],
    ['2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7:8'],
  ])('%s is canonical', (text) => {
    expect(formatAddress(parse(text))).toBe(text)
  })

  it.each([
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4 ',
    '',
    ':',
    ':::',
    '1::2::3',
    '12:34:56',
    '1:2:3:4:5:6:7:8:9',
    'g::1',
    '2001:db8::12345',
    '1:2:3:4:5:6:7::8:9',
  ])('%j is no address', (text) => {
    expect(parseIpv4(text) ?? parseIpv6(text)).toBeUndefined()
  })

  it.each([
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:0db8:0000:0000:0000:0000:0000:0002'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:2'],
    ['2001:DB8::A', '2001:DB8::2'],
    ['2001:db8::1', '2001:db8::2'],
  ])('an address can be written like %s', (original, written) => {
    expect(formatLike(parse('2001:db8::2'), original)).toBe(written)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseIpv4(text)
        parseIpv6(text)
      }),
    )
    fc.assert(
      fc.property(ipv6, (address) => {
        expect(parse(formatAddress(address))).toEqual(address)
      }),
    )
  })

  it('cuts networks', () => {
    expect(formatAddress(networkOf(parse('198.51.100.77'), 26))).toBe('198.51.100.64')
    expect(formatAddress(networkOf(parse('198.51.100.77'), 0))).toBe('0.0.0.0')
    expect(formatAddress(networkOf(parse('2001:db8:ffff::1'), 33))).toBe('2001:db8:8000::')
  })
})

describe('addressMapping', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '172.16.9.9',
    '100.64.0.1',
    '169.254.1.1',
    '0.0.0.0',
    '255.255.255.0',
    '224.0.0.1',
    '8.8.8.8',
    '1.1.1.1',
    '9.9.9.9',
    '127.0.0.11',
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '2606:4700:4700::1111',
  ])('leaves %s', (text) => {
    expect(formatAddress(mapping.forward(parse(text)))).toBe(text)
  })

  it.each(['198.51.100.7', '203.0.113.9', '192.0.2.1', '5.9.1.1', '185.3.4.5', '2001:db8::1', '2a01:4f8::1'])(
    'changes %s',
    (text) => {
      expect(formatAddress(mapping.forward(parse(text)))).not.toBe(text)
    },
  )

  it('depends on the key alone', () => {
    const address = parse('198.51.100.7')
    expect(addressMapping(key).forward(address)).toEqual(mapping.forward(address))
    const others = Array.from({ length: 8 }, () =>
      formatAddress(addressMapping(randomBytes(32)).forward(address)),
    )
    expect(new Set(others).size).toBeGreaterThan(1)
  })

  it('keeps the length of every common prefix', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(commonBits(mapping.forward(one), mapping.forward(other))).toBe(commonBits(one, other))
      }),
      { numRuns: 300 },
    )
  })

  it('can be turned back, and stays inside and outside the special ranges', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (address) => {
        const mapped = mapping.forward(address)
        expect(mapped).toHaveLength(address.length)
        expect(mapping.backward(mapped)).toEqual(address)
        expect(isSpecial(mapped)).toBe(isSpecial(address))
        if (isSpecial(address)) expect(mapped).toEqual(address)
      }),
      { numRuns: 300 },
    )
  })
})
