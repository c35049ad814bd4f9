import { describe, expect, test } from 'vitest'
import { buildReport } from '../../src/report/build-report.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { fillCommand } from '../../src/report/phrases.ts'
import { checkReportSchema } from '../../src/report/schema.ts'
import { renderCheck } from '../../src/report/terminal/check.ts'
import { palette } from '../../src/report/terminal/palette.ts'
import { displayWidth } from '../../src/report/terminal/wrap.ts'
import { sampleResult } from './sample.ts'

const plain = palette(false)

describe('the report', () => {
  test.each(['problem', 'fine', 'unknown', 'no-server'] as const)('keeps its contract: %s', (kind) => {
    for (const language of ['en', 'zh'] as const) {
      expect(checkReportSchema.parse(buildReport(sampleResult(kind), language))).toBeTruthy()
    }
  })

  test.each([
    ['problem', 'problem'],
    ['fine', 'fine'],
    ['unknown', 'could-not-tell'],
    ['no-server', 'could-not-tell'],
  ] as const)('the verdict of %s is %s', (kind, verdict) => {
    expect(buildReport(sampleResult(kind), 'en').verdict).toBe(verdict)
  })
})

describe('a command to copy', () => {
  test.each([
    ['a path stays as it is', '/var/spool/postfix', 'df -h /var/spool/postfix'],
    ['an address literal stays', '[192.0.2.1]:25', 'df -h [192.0.2.1]:25'],
    ['what a shell would run is quoted', '/x; rm -rf /', "df -h '/x; rm -rf /'"],
    ['a quote inside is kept', "a'$(id)", "df -h 'a'\\''$(id)'"],
  ])('%s', (_, subject, command) => expect(fillCommand('df -h {subject}', { subject })).toBe(command))
})

describe('on a terminal', () => {
  const report = buildReport(sampleResult('problem'), 'en')
  const page = renderCheck(report, { width: 80, palette: plain, language: 'en', verbose: false })

  test('reads like this', () => expect(page).toMatchSnapshot())
  test('lets no control character through', () => expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/))
  test.each(['en', 'zh'] as const)('fits into 80 columns, commands apart: %s', (language) => {
    const text = renderCheck(buildReport(sampleResult('problem'), language), {
      width: 80,
      palette: plain,
      language,
      verbose: true,
    })
    const prose = text.split('\n').filter((line) => !line.trim().startsWith('$'))
    expect(prose.filter((line) => displayWidth(line) > 80)).toEqual([])
  })
  test('colours only when asked', () => {
    const coloured = renderCheck(report, {
      width: 80,
      palette: palette(true),
      language: 'en',
      verbose: false,
    })
    expect(coloured).toContain('\u001b[')
  })
})

describe('as Markdown', () => {
  const page = renderMarkdown(buildReport(sampleResult('problem'), 'en'), 'en')
  test('reads like this', () => expect(page).toMatchSnapshot())
  test('keeps hostile text inside a fence that it cannot close', () =>
    expect(page).toContain('\n````\n/var/log/mail.log:7'))
})
