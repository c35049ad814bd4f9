import type { SendTestReport } from '../report/send-test-schema.ts'
import type { ExitCode, OptionValues } from './command-file.ts'
import { answersTo, type ExplainAnswer } from './explain-answer.ts'
import { explanationData, explanationPage } from './explain-page.ts'
import type { Io } from './io.ts'
import { languageOf } from './options.ts'
import { exitOf, type SendOutcome, type SendTest } from './send-test-outcome.ts'

type Language = 'en' | 'zh'

/** Prints one test: the outcome in a line, the dialogue with its times, then what the mail or bounce tells. */
export async function printSendTest(test: SendTest, options: OptionValues, io: Io): Promise<ExitCode> {
  const language = languageOf(options, io)
  const answer = await answerOf(test)
  const outcome = outcomeOf(test, answer)
  if (options['format'] === 'json') io.print(`${JSON.stringify(dataOf(test, outcome, answer, language))}\n`)
  else await printText(test, outcome, answer, language, io)
  return exitOf(outcome)
}

/** What came, or the reply that refused, as `explain` reads it. */
async function answerOf({ sent, arrival }: SendTest): Promise<ExplainAnswer | undefined> {
  if (arrival.outcome === 'arrived')
    return (await answersTo({ name: 'the test mail.eml', bytes: arrival.message }))[0]
  if (sent.outcome === 'accepted') return undefined
  return (await answersTo({ name: undefined, bytes: Buffer.from(sent.said) }))[0]
}

function outcomeOf({ sent, arrival }: SendTest, answer: ExplainAnswer | undefined): SendOutcome {
  if (sent.outcome !== 'accepted') return 'refused'
  if (arrival.outcome === 'not seen') return 'not seen'
  if (arrival.outcome === 'not looked') return arrival.why === undefined ? 'accepted' : 'not seen'
  return answer?.kind === 'mail' && answer.mail.kind === 'bounce' ? 'bounced' : 'arrived'
}

function dataOf(
  test: SendTest,
  outcome: SendOutcome,
  answer: ExplainAnswer | undefined,
  language: Language,
): SendTestReport {
  const { from, to, route, sent, arrival, test: message } = test
  return {
    schema: 'mailmedic.send-test/1',
    outcome,
    from,
    to,
    messageId: message.messageId,
    server: { name: route.serverName, ...route.endpoint },
    dialogue: [...sent.steps],
    said: sent.said,
    tls: sent.tls === undefined ? null : { protocol: sent.tls.protocol, verified: sent.tls.verified },
    waitedMilliseconds: 'milliseconds' in arrival ? arrival.milliseconds : null,
    where: 'where' in arrival ? arrival.where : null,
    explanation: answer === undefined ? null : explanationData(answer, language),
  }
}

async function printText(
  test: SendTest,
  outcome: SendOutcome,
  answer: ExplainAnswer | undefined,
  language: Language,
  io: Io,
): Promise<void> {
  const [{ renderExplanations }, { palette }] = await Promise.all([
    import('../report/terminal/explain.ts'),
    import('../report/terminal/palette.ts'),
  ])
  const zh = language === 'zh'
  const { route, sent } = test
  const dialogue = sent.steps.map(
    ({ what, reply, milliseconds }) =>
      `${String(milliseconds).padStart(6)} ms  ${what} → ${reply.replaceAll('\n', ' / ')}`,
  )
  const failed = sent.outcome === 'not reached' ? [`          ${sent.said}`] : []
  const story = answer === undefined ? undefined : explanationPage(answer, language)
  const where = `${route.serverName}:${route.endpoint.port}`
  const pages = [
    {
      heading: headline(test, outcome, language),
      items: [],
      tables: [
        { title: zh ? `与 ${where} 的会话` : `The dialogue with ${where}`, rows: [...dialogue, ...failed] },
      ],
    },
    // That it is no bounce needs no saying where it is the mail itself.
    ...(story === undefined ? [] : [outcome === 'arrived' ? { ...story, heading: undefined } : story]),
  ]
  io.print(renderExplanations(pages, [], { width: io.width, palette: palette(io.colour), language }))
}

function headline(test: SendTest, outcome: SendOutcome, language: Language): string {
  const { to, arrival, sent, route } = test
  const seconds = 'milliseconds' in arrival ? Math.round(arrival.milliseconds / 100) / 10 : 0
  const where = 'where' in arrival ? arrival.where : ''
  const why = arrival.outcome === 'not looked' ? arrival.why : undefined
  const texts: Readonly<Record<SendOutcome, Readonly<Record<Language, string>>>> = {
    arrived: {
      en: `The test mail arrived in ${where} after ${seconds} s`,
      zh: `测试邮件在 ${seconds} 秒后到达 ${where}`,
    },
    accepted: {
      en: `${route.serverName} took the test mail for ${to}; nobody was asked to wait for it (--imap, --listen)`,
      zh: `${route.serverName} 接受了发给 ${to} 的测试邮件；没有等待到达（--imap、--listen）`,
    },
    refused: {
      en: `The test mail did not get to ${route.serverName}: ${sent.said.split('\n')[0]}`,
      zh: `测试邮件未能交给 ${route.serverName}：${sent.said.split('\n')[0]}`,
    },
    bounced: { en: `The test mail came back after ${seconds} s`, zh: `测试邮件在 ${seconds} 秒后被退回` },
    'not seen':
      why === undefined
        ? {
            en: `The test mail was taken, and is not in ${where} after ${seconds} s`,
            zh: `测试邮件已被接受，但 ${seconds} 秒后仍不在 ${where}`,
          }
        : {
            en: `The test mail was taken; the mailbox could not be looked into: ${why}`,
            zh: `测试邮件已被接受；无法查看邮箱：${why}`,
          },
  }
  return texts[outcome][language]
}
