import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EngineMemory } from '../../src/logs/engine/memory.ts'
import { Reasons } from '../../src/logs/engine/reasons.ts'
import { templateOf } from '../../src/logs/template.ts'

test('as it is shown', () => {
  expect(templateOf('connect to mx.d.example[192.0.2.1]:25: Connection refused')).toBe(
    'connect to *[## Connection refused',
  )
})

describe('one template', () => {
  test.each([
    [
      'connect to mx1.d.example[192.0.2.1]:25: Connection refused',
      'connect to mx9.e.example[198.51.100.9]:25: Connection refused',
    ],
    [
      'host mx.d.example[192.0.2.1] said: 450 4.2.0 <a@b.example>: Greylisted',
      'host h[2001:db8::1] said: 450 4.2.0 <c@d.example>: Greylisted',
    ],
    [
      'hostname a.example does not resolve to address 192.0.2.1',
      'hostname b.example does not resolve to address 192.0.2.2',
    ],
    [
      'process /usr/lib/postfix/sbin/smtpd pid 71 exit status 1',
      'process /usr/lib/postfix/sbin/smtpd pid 3074 exit status 1',
    ],
    [
      'lost connection with mx.d[192.0.2.1] while sending 17 octets',
      'lost connection with mx.d[192.0.2.7] while sending 900 octets',
    ],
    ['address not listed for hostname a.b.example', 'address not listed for hostname cd.example'],
  ])('%s', (one, other) => expect(templateOf(one)).toBe(templateOf(other)))
})

describe('two templates', () => {
  test.each([
    ['450 4.2.0 try later', '550 5.2.0 try later'],
    ['550 5.7.1 refused', '550 5.7.25 refused'],
    ['client blocked', 'client greylisted'],
    ['unable to relay', 'unable to verify'],
    ['no mail from here', 'no mail from there'],
    ['Connection refused', 'Connection timed out'],
  ])('%s, %s', (one, other) => expect(templateOf(one)).not.toBe(templateOf(other)))
})

/** Words and marks that the rules are about, in any order. */
const piece = fc.constantFrom(
  ...['host', 'hostname', 'client', 'from', 'to', 'said', 'blocked', 'mx.d.example', 'mx1.d.example', 'h'],
  ...[
    '450',
    '550',
    '450-',
    '4.7.1',
    '5.7.25',
    '17',
    '3074',
    '255',
    'a@b.example',
    '192.0.2.1',
    ':25:',
    'ID4711',
  ],
  ...['<', '>', '[', ']', '(', ')', ';', ',', '=', ' ', ' ', ' ', ': ', '.', 'é'],
)
const pieces = fc.array(piece, { maxLength: 14 })
/** Another text, and the same with some pieces replaced: often both are of one template. */
const pair = fc
  .tuple(pieces, fc.array(fc.tuple(fc.nat({ max: 13 }), piece), { maxLength: 3 }))
  .map(([list, changes]) => {
    const changed = [...list]
    for (const [at, other] of changes) if (at < changed.length) changed[at] = other
    return [list.join(''), changed.join('')] as const
  })

test('the engine tells texts apart just as the definition does', () => {
  const reasons = new Reasons(() => '', new EngineMemory())
  const keyOf = (one: string): number => {
    const bytes = Buffer.from(` ${one} `, 'latin1')
    return reasons.add('bounce', bytes, 1, bytes.length - 1, 1).key
  }
  let same = 0
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const isOne = templateOf(one, 1_000) === templateOf(other, 1_000)
      if (isOne && one !== other) same++
      expect(keyOf(one) === keyOf(other)).toBe(isOne)
    }),
    { numRuns: 30_000 },
  )
  expect(same).toBeGreaterThan(500)
})
