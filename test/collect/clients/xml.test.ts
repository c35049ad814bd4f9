import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { child, childText, readXml } from '../../../src/collect/clients/xml.ts'

const element = (text: string) => {
  const read = readXml(text)
  if ('error' in read) throw new Error(read.error)
  return read
}

describe('documents that are read', () => {
  test('elements, attributes, text, CDATA, comments, prefixes, entities', () => {
    const root = element(
      '\uFEFF<?xml version="1.0"?><!-- hi --><a:Root Type="x" b=\'1 &amp; 2\'><One> a&#x41;&#66;&lt; </One><![CDATA[<raw>]]><two/></a:Root>',
    )
    expect(root.name).toBe('root')
    expect([...root.attributes]).toEqual([
      ['type', 'x'],
      ['b', '1 & 2'],
    ])
    expect(childText(root, 'one')).toBe('aAB<')
    expect(root.text).toBe('<raw>')
    expect(child(root, 'two')?.children).toEqual([])
  })
})

describe('documents that are refused, in words', () => {
  test.each([
    ['entities of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'a document type, which is not read'],
    [
      'a document type elsewhere',
      '<!DOCTYPE a SYSTEM "http://evil.test/x.dtd"><a/>',
      'a document type, which is not read',
    ],
    ['an unknown entity', '<a>&b;</a>', 'an unknown entity'],
    ['a bare ampersand', '<a>b & c</a>', 'an unknown entity'],
    ['crossed tags', '<a><b></a></b>', '</a> closes nothing'],
    ['left open', '<a><b></b>', '<a> is not closed'],
    ['cut short', '<a><b', 'it ends in the middle of a tag'],
    ['two roots', '<a/><b/>', 'two root elements'],
    ['words outside', 'hello <a/>', 'text outside of the root element'],
    ['nothing', '', 'no element'],
    ['HTML', '<!DOCTYPE html><html><body><p>Hi<br></body></html>', 'a document type, which is not read'],
    ['attributes without quotes', '<a b=c/>', '<a b=c/> is no element'],
    ['too deep', '<a>'.repeat(40), 'too many elements'],
    ['too many', `<a>${'<b/>'.repeat(3_000)}</a>`, 'too many elements'],
    ['too long', `<a>${'x'.repeat(70_000)}</a>`, 'longer than 65536 bytes'],
  ])('%s', (_, text, error) => expect(readXml(text)).toEqual({ error }))
})

test('whatever comes: an element or words, in linear time', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    'a',
    '</a>',
    '<a>',
    '&',
    ';',
    '"',
    "'",
    '=',
    ' ',
    '<![CDATA[',
    ']]>',
    '<!--',
    '/',
  )
  fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => void readXml(parts.join(''))))
  for (const hostile of ['<a', '<a b="', '<a ', '&', '<!--', '<a>&#', `<a${' '.repeat(99)}`]) {
    const startedAt = performance.now()
    readXml(hostile.repeat(Math.floor(65_000 / hostile.length)))
    expect(performance.now() - startedAt).toBeLessThan(300)
  }
})
