import { serveMcp } from '../mcp/server.ts'
import { AllowedFiles } from './allowed-files.ts'
import { exit, type OptionValues } from './command-file.ts'
import type { Io } from './io.ts'
import { questionsHere } from './mcp-questions.ts'
import { languageOf, listOf } from './options.ts'
import { version } from './version.ts'

/** How long what is under way may take when nobody waits for it any more. */
const patienceMilliseconds = 1_000

/** Answers an assistant until its end of the pipe closes, or Ctrl-C. */
export async function runMcp(options: OptionValues, io: Io): Promise<void> {
  const allowed = await AllowedFiles.beneath(listOf(options, 'files'))
  const questions = questionsHere({
    io,
    language: languageOf(options, io),
    allowed,
    resolvers: listOf(options, 'resolver'),
    options,
  })
  await serveMcp(questions, version, io.interrupted)
  setTimeout(() => process.exit(exit.fine), patienceMilliseconds).unref()
}
