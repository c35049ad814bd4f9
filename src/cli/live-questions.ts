import { traceReportSchema } from '../report/trace-schema.ts'
import { foundSchema, type MailsFound } from '../server/api/messages-schema.ts'
import { ApiError } from '../server/api-error.ts'
import type { HostQuestions } from '../server/console-data.ts'
import { type TraceOptions, traceFields } from '../server/mail-question.ts'
import { exit } from './command-file.ts'
import { explainForConsole } from './explain-for-console.ts'
import { type OwnAnswer, OwnProcessError, runOwn } from './own-process.ts'

const traceMilliseconds = 30_000
const mostTraceBytes = 32 << 20
const traceMegabytes = 512
/** Each takes a core while it runs. */
const mostAtOnce = 2

/** Questions about this host: logs are read by a process of its own. */
export function liveQuestions(): HostQuestions {
  let running = 0
  return {
    async trace(options, language, signal) {
      if (running >= mostAtOnce * mostPerQuestion)
        throw new ApiError('busy', 'others are searching: try again', { retryAfterSeconds: 5 })
      running++
      try {
        return await traceBy(options, language, signal)
      } finally {
        running--
      }
    },
    explain: explainForConsole,
  }
}

/** An address is asked for as sender, as recipient and as message-ID. */
const mostPerQuestion = 3

async function traceBy(
  options: TraceOptions,
  language: 'en' | 'zh',
  signal: AbortSignal,
): Promise<MailsFound> {
  const args = traceFields.flatMap((field) => {
    const value = options[field]
    // As one argument: what begins with "-" is a value all the same.
    return value === undefined ? [] : [`--${hyphenated(field)}=${value}`]
  })
  const answer = await runOwn({
    // A search box asks the logs; looking further would take the time of DNS.
    args: ['trace', '--no-here', '--format', 'json', '--lang', language, ...args],
    signal,
    milliseconds: traceMilliseconds,
    mostBytes: mostTraceBytes,
    megabytes: traceMegabytes,
  }).catch((error: unknown) => {
    throw error instanceof OwnProcessError ? refusalOf(error) : error
  })
  return foundIn(answer)
}

function foundIn({ code, output, notes }: OwnAnswer): MailsFound {
  const said = notes.map((note) => note.replace(/^mailmedic: /, ''))
  if (code === exit.usage) throw new ApiError('not-valid', said.join('; '))
  if (code === exit.unreadable) throw new ApiError('could-not-tell', said.join('; '))
  const { messages, refusals } = traceReportSchema.parse(JSON.parse(output))
  return foundSchema.parse({ messages, refusals, notes: said })
}

function refusalOf({ failure }: OwnProcessError): ApiError {
  if (failure === 'too-large')
    return new ApiError('could-not-tell', 'too many mails fit: ask for less, or a shorter time')
  return new ApiError('could-not-tell', 'the logs are too long to be read in time: ask for a shorter time')
}

function hyphenated(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
