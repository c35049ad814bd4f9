import { describe, expect, test } from 'vitest'
import { checkArc } from '../../../../src/collect/authentication/signature/arc.ts'
import { readRawMessage } from '../../../../src/collect/authentication/signature/raw-message.ts'
import { type WrittenZone, zoneLookUp } from '../written-zone.ts'
import { keyRecord, plainBody, plainFields, sealed } from './signed-mails.ts'

const keys: WrittenZone = {
  's1._domainkey.list.example TXT': [keyRecord],
  's1._domainkey.forwarder.example TXT': [keyRecord],
}

const changed = { fields: plainFields.map((field) => field.replace('hello', '[list] hello')) }
const first = sealed({}, 'list.example')
const second = sealed({}, 'forwarder.example', [first])
const secondAfterChange = sealed(changed, 'forwarder.example', [first])

function check(sets: readonly string[][], { fields = plainFields, body = plainBody } = {}, zone = keys) {
  const text = [...sets.flat(), ...fields].join('\r\n')
  return checkArc(readRawMessage(Buffer.from(`${text}\r\n\r\n${body}`)), zoneLookUp(zone), 1_790_000_000)
}

describe('a chain', () => {
  test('none', async () => expect(await check([])).toMatchObject({ result: 'none', instances: [] }))

  test('of one', async () => {
    expect(await check([first])).toMatchObject({ result: 'pass', unchangedSince: 0 })
  })

  test('of two', async () => {
    const found = await check([second, first])
    expect(found).toMatchObject({ result: 'pass', unchangedSince: 0 })
    expect(found.instances.map(({ number, domain, seal }) => [number, domain, seal])).toEqual([
      [1, 'list.example', 'intact'],
      [2, 'forwarder.example', 'intact'],
    ])
  })

  test('the second changed the subject and sealed it: it holds, and says since when', async () => {
    expect(await check([secondAfterChange, first], changed)).toMatchObject({
      result: 'pass',
      unchangedSince: 2,
    })
  })

  test.each([
    ['the subject was changed after the last seal', [first], changed, 'header-changed', 1],
    ['the body was', [first], { body: `${plainBody}footer\r\n` }, 'body-changed', 1],
    ['a seal is missing', [first.slice(0, 2)], {}, 'set-incomplete', 1],
    ['a set is missing', [second], {}, 'set-incomplete', 1],
    [
      'the second says that the first failed',
      [sealed({}, 'forwarder.example', [first], 'fail'), first],
      {},
      'chain-said-fail',
      2,
    ],
    [
      'the first says that there was one before',
      [sealed({}, 'list.example', [], 'pass')],
      {},
      'chain-said-wrong',
      1,
    ],
    [
      'what the first saw was rewritten',
      [second, [first[0]?.replace('spf=pass', 'spf=fail') ?? '', ...first.slice(1)]],
      {},
      'seal-changed',
      1,
    ],
  ])('%s', async (_, sets, message, fault, brokenAt) => {
    expect(await check(sets, message)).toMatchObject({ result: 'fail', fault, brokenAt })
  })

  test('a DNS that does not answer is no failure', async () => {
    const zone: WrittenZone = { ...keys, 's1._domainkey.list.example TXT': 'TIMEOUT' }
    expect(await check([second, first], {}, zone)).toMatchObject({ result: 'temperror', fault: 'dns' })
  })

  test('only headers: no pass', async () => {
    const text = [...first, ...plainFields].join('\n')
    const found = await checkArc(readRawMessage(Buffer.from(text)), zoneLookUp(keys), 0)
    expect(found).toMatchObject({ result: 'unknown', fault: 'body-not-given' })
  })

  test('a thousand sets cost nothing', async () => {
    const set = Array.from({ length: 1_000 }, (_, index) => [`ARC-Seal: i=${index}; a=rsa-sha256`])
    expect(await check(set)).toMatchObject({ result: 'fail', fault: 'too-many-sets' })
  })
})
