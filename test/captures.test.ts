import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openCapture } from '../src/cli/open-world.ts'
import { runCheck } from '../src/cli/run-check.ts'
import { isProblem, severityOf } from '../src/diagnose/finding.ts'
import { buildReport } from '../src/report/build-report.ts'
import { checkReportSchema } from '../src/report/schema.ts'
import { capturedHosts } from '../tools/captured-hosts.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../demo/${name}.mmc`, import.meta.url))

describe.each(capturedHosts)('a real server, replayed: $name', ({ name, condition }) => {
  test('gives the diagnosis that it gave on the host, and nothing grave besides', async () => {
    const result = await runCheck(await openCapture(pathOf(name)))
    const grave = result.diagnoses.filter(({ cause }) => !['low', 'info'].includes(severityOf(cause)))
    expect(grave.map(({ cause }) => cause.condition.id)).toEqual(condition === undefined ? [] : [condition])
    expect(checkReportSchema.parse(buildReport(result, 'en')).verdict).toBe(
      condition === undefined ? 'fine' : 'problem',
    )
  })

  test('holds what today’s conditions ask', async () => {
    const { findings } = await runCheck(await openCapture(pathOf(name)))
    const notRecorded = findings.flatMap((finding) =>
      finding.status === 'could-not-tell' && finding.because.code === 'not-recorded'
        ? [finding.condition.id]
        : [],
    )
    expect(notRecorded, 'record it anew: npm run captures').toEqual([])
    expect(findings.filter(isProblem).length).toBeGreaterThanOrEqual(condition === undefined ? 0 : 1)
  })
})

describe('lookalikes', () => {
  const withLookalike = capturedHosts.filter((host) => host.ruledOut !== undefined)
  test.each(withLookalike)('$name: $ruledOut is ruled out', async ({ name, ruledOut }) => {
    const { diagnoses } = await runCheck(await openCapture(pathOf(name)))
    expect(diagnoses[0]?.ruledOut.map((lookalike) => lookalike.condition)).toContain(ruledOut)
  })
})
