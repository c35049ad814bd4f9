import { expect, test } from 'vitest'
import { blocksOf } from '../../src/console/components/markdown.tsx'
import { escapeMarkdown } from '../../src/report/markdown.ts'

test('a report becomes its blocks', () => {
  const text = [
    '## When',
    '',
    'From 1',
    'to 2.',
    '',
    '- one',
    '- two',
    '',
    '1. Do',
    '',
    '```',
    'df -h',
    '```',
  ].join('\n')
  expect(blocksOf(text)).toEqual([
    { kind: 'heading', text: 'When' },
    { kind: 'paragraph', text: 'From 1\nto 2.' },
    { kind: 'list', items: ['one', 'two'] },
    { kind: 'paragraph', text: '1. Do' },
    { kind: 'code', text: 'df -h' },
  ])
})

test('what a server said comes back as it was, and makes no heading and no list', () => {
  const said = '# not a heading <b>*x*</b> [a](javascript:b) `c` \\d | e'
  expect(blocksOf(escapeMarkdown(said))).toEqual([{ kind: 'paragraph', text: said }])
})

test('code ends only with the fence that opened it', () => {
  expect(blocksOf('````\na\n```\nb\n````')).toEqual([{ kind: 'code', text: 'a\n```\nb' }])
})
