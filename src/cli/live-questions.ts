import { logsReportSchema } from '../report/logs-schema.ts'
import { traceReportSchema } from '../report/trace-schema.ts'
import type { MailsFound } from '../server/api/messages-schema.ts'
import { ApiError } from '../server/api-error.ts'
import type { HostQuestions, LogsReport } from '../server/console-data.ts'
import { type TraceOptions, traceFields } from '../server/mail-question.ts'
import { exit } from './command-file.ts'
import { examineCapture } from './examine-capture.ts'
import { explainForConsole } from './explain-for-console.ts'
import type { OwnAnswer } from './own-process.ts'
import { runBounded } from './run-bounded.ts'

const bounds = { milliseconds: 30_000, mostBytes: 32 << 20, megabytes: 512 } as const
/** An address is asked for as sender and as recipient; two people at once. */
const mostTraces = 4
const logsFreshMilliseconds = 5 * 60_000

/** Questions about this host: its logs are read by processes of their own. */
export class LiveQuestions implements HostQuestions {
  readonly explain = explainForConsole
  readonly examine = examineCapture
  #traces = 0
  #logs: { readonly at: number; readonly report: Promise<LogsReport> } | undefined

  async trace(options: TraceOptions, language: 'en' | 'zh', signal: AbortSignal): Promise<MailsFound> {
    if (this.#traces >= mostTraces)
      throw new ApiError('busy', 'others are searching: try again', { retryAfterSeconds: 5 })
    this.#traces++
    try {
      const args = traceFields.flatMap((field) => {
        const value = options[field]
        // As one argument: what begins with "-" is a value all the same.
        return value === undefined ? [] : [`--${hyphenated(field)}=${value}`]
      })
      const answer = await runBounded({
        args: ['trace', '--format', 'json', '--no-here', '--lang', language, ...args],
        signal,
        ...bounds,
      })
      const { messages, refusals } = traceReportSchema.parse(documentOf(answer))
      return { messages, refusals, notes: [...answer.notes] }
    } finally {
      this.#traces--
    }
  }

  /** Read for all who ask within some minutes; who leaves does not end it. */
  logs(): Promise<LogsReport> {
    const now = performance.now()
    if (this.#logs === undefined || now - this.#logs.at > logsFreshMilliseconds)
      this.#logs = { at: now, report: readLastDay() }
    const { report } = this.#logs
    report.catch(() => {
      if (this.#logs?.report === report) this.#logs = undefined
    })
    return report
  }
}

async function readLastDay(): Promise<LogsReport> {
  const signal = new AbortController().signal
  const args = ['logs', '--format', 'json', '--since', '1d', '--top', '20']
  return logsReportSchema.parse(documentOf(await runBounded({ args, signal, ...bounds })))
}

function documentOf({ code, output, notes }: OwnAnswer): unknown {
  if (code === exit.usage) throw new ApiError('not-valid', notes.join('; '))
  if (output === '') throw new ApiError('could-not-tell', notes.join('; '))
  return JSON.parse(output)
}

function hyphenated(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
