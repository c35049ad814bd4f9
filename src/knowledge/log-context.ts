import type { Evidence } from '../access/answer.ts'
import { classifyReply } from '../explain/reply-reason.ts'
import type { MailLog, MessageGroup } from '../logs/mail-log.ts'

/** What the log says beside a failure, while it lasted: marks for causes, and the lines that show it. */
export interface LogContext {
  readonly marks: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** Lines of two programs about one event are written within moments. */
const besideMilliseconds = 10_000
const shownLines = 3
const errors = ['warning', 'error', 'fatal', 'panic', 'notice']

/** Errors of some services within a time, with marks for what they name: paths, sockets, endpoints. */
export function besides(
  log: MailLog,
  services: readonly string[],
  time: { readonly firstAt: number; readonly lastAt: number },
  about: readonly string[],
): LogContext {
  const groups = log.messages.filter(
    (group) =>
      services.includes(group.service) &&
      errors.includes(group.level) &&
      about.some((words) => group.text.includes(words)) &&
      group.lastAt >= time.firstAt - besideMilliseconds &&
      group.firstAt <= time.lastAt + besideMilliseconds,
  )
  return {
    marks: [...new Set(groups.flatMap(marksOf))],
    evidence: groups.slice(0, shownLines).map(({ lastExample }) => lastExample),
  }
}

/** `path:`, `socket:`, `endpoint:` and `reason:` of a message. */
export function marksOf({ text }: MessageGroup): string[] {
  const { reason } = classifyReply(text)
  const noSpace = reason === 'disk-full'
  const marks = noSpace || reason === 'mailbox-full' ? [`reason:${reason}`] : []
  // EACCES of a service of this host: no server answers so, and the taxonomy of replies has no name for it.
  if (text.includes('Permission denied')) marks.push('reason:permission-denied')
  const path = /\((\/[^()\s:]{1,300})\)/.exec(text)?.[1]
  if (path !== undefined) marks.push(...pathMarks(path, noSpace))
  const inet = /\binet:([^\s:]{1,255}):(\d{1,5})\b/.exec(text)
  if (inet !== null) marks.push(`endpoint:${inet[1]}:${inet[2]}`)
  const socket = /(?:\bunix:(?=\/)|\bsocket ')([^\s:']{1,255})/.exec(text)?.[1]
  if (socket !== undefined) marks.push(...socketMarks(socket))
  return marks
}

/** The path and the folders that it is in, for causes that are about a folder; `/` only for lack of space. */
function pathMarks(path: string, noSpace: boolean): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  const depths = parts.map((_, index) => index + 1).filter((depth) => noSpace || depth >= 2)
  const marks = depths.map((depth) => `path:/${parts.slice(0, depth).join('/')}`)
  return noSpace ? ['path:/', ...marks] : marks
}

const queueDirectory = '/var/spool/postfix'

/** A socket as logged (relative to the queue directory in a chroot) and absolute. */
export function socketMarks(socket: string): string[] {
  return socket.startsWith('/')
    ? [`socket:${socket}`]
    : [`socket:${socket}`, `socket:${queueDirectory}/${socket}`]
}
