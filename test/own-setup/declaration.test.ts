import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nothingDeclared, readOwnSetup } from '../../src/own-setup/declaration.ts'
import { lineOfPath } from '../../src/own-setup/json-lines.ts'

const errorsOf = (text: string) => {
  const read = readOwnSetup(text)
  return read.ok ? [] : read.errors.map(({ line, field, message }) => [line, field, message])
}

describe('the file of the own set-up', () => {
  test('may say nothing, or all', () => {
    expect(readOwnSetup('{}')).toEqual({ ok: true, setup: nothingDeclared })
    const all = {
      publicAddresses: ['203.0.113.7', '2001:db8::7'],
      dns: { runBy: 'others', insideView: true },
      gateways: ['mx.filter.example', '198.51.100.0/24'],
      smarthost: { host: 'relay.example.net', addresses: ['192.0.2.0/28'] },
      spfSenders: ['198.51.100.1', '_spf.news.example'],
    }
    expect(readOwnSetup(JSON.stringify(all))).toEqual({ ok: true, setup: all })
  })

  test('names are compared without regard to case', () =>
    expect(readOwnSetup('{"gateways":["MX.Filter.Example"]}')).toMatchObject({
      setup: { gateways: ['mx.filter.example'] },
    }))

  test.each([
    ['{\n  "gateway": []\n}', 2, 'gateway', 'there is no such field'],
    [
      '{\n  "publicAddresses": [\n    "203.0.113.7",\n    "203.0.113.0/24"\n  ]\n}',
      4,
      'publicAddresses.1',
      'one IP address',
    ],
    ['{\n  "gateways": [\n    "localhost"\n  ]\n}', 3, 'gateways.0', 'host name with a domain'],
    ['{\n  "dns": {\n    "runBy": "them"\n  }\n}', 3, 'dns.runBy', 'us'],
    ['{\n  "smarthost": {}\n}', 2, 'smarthost.host', 'host name'],
    ['{\n  "gateways": [],\n}', 3, '', 'JSON'],
    ['', 1, '', 'JSON'],
    ['[]', 1, '', 'object'],
  ])('%j says where and what', (text, line, field, message) =>
    expect(errorsOf(text)).toEqual([[line, field, expect.stringContaining(message)]]),
  )

  test('never throws, whatever the text is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readOwnSetup(text)))
  })

  test('every path of any JSON leads to the line on which it stands', () => {
    const name = fc.string({ minLength: 1, maxLength: 4 }).filter((one) => one !== '__proto__')
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.array(fc.integer(), { minLength: 1, maxLength: 3 }), { minKeys: 1 }),
        (value) => {
          const text = JSON.stringify(value, null, 1)
          let line = 2
          for (const [key, list] of Object.entries(value)) {
            expect(lineOfPath(text, [key])).toBe(line)
            for (const index of list.keys())
              expect(lineOfPath(text, [key, String(index)])).toBe(line + 1 + index)
            line += list.length + 2
          }
        },
      ),
    )
  })
})
