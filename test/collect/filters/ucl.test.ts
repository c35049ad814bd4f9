import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseUcl, uclList } from '../../../src/collect/filters/ucl.ts'

describe('ucl', () => {
  test.each<[string, unknown]>([
    ['servers = "127.0.0.1:6379";', { servers: '127.0.0.1:6379' }],
    ['a = 1; b: yes\nc /* x; */ = "q\\"q"', { a: '1', b: 'yes', c: 'q"q' }],
    ['upstream "local" { default = yes; }', { upstream: { local: { default: 'yes' } } }],
    [
      '.include(try=true) "x"\nbind_socket = ["127.0.0.1:1", "/run/x mode=0666"];',
      { bind_socket: ['127.0.0.1:1', '/run/x mode=0666'] },
    ],
    ['d { a { p = 1 } }\nd { b { p = 2 } }', { d: { a: { p: '1' }, b: { p: '2' } } }],
    ['broken = {', { broken: {} }],
    ['', {}],
  ])('%j', (text, expected) => expect(parseUcl(text)).toEqual(expected))

  test('lists are split', () => {
    expect(uclList(parseUcl('servers = "10.0.0.1, 10.0.0.2:6380";'), 'servers')).toEqual([
      '10.0.0.1',
      '10.0.0.2:6380',
    ])
  })

  test('any text is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseUcl(text)).toBeTypeOf('object')
      }),
      { numRuns: 50 },
    )
  }, 20_000)

  test('a flood of braces ends in time', () => expect(parseUcl('a {'.repeat(50_000))).toBeTypeOf('object'))
})
