import { parseReject } from '../engine/refusal-line.ts'
import type { Refusal } from './message.ts'

type Said = Pick<Refusal, 'client' | 'sender' | 'recipient' | 'reply'>

const noQueue = 'NOQUEUE: '

/** `NOQUEUE: reject: RCPT from h[ip]: 554 5.7.1 …; from=<f> to=<t> …`; undefined where it has a queue file. */
export function postfixRefusal(text: string): Said | undefined {
  if (!text.startsWith(noQueue)) return undefined
  const reject = parseReject(text, noQueue.length)
  if (reject === undefined) return undefined
  const { clientName, clientAddress, sender, recipient, code, dsn } = reject
  const reply = [code > 0 ? String(code) : '', dsn, reject.text].filter((part) => part !== '').join(' ')
  return { client: `${clientName}[${clientAddress}]`, sender, recipient, reply }
}

/** `H=mx.b (helo) [ip] F=<f> rejected RCPT <t>: reason`; undefined where the line has a message ID. */
export function eximRefusal(text: string): Said | undefined {
  const at = text.search(/(?:temporarily )?rejected [A-Z]/)
  const client = /\bH=(?:([^ ([]{1,255}) )?(?:\([^)]{0,255}\) )?\[([0-9a-fA-F.:]{2,45})\]/.exec(text)
  if (at < 0 || client === null || /^[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} /.test(text))
    return undefined
  return {
    client: `${client[1] ?? 'unknown'}[${client[2]}]`,
    sender: / F=<([^>]{0,320})>/.exec(text)?.[1] ?? '',
    recipient: /rejected RCPT <([^>]{0,320})>/.exec(text.slice(at))?.[1] ?? '',
    reply: text.slice(at),
  }
}

/** `ID: ruleset=check_rcpt, arg1=<t>, relay=h [ip], reject=550 5.7.1 …`: Sendmail gives an ID to a session, too. */
export function sendmailRefusal(text: string): Said | undefined {
  const [, argument = '', reply] =
    /: ruleset=check_\w{1,20}, arg1=([^,]{1,320}),.{0,900}? reject=(.{1,2000})$/s.exec(text) ?? []
  if (reply === undefined) return undefined
  const client = / relay=(?:([^\s,[]{1,255}) )?\[(?:IPv6:)?([0-9A-Fa-f.:]{2,45})\]/.exec(text)
  return {
    client: client === null ? 'unknown' : `${client[1] ?? 'unknown'}[${client[2]}]`,
    // Said in a line of its own, later.
    sender: text.includes(' ruleset=check_mail,') ? argument.replace(/^<|>$/g, '') : 'unknown',
    recipient: text.includes(' ruleset=check_rcpt,') ? argument.replace(/^<|>$/g, '') : '',
    reply,
  }
}
