import { expect, test } from 'vitest'
import { absent, known, unknown } from '../../src/access/answer.ts'
import { KeptFacts } from '../../src/collect/kept-facts.ts'

const file = { kind: 'file', where: '/etc/x', text: '', at: '' } as const
const dns = { kind: 'dns', where: 'example.org MX', text: '', at: '' } as const
const second = 1_000

/** For how many seconds a fact that took so many milliseconds is kept. */
function secondsKept(kept: KeptFacts, key: string): number {
  let seconds = 0
  while (kept.fresh(key, seconds * second) !== undefined) seconds++
  return seconds
}

test.each([
  ['what is cheap is asked each time', known(1, file), 2, 0],
  ['what is dear is asked so that it takes a small part of the time', known(1, file), 200, 30],
  ['what could not be told is asked as soon', unknown('timeout', 'slow'), 200, 30],
  ['five minutes at most', known(1, file), 9_000, 300],
])('%s', (_, fact, cost, seconds) => {
  const kept = new KeptFacts()
  kept.keep('a', fact, cost, 0)
  expect(secondsKept(kept, 'a')).toBe(seconds)
})

test('what DNS says is kept for some minutes, each fact for another time', () => {
  const kept = new KeptFacts()
  const keys = ['dns.mail-exchangers a.example', 'dns.mail-exchangers b.example', 'dns.ptr 192.0.2.1']
  const seconds = keys.map((key, index) => {
    kept.keep(key, index === 0 ? absent(dns) : known(1, dns, dns), 1, 0)
    return secondsKept(kept, key)
  })
  for (const one of seconds) expect(one >= 120 && one <= 240).toBe(true)
  expect(new Set(seconds).size).toBe(3)
  kept.keep('dns.none', unknown('servfail', 'x'), 1, 0)
  kept.keep('dns.mixed', known(1, dns, file), 1, 0)
  expect(secondsKept(kept, 'dns.none') + secondsKept(kept, 'dns.mixed')).toBe(0)
})

test('what is doubted is asked anew, whatever it is about', () => {
  const kept = new KeptFacts()
  for (const key of ['dns.ptr 192.0.2.1', 'dns.ptr 192.0.2.2', 'dns.mx a.example'])
    kept.keep(key, known(1, dns), 1, 0)
  kept.forget(new Set(['dns.ptr']))
  expect(kept.fresh('dns.ptr 192.0.2.1', 1)).toBeUndefined()
  expect(kept.fresh('dns.ptr 192.0.2.2', 1)).toBeUndefined()
  expect(kept.fresh('dns.mx a.example', 1)).toBeDefined()
})
