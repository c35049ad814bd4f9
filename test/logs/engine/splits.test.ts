import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeLog } from '../../../bench/logs/generate.ts'
import { totalsOfText } from './feed.ts'

let log = ''
writeLog({ seed: 5, bytes: 30_000 }, (text) => {
  log += text
})
const bytes = Buffer.from(log)
const whole = totalsOfText(bytes)

describe('bytes may be cut anywhere', () => {
  test('into single bytes', () => expect(totalsOfText(bytes, { blocks: [1] })).toEqual(whole))

  test('into any blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 9 }), (blocks) => {
        expect(totalsOfText(bytes, { blocks })).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  test('at a carriage return', () => {
    const windows = Buffer.from(log.replaceAll('\n', '\r\n'))
    expect(totalsOfText(windows, { blocks: [7] })).toEqual(whole)
  })
})

describe('hostile bytes', () => {
  test('are never an error, and each line is counted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
        const { lines } = totalsOfText(Buffer.from(noise))
        const newlines = noise.filter((byte) => byte === 10).length
        const rest = noise.length > 0 && noise.at(-1) !== 10 ? 1 : 0
        expect(lines.total).toBe(newlines + rest)
        expect(lines.understood + lines.unknown).toBe(lines.total)
      }),
      { numRuns: 300 },
    )
  })

  test('changed real lines are no error either', () => {
    const lines = log.split('\n')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(lines.length - 1), fc.nat(300), fc.nat(255)), {
          minLength: 1,
          maxLength: 40,
        }),
        (changes) => {
          const changed = changes.map(([number, at, byte]) => {
            const line = Buffer.from(lines[number] ?? '')
            if (line.length > 0) line[at % line.length] = byte
            return line.subarray(0, at % 7 === 0 ? at : line.length)
          })
          totalsOfText(Buffer.concat(changed.flatMap((line) => [line, Buffer.from('\n')])), {
            blocks: [64, 13],
          })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a line without end is cut and said', () => {
    const { lines, notes } = totalsOfText(
      `${'x'.repeat(300_000)}\nMar  3 06:00:00 mx1 postfix/qmgr[1]: 1A2B3C4D5E: removed\n`,
      { blocks: [4_096] },
    )
    expect(lines.total).toBe(2)
    expect(notes.join()).toContain('too long')
  })
})
