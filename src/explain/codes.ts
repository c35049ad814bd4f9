/** The codes that a text carries, and where in the dialogue it was said. */
export interface ReplyCodes {
  /** Three-digit reply code (RFC 5321 §4.2). */
  readonly code?: number
  /** Enhanced status code (RFC 3463), such as `5.7.1`. */
  readonly enhanced?: string
  /** The command that was answered. */
  readonly stage?: 'connect' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'auth'
}

const speaker =
  /(?:said|response(?: from the remote server)? was|response|replied|reason|answered|talk to me|\]|said to|status|stat|smtp|failed with|failed|reply)[:;=] {0,3}['"]?(?:smtp; ?)?([245]\d\d)(?=[\s-]|$)(?:[\s-]{1,3}#?([245]\.\d{1,3}\.\d{1,3})(?!\.?\d))?/i
const atStart =
  /^[\s"'(<]{0,4}(?:smtp; ?|error:? ?|smtp error:? ?|remote host said: ?)?([245]\d\d)(?=[\s:;,.-]|$)(?:[\s:,-]{1,3}#?([245]\.\d{1,3}\.\d{1,3})(?!\.?\d))?/i
const gotCode = /got code ["']?([245]\d\d)(?!\d)/
const together = /(?:^|[^\d.])([245]\d\d)[\s-]#?([245]\.\d{1,3}\.\d{1,3})(?![.\d])/
const enhancedAlone = /(?:^|[\s#(<;:,'"])([245]\.\d{1,2}\.\d{1,3})(?![.\d])/
const codeInside = /(?:^|[:;>('"]\s{0,2})([45][0-57]\d)[\s-](?=[\s<"'(A-Za-z])/

/** Reads the first code that was said. Numbers elsewhere in the text are no codes. */
export function codesOf(text: string): ReplyCodes {
  const match = atStart.exec(text) ?? speaker.exec(text) ?? together.exec(text) ?? writtenByProgram(text)
  const code = match?.[1] === undefined ? undefined : Number(match[1])
  const enhanced = match?.[2] ?? enhancedAlone.exec(text)?.[1]
  const inside = code === undefined && enhanced === undefined ? codeInside.exec(text)?.[1] : undefined
  const stage = stageOf(text)
  return {
    ...(code === undefined ? {} : { code }),
    ...(inside === undefined ? {} : { code: Number(inside) }),
    ...(enhanced === undefined ? {} : { enhanced }),
    ...(stage === undefined ? {} : { stage }),
  }
}

/** Python: `(550, b'5.7.1 Relaying denied')`. */
const pythonPair = /\(([245]\d\d), b?['"]#?(?:([245]\.\d{1,3}\.\d{1,3})(?!\.?\d))?/

/** Swift Mailer: `Expected response code 250 but got code "421"`. */
function writtenByProgram(text: string): RegExpExecArray | null {
  if (text.includes('got code ')) return gotCode.exec(text)
  return text.includes('(') ? pythonPair.exec(text) : null
}

const stages: readonly (readonly [NonNullable<ReplyCodes['stage']>, string])[] = [
  ['connect', 'refused to talk to me'],
  ['connect', 'after initial connection'],
  ['connect', 'initial server greeting'],
  ['ehlo', 'reply to EHLO'],
  ['ehlo', 'reply to HELO'],
  ['ehlo', 'after EHLO'],
  ['ehlo', 'after HELO'],
  ['mail', 'reply to MAIL FROM'],
  ['mail', 'after MAIL FROM'],
  ['rcpt', 'reply to RCPT TO'],
  ['rcpt', 'after RCPT TO'],
  ['rcpt', 'RCPT TO response'],
  ['data', 'reply to DATA'],
  ['data', 'end of DATA'],
  ['data', 'end of data'],
  ['auth', 'reply to AUTH'],
  ['auth', 'SASL authentication failed'],
]

/** One of these is in every sentence that tells the stage. */
const stageWords = [
  'reply to ',
  'after ',
  'initial server',
  'refused to talk',
  ' response',
  'nd of ',
  'SASL auth',
]

function stageOf(text: string): ReplyCodes['stage'] {
  if (!stageWords.some((words) => text.includes(words))) return undefined
  return stages.find(([, words]) => text.includes(words))?.[0]
}

/** The marks by which rules ask for codes: `5.7.1`, `x.7.1`, `550`, `rcpt`. */
export function marksOf({ code, enhanced, stage }: ReplyCodes): string[] {
  const marks: string[] = []
  if (code !== undefined) marks.push(String(code))
  if (enhanced !== undefined) marks.push(enhanced, `x${enhanced.slice(1)}`)
  if (stage !== undefined) marks.push(stage)
  return marks
}
