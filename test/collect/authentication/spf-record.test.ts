import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSpfRecord, parseSpfRecord } from '../../../src/collect/authentication/spf/record.ts'

const errors = (text: string) =>
  parseSpfRecord(text).errors.map(({ position, term }) => `${position} ${term}`)

describe('SPF records', () => {
  test.each([
    'v=spf1 -all',
    'v=spf1 mx a ptr ~all',
    'v=spf1 a:mail.example.org/24//64 mx//64 -all',
    'v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 ?all',
    'v=spf1 include:_spf.example.net include:%{d2}.example.net -all',
    'v=spf1 exists:%{ir}.%{v}._spf.%{d} exp=why.%{d} redirect=_spf.example.net',
    'V=SPF1 MX -ALL',
    'v=spf1',
    'v=spf1 future=x%%y',
  ])('%s can be read', (text) => expect(errors(text)).toEqual([]))

  test.each([
    ['v=spf1 ipv4:192.0.2.1 -all', '7 ipv4:192.0.2.1'],
    ['v=spf1 ip4=192.0.2.256 ip4:192.0.2.256 -all', '23 ip4:192.0.2.256'],
    ['v=spf1 include: mx', '7 include:'],
    ['v=spf1 mx-all', '7 mx-all'],
    ['v=spf1 ip4:192.0.2.1/33', '7 ip4:192.0.2.1/33'],
    ['v=spf1 ip4:192.0.2.1/024', '7 ip4:192.0.2.1/024'],
    ['v=spf1 ip6:192.0.2.1', '7 ip6:192.0.2.1'],
    ['v=spf1 -all:example.org', '7 -all:example.org'],
    ['v=spf1 a:example', '7 a:example'],
    ['v=spf1 exists:%{x}.example.org', '7 exists:%{x}.example.org'],
    ['v=spf1 “include:a.example”', '7 “include:a.example”'],
    ['v=spf1 redirect=a.example redirect=b.example', '26 redirect=b.example'],
    ['v=spf1 mx\t-all', '7 mx\t-all'],
  ])('%s: where the error is', (text, expected) => expect(errors(text)).toEqual([expected]))

  test.each([
    ['v=spf1', true],
    ['v=spf1 mx', true],
    ['v=spf10 mx', false],
    ['v=spf1mx', false],
    [' v=spf1 mx', false],
    ['spf2.0/pra mx', false],
  ])('%j is one: %s', (text, expected) => expect(isSpfRecord(text)).toBe(expected))

  test('no text makes it throw, and long ones take no time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (text) => void parseSpfRecord(`v=spf1 ${text}`),
      ),
    )
    const started = performance.now()
    for (const part of ['a:', '%{d', '/', 'a//', '%{s1r-', '1.'] as const)
      parseSpfRecord(`v=spf1 ${part.repeat(20_000)}`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
