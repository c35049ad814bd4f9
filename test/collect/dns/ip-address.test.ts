import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isInside,
  isPublicAddress,
  networks,
  parseIpAddress,
  reversedText,
  reverseZoneName,
  sameAddress,
} from '../../../src/collect/dns/ip-address.ts'

describe('addresses', () => {
  test.each([
    ['203.0.113.10', '203.0.113.10'],
    ['2001:db8::1', '2001:DB8:0:0::1'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('%s is %s', (left, right) => expect(sameAddress(left, right)).toBe(true))

  test.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    'mail.example.org',
    ':::',
    '1::2::3',
    '2001:db8::12345',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7::8:9',
    '1.2.3.4::',
    'fe80::1%eth0',
  ])('%j is none', (text) => expect(parseIpAddress(text)).toBeUndefined())

  test.each([
    ['203.0.113.10', true],
    ['8.8.8.8', true],
    ['2001:db8::1', true],
    ['10.1.2.3', false],
    ['172.31.0.1', false],
    ['172.32.0.1', true],
    ['100.64.0.1', false],
    ['192.168.1.1', false],
    ['127.0.0.1', false],
    ['169.254.1.1', false],
    ['::1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['not one', false],
  ])('%s is public: %s', (text, expected) => expect(isPublicAddress(text)).toBe(expected))

  test('reverse zones (RFC 3596 §2.5)', () => {
    const [four, six] = ['203.0.113.10', '2001:db8::567:89ab'].map(parseIpAddress)
    expect(four && reverseZoneName(four)).toBe('10.113.0.203.in-addr.arpa')
    expect(six && reverseZoneName(six)).toBe(
      'b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    )
    expect(reversedText('127.0.0.2')).toBe('2.0.0.127')
  })

  test('networks', () => {
    const [address] = ['198.51.100.200'].map(parseIpAddress)
    expect(address && isInside(address, networks('198.51.100.192/26'))).toBe(true)
    expect(address && isInside(address, networks('198.51.100.0/25', '::/0'))).toBe(false)
  })

  test('no text makes it throw; what node writes is read', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseIpAddress(text)))
    fc.assert(fc.property(fc.ipV4(), (text) => parseIpAddress(text)?.family === 4))
    fc.assert(fc.property(fc.ipV6(), (text) => parseIpAddress(text) !== undefined))
  })
})
