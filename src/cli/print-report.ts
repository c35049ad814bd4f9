import type { CheckResult } from '../report/build-report.ts'
import { type ExitCode, exit, type OptionValues } from './command-file.ts'
import type { Io } from './io.ts'
import { languageOf } from './options.ts'

/** Prints a result as the options ask, and says with which code to exit. */
export async function printReport(result: CheckResult, options: OptionValues, io: Io): Promise<ExitCode> {
  const language = languageOf(options, io)
  const { buildReport } = await import('../report/build-report.ts')
  const report = buildReport(result, language)
  if (options['format'] === 'json') io.print(`${JSON.stringify(report, null, 2)}\n`)
  else if (options['format'] === 'markdown') {
    const { renderMarkdown } = await import('../report/markdown.ts')
    io.print(renderMarkdown(report, language))
  } else if (options['format'] === 'html') {
    const { reportHtml } = await import('../report/html/report.ts')
    io.print(reportHtml(report, language))
  } else {
    const [{ renderCheck }, { palette }] = await Promise.all([
      import('../report/terminal/check.ts'),
      import('../report/terminal/palette.ts'),
    ])
    const verbose = options['verbose'] === true
    io.print(renderCheck(report, { width: io.width, palette: palette(io.colour), language, verbose }))
  }
  return { problem: exit.problem, fine: exit.fine, 'could-not-tell': exit.couldNotTell }[report.verdict]
}
