import type { MessageAuthentication } from '../collect/authentication/message-authentication.ts'
import type { HeaderReading } from '../explain/mail/headers.ts'
import type { MailReading } from '../explain/mail/reading.ts'
import type { ReplyMeaning } from '../explain/reply.ts'
import type { ExplainInput } from './explain-input.ts'

/** What one input turned out to be. */
export type ExplainAnswer =
  | { readonly kind: 'reply'; readonly text: string; readonly meaning: ReplyMeaning }
  | {
      readonly kind: 'mail'
      readonly name: string
      readonly mail: MailReading
      readonly headers?: HeaderReading
      /** With `--dns`: the same, verified now. */
      readonly verified?: MessageAuthentication
    }

/** Most replies of one text file that are explained. */
const mostReplies = 1_000

/** Reads an input: a mail by its headers, else one or several replies or log lines. */
export async function answersTo({ name, bytes }: ExplainInput): Promise<ExplainAnswer[]> {
  const [{ messageText }, { decodeCharset }] = await Promise.all([
    import('../explain/mail/mime.ts'),
    import('../explain/mail/text.ts'),
  ])
  const text = messageText(bytes)
  // Headers may be pasted, too; one line alone is a reply.
  const isFile = name !== undefined || text.trim().includes('\n')
  if (isFile && (looksLikeMail(text) || name?.endsWith('.eml') === true))
    return [await answerMail(name ?? '-', text)]
  const { readReply } = await import('../explain/reply.ts')
  return repliesIn(decodeCharset(text.slice(0, 1 << 20), undefined)).map((one) => ({
    kind: 'reply',
    text: one,
    meaning: readReply(one),
  }))
}

async function answerMail(name: string, text: string): Promise<ExplainAnswer> {
  const [{ readMailText }, { readHeaders }] = await Promise.all([
    import('../explain/mail/mail.ts'),
    import('../explain/mail/headers.ts'),
  ])
  const mail = readMailText(text)
  if (mail.kind !== 'not-a-bounce' || mail.report !== undefined) return { kind: 'mail', name, mail }
  const end = text.indexOf('\n\n')
  return { kind: 'mail', name, mail, headers: readHeaders(text.slice(0, end < 0 ? 1 << 20 : end)) }
}

/** Begins with header fields, two at least. */
function looksLikeMail(text: string): boolean {
  const lines = text
    .replace(/^\n+/, '')
    .split('\n', 30)
    .filter((line) => !/^\s/.test(line))
  const fields = lines.filter((line) => /^[A-Za-z][A-Za-z0-9-]{1,60}:/.test(line)).length
  return (
    text.startsWith('From ') ||
    (fields >= 2 &&
      /^(?:Received|Return-Path|From|Date|Subject|Delivered-To|Message-ID|MIME-Version|Authentication-Results|To|DKIM-Signature|ARC-[\w-]+|X-[\w-]+):/im.test(
        lines[0] ?? '',
      ))
  )
}

/** Lines `550-…` and the `550 …` that ends them are one reply; else each line is. */
function repliesIn(text: string): string[] {
  const replies: string[] = []
  let open = ''
  for (const line of text.split('\n')) {
    const said = line.trim()
    if (said === '') continue
    const continues = /^[245]\d\d-/.test(said)
    const code = open.slice(0, 3)
    open = open === '' ? said : `${open}\n${said}`
    if (continues || (code !== '' && open !== said && said.startsWith(code) && continues)) continue
    replies.push(open)
    open = ''
    if (replies.length >= mostReplies) return replies
  }
  return open === '' ? replies : [...replies, open]
}
