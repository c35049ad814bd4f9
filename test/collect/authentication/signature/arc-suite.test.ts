import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { absent, known } from '../../../../src/access/answer.ts'
import { checkArc } from '../../../../src/collect/authentication/signature/arc.ts'
import { readRawMessage } from '../../../../src/collect/authentication/signature/raw-message.ts'

/**
 * The ARC validation suite (ValiMail) is not part of this project: it runs where its folder lies beside the
 * project's. Elsewhere `arc.test.ts` has chains that it seals itself.
 */
const suite = new URL(
  '../../../../../shared/corpora/authentication/arc-validation-tests.yml',
  import.meta.url,
)

const documentShape = z.object({
  description: z.string(),
  tests: z.record(z.string(), z.object({ message: z.string(), cv: z.string().nullable() })),
  'txt-records': z.record(z.string(), z.string()),
})

/** What a chain that says itself that it failed is called: the suite leaves it open, RFC 8617 §5.2 does not. */
const saidFail = 'fail'

describe.runIf(existsSync(suite))('the ARC validation suite', () => {
  const documents = existsSync(suite) ? parseAllDocuments(readFileSync(suite, 'utf8')) : []
  const sections = documents
    .map((document) => document.toJS())
    .filter((one) => one !== null)
    .map((one) => documentShape.parse(one))

  for (const { description, tests, 'txt-records': zone } of sections) {
    describe(description, () => {
      test.each(Object.entries(tests))('%s', async (_, { message, cv }) => {
        const found = await checkArc(
          readRawMessage(Buffer.from(message, 'latin1')),
          async (name) => {
            const text = zone[name.toLowerCase()]
            return text === undefined ? absent() : known([text])
          },
          12_345,
        )
        expect(found.result).toBe((cv ?? '').trim() === '' ? saidFail : cv?.trim().toLowerCase())
      })
    })
  }
})
