import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeForTerminal } from '../../src/report/terminal/escape.ts'
import { displayWidth, truncate, wrap } from '../../src/report/terminal/wrap.ts'

describe('text from outside on a terminal', () => {
  test.each([
    ['plain text stays', 'status=sent (250 OK)', 'status=sent (250 OK)'],
    ['Chinese and accents stay', 'jörg@例子.test', 'jörg@例子.test'],
    ['a colour sequence', '\u001b[31mred', '\\x1b[31mred'],
    ['a title sequence', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['an 8-bit CSI', '\u009b2J', '\\x9b2J'],
    ['a carriage return that hides', 'bad\rgood', 'bad\\x0dgood'],
    ['a tab', 'a\tb', 'a b'],
    ['a right-to-left override', 'a\u202eb', 'a\\u202eb'],
    ['half a surrogate pair', 'a\ud800b', 'a\\ud800b'],
  ])('%s', (_, text, printed) => expect(escapeForTerminal(text)).toBe(printed))

  test('never prints a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeForTerminal(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
      }),
    )
  })
})

describe('width', () => {
  test.each([
    ['at blanks', 'the disk is full', 8, ['the disk', 'is full']],
    ['a word that is too long is cut', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['Chinese breaks between characters, two columns each', '磁盘已满', 4, ['磁盘', '已满']],
    ['nothing is one empty line', '', 10, ['']],
  ])('wraps %s', (_, text, width, lines) => expect(wrap(text, width)).toEqual(lines))

  test('no line is wider than asked, and no word is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z磁盘]{1,30}$/), { maxLength: 20 }),
        fc.integer({ min: 2, max: 60 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width)
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''))
        },
      ),
    )
  })

  test('a cut line says so', () => expect(truncate('abcdefgh', 5)).toBe('abcd…'))
})
