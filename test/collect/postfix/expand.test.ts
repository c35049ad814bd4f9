import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareLevels, expand } from '../../../src/collect/postfix/expand.ts'

const values = new Map([
  ['myhostname', 'mail.example.org'],
  ['mydomain', 'example.org'],
  ['empty', ''],
  ['nested', '$myhostname, localhost.$mydomain'],
  ['loop', 'x$loop'],
  ['a', '$b'],
  ['b', '$a'],
  ['compatibility_level', '3.6'],
])
const lookup = (name: string) => values.get(name)

describe('expand', () => {
  // Outputs of postconf -x of Postfix 3.7 and 3.10 for the same texts.
  test.each([
    ['plain', 'plain'],
    ['$myhostname ESMTP', 'mail.example.org ESMTP'],
    ['$nested!', 'mail.example.org, localhost.example.org!'],
    ['${myhostname}x', 'mail.example.orgx'],
    ['$(mydomain)', 'example.org'],
    ['costs $$5', 'costs $5'],
    ['${mydomain?is set}', 'is set'],
    ['${empty?is set}', ''],
    ['${empty:is empty}', 'is empty'],
    ['${mydomain:is empty}', ''],
    ['${mydomain?{yes}:{no}}', 'yes'],
    ['${empty?{yes}:{no $mydomain}}', 'no example.org'],
    ['${unknown:fallback}', 'fallback'],
    ['${{$mydomain} == {example.org} ? {same} : {other}}', 'same'],
    ['${{$mydomain} != {example.org} ? {other} : {same}}', 'same'],
    ['${{10} > {9} ? {number} : {text}}', 'number'],
    ['${{$compatibility_level} <level {2} ? {old} : {new}}', 'new'],
    ['${{$compatibility_level} <level {3.10} ? {old} : {new}}', 'old'],
    ['${{$compatibility_level} >=level {3.6} ? {new} : {old}}', 'new'],
    ['$$$mydomain', '$example.org'],
    ['100$', '100$'],
    ['${unclosed', '${unclosed'],
    ['$unknown.', '.'],
  ])('%s → %s', (text, expected) => expect(expand(text, lookup)).toBe(expected))

  test('loops end', () => {
    expect(expand('$a', lookup)).toBe('')
    expect(expand('$loop', lookup).length).toBeLessThan(100)
  })

  test('explosions end', () => {
    const explode = (name: string) => {
      const level = Number(name.slice(1))
      return level > 30 ? 'x' : `$v${level + 1}$v${level + 1}$v${level + 1}`
    }
    expect(expand('$v1', explode).length).toBeLessThanOrEqual(262_144)
  })

  test('never throws, stays bounded', () => {
    const piece = fc.constantFrom(
      '$',
      '{',
      '}',
      '(',
      ')',
      '?',
      ':',
      '==',
      ' ',
      'a',
      'b',
      'empty',
      '<level',
      '$$',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(expand(pieces.join(''), lookup).length).toBeLessThanOrEqual(262_144)
      }),
    )
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => typeof expand(text, lookup) === 'string'))
  })
})

test.each([
  ['3.6', '3.10', -1],
  ['2', '2.0.0', 0],
  ['9999', '3.6', 1],
  ['nonsense', '0', 0],
])('level %s against %s', (left, right, sign) => expect(Math.sign(compareLevels(left, right))).toBe(sign))
