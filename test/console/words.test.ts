import { describe, expect, test } from 'vitest'
import { formatIn } from '../../src/console/format.ts'
import { fill, languages, preferredLanguage } from '../../src/console/language.ts'
import { en } from '../../src/console/words/en.ts'

type Texts = { readonly [name: string]: string | Texts }

/** Every text by its path: `now.problem`. */
function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : flat(value, `${path}${name}.`),
  )
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{[a-zA-Z]+\}/g)].map(([whole]) => whole).sort()
}

const english = flat(en)

describe.each(Object.entries(languages))('the words of %s', (_, { words }) => {
  const theirs = new Map(flat(words))

  test('are all there, and none is empty', () => {
    expect([...theirs.keys()]).toEqual(english.map(([path]) => path))
    expect([...theirs].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('have the same places to fill', () => {
    const different = english.filter(
      ([path, text]) => `${placeholders(text)}` !== `${placeholders(theirs.get(path) ?? '')}`,
    )
    expect(different).toEqual([])
  })
})

test('Chinese is Chinese: names of things apart, every text has a Chinese letter', () => {
  const foreign = flat(languages.zh.words).filter(([, text]) => !/\p{Script=Han}/u.test(text))
  const names = ['brand', 'evidence.dns', 'evidence.tls', 'find.fields.messageId', 'find.messageId']
  const others = [...names, 'explain.placeholder', 'report.target', 'conditions.shown']
  expect(foreign.map(([path]) => path).filter((path) => !others.includes(path))).toEqual(['evidence.http'])
})

test.each([
  [['zh-TW', 'en'], 'zh'],
  [['fr', 'zh-CN'], 'zh'],
  [['de-AT'], 'en'],
  [[], 'en'],
])('a browser that wants %j gets %s', (wanted, language) => {
  expect(preferredLanguage(wanted)).toBe(language)
})

test('a value that looks like a place stays a value', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&')
})

test.each([
  [0.25, '0.25 s'],
  [36.3, '36 s'],
  [59, '59 s'],
  [3_600, '1 h'],
  [7_500, '2 h 5 min'],
  [90_000, '1 d 1 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatIn('en', en).duration(seconds)).toBe(text)
})

test.each([
  [0, '0 B'],
  [1_536, '1.5 KiB'],
  [5 * 2 ** 30, '5 GiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatIn('en', en).bytes(bytes)).toBe(text)
})
