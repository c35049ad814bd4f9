import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { type Answer, absent, known, unknown } from '../../../src/access/answer.ts'
import type { RecordType } from '../../../src/access/net/net.ts'
import { evaluateSpf } from '../../../src/collect/authentication/spf/evaluate.ts'

/**
 * The SPF suite of RFC 7208 (pyspf's copy) is not part of this project: it runs where its folder lies
 * beside the project's. Elsewhere `spf-evaluation.test.ts` has the cases that matter most.
 */
const suite = new URL('../../../../shared/corpora/authentication/rfc7208-tests.yml', import.meta.url)

const scenarioShape = z.object({
  description: z.string(),
  tests: z.record(
    z.string(),
    z.object({
      helo: z.string(),
      host: z.string(),
      mailfrom: z.string(),
      result: z.union([z.string(), z.array(z.string())]),
      explanation: z.string().optional(),
    }),
  ),
  zonedata: z.record(z.string(), z.array(z.union([z.literal('TIMEOUT'), z.record(z.string(), z.unknown())]))),
})
type Zone = z.infer<typeof scenarioShape>['zonedata']

describe.runIf(existsSync(suite))('the SPF suite of RFC 7208', () => {
  const documents = existsSync(suite) ? parseAllDocuments(readFileSync(suite, 'utf8')) : []
  const scenarios = documents.map((document) => scenarioShape.parse(document.toJS()))

  for (const { description, tests, zonedata } of scenarios) {
    describe(description, () => {
      test.each(Object.entries(tests))('%s', async (_, { helo, host, mailfrom, result, explanation }) => {
        const sender = mailfrom === '' ? `postmaster@${helo}` : mailfrom
        const domain = sender.slice(sender.lastIndexOf('@') + 1)
        const found = await evaluateSpf({ address: host, domain, sender, helo }, (name, type) =>
          answer(zonedata, name, type),
        )
        expect([result].flat()).toContain(found.result)
        if (explanation !== undefined && explanation !== 'DEFAULT')
          expect(found.explanation?.toLowerCase()).toBe(explanation.toLowerCase())
      })
    })
  }
})

/** The suite's rules: SPF records stand for TXT unless there is a TXT; TIMEOUT for every other type. */
async function answer(
  zone: Zone,
  name: string,
  type: RecordType,
  aliases = 0,
): Promise<Answer<readonly string[]>> {
  const key = Object.keys(zone).find((one) => one.toLowerCase() === name.toLowerCase().replace(/\.$/, ''))
  const records = key === undefined ? [] : (zone[key] ?? [])
  const of = (wanted: string) =>
    records.flatMap((record) => (record === 'TIMEOUT' || !(wanted in record) ? [] : [record[wanted]]))
  const own = of(type)
  const found = own.length === 0 && type === 'TXT' ? of('SPF') : own
  const data = found.filter((one) => one !== 'NONE').map((one) => present(type, one))
  if (data.length > 0) return known(data)
  const [alias] = of('CNAME')
  if (alias !== undefined && aliases < 8) return answer(zone, String(alias), type, aliases + 1)
  return records.includes('TIMEOUT') ? unknown('timeout', 'no answer') : absent()
}

function present(type: RecordType, value: unknown): string {
  if (type === 'MX' && Array.isArray(value)) return `${value[0]} ${String(value[1]).replace(/\.$/, '')}`
  return Array.isArray(value) ? value.join('') : String(value).replace(type === 'TXT' ? /$^/ : /\.$/, '')
}
