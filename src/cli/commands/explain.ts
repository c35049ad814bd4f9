import { type CommandFile, type ExitCode, exit, type OptionValues, UsageError } from '../command-file.ts'
import type { ExplainAnswer } from '../explain-answer.ts'
import type { ExplainInput } from '../explain-input.ts'
import type { Io } from '../io.ts'
import { whereOptions } from '../open-world.ts'
import { formatOption, languageOf, languageOption, listOf, resolverOption } from '../options.ts'

export const explain: CommandFile = {
  name: 'explain',
  summary: 'Say what a bounce, an SMTP reply, a log line or headers mean, who must act, and how',
  arguments: [['[text...]', 'reply text, a file (.eml, .txt, .log), or - for standard input']],
  options: [
    {
      flags: '--batch',
      description: 'read JSON lines {"id", "text"} from standard input, answer each with one',
    },
    {
      flags: '--dns',
      description:
        'of a message or its headers: verify SPF, DKIM, DMARC and ARC now, beside what receivers saw',
    },
    resolverOption,
    {
      flags: '--here',
      description:
        'go on from this server: is its address listed now, what says SPF, how full is the mailbox',
    },
    ...whereOptions,
    formatOption,
    languageOption,
  ],
  examples: [
    ['a reply', 'mailmedic explain "550 5.7.1 Service unavailable; client blocked using zen.spamhaus.org"'],
    ['a bounce, or the headers of any mail', 'mailmedic explain bounce.eml'],
    ['an error of a mail program', 'mailmedic explain "Outlook 0x800CCC0F"'],
    [
      'what this server shows of it now',
      'mailmedic explain --here "552 5.2.2 <bob@example.org>: Quota exceeded"',
    ],
    ['why a mail failed SPF, DKIM or DMARC', 'mailmedic explain --dns message.eml'],
    ['the last failures of a log', 'grep status=bounced /var/log/mail.log | tail -5 | mailmedic explain -'],
    [
      'many replies, for a program',
      'mailmedic explain --format json --batch < replies.jsonl > answers.jsonl',
    ],
  ],
  async run(args, options, io) {
    if (options['batch'] === true) {
      if (args.length > 0) throw new UsageError('--batch reads standard input: give no text with it')
      const { explainBatch } = await import('../explain-batch.ts')
      await explainBatch(process.stdin, languageOf(options, io), io)
      return exit.fine
    }
    if (args.length === 0) throw new UsageError('give a reply in quotes, a file, or - for standard input')
    return explainAll(args, options, io)
  },
}

async function explainAll(args: readonly string[], options: OptionValues, io: Io): Promise<ExitCode> {
  const { namesFile, readInput } = await import('../explain-input.ts')
  const files = args.filter(namesFile)
  // Words without quotes are one reply; the shell has taken them apart.
  const words = args.filter((one) => !namesFile(one))
  const texts = words.every((one) => !one.includes(' ')) && words.length > 1 ? [words.join(' ')] : words
  const answers: ExplainAnswer[] = []
  for (const text of texts)
    answers.push(...(await answersToInput({ name: undefined, bytes: Buffer.from(text) }, options)))
  let allRead = true
  for (const file of files) {
    const input = await readInput(file, options['dns'] === true)
    if ('failure' in input) {
      io.warn(input.failure)
      allRead = false
    } else answers.push(...(await answersToInput(input, options)))
  }
  const here = options['here'] === true ? await lookFromHere(answers, options, io) : []
  if (answers.length > 0) await print(answers, here, options, io)
  if (!allRead) return exit.unreadable
  const told = answers.some((answer) => answer.kind === 'mail' || answer.meaning.reason !== 'unknown')
  return told ? exit.fine : exit.couldNotTell
}

async function answersToInput(input: ExplainInput, options: OptionValues): Promise<ExplainAnswer[]> {
  const { answersTo } = await import('../explain-answer.ts')
  const answers = await answersTo(input)
  if (options['dns'] !== true) return answers
  const { verifyByDns } = await import('../explain-dns.ts')
  return Promise.all(answers.map((answer) => verifyByDns(answer, input, listOf(options, 'resolver'))))
}

async function lookFromHere(
  answers: readonly ExplainAnswer[],
  options: OptionValues,
  io: Io,
): Promise<string[]> {
  const [{ observe }, { observationWords }, { openWorld }] = await Promise.all([
    import('../explain-here.ts'),
    import('../explain-here-words.ts'),
    import('../open-world.ts'),
  ])
  io.progress('looking from here …')
  const observations = await observe(await openWorld(options), answers)
  io.progress('')
  return observations.map((one) => observationWords(one, languageOf(options, io)))
}

async function print(
  answers: readonly ExplainAnswer[],
  here: readonly string[],
  options: OptionValues,
  io: Io,
): Promise<void> {
  const language = languageOf(options, io)
  const { explanationData, explanationPage } = await import('../explain-page.ts')
  if (options['format'] === 'json') {
    for (const answer of answers) {
      const data = explanationData(answer, language)
      io.print(`${JSON.stringify(here.length === 0 ? data : { ...data, here })}\n`)
    }
    return
  }
  const pages = answers.map((answer) => explanationPage(answer, language))
  if (options['format'] === 'markdown') {
    const { renderExplanationMarkdown } = await import('../../report/explanation-markdown.ts')
    io.print(renderExplanationMarkdown(pages, here, language))
    return
  }
  const [{ renderExplanations }, { palette }] = await Promise.all([
    import('../../report/terminal/explain.ts'),
    import('../../report/terminal/palette.ts'),
  ])
  io.print(renderExplanations(pages, here, { width: io.width, palette: palette(io.colour), language }))
}
