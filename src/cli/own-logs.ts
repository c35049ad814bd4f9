import type { Host } from '../access/host/host.ts'
import { type FoundLogs, findLogFiles, type LogFile } from '../access/host/log-files.ts'

/** Where mail logs are on the systems that people run; the first that exists is the one. */
const usualPlaces = [
  ['/var/log/mail.log*'],
  ['/var/log/maillog*'],
  ['/var/log/mail/mail.log*'],
  ['/var/log/exim4/mainlog*', '/var/log/exim/main.log*', '/var/log/exim/mainlog*'],
]
const systemPlaces = ['/var/log/syslog*', '/var/log/messages*']
const nothing =
  'found no mail log on this host: run it as root, name a log, or pipe in `journalctl -o export`'

/**
 * The mail logs of this host: Postfix's `maillog_file`, the usual files, the journal of the last day where
 * no syslog daemon writes files, and the files for everything.
 */
export async function ownLogs(host: Host, now: number): Promise<FoundLogs> {
  const own = await postfixFile(host)
  for (const places of own === undefined ? usualPlaces : [[`${own}*`], ...usualPlaces]) {
    const found = await findLogFiles(places)
    if (found.files.length > 0) return { files: found.files, problems: [] }
  }
  const journal = await journalOf(host, now)
  if (journal !== undefined) return { files: [journal], problems: [] }
  const { files } = await findLogFiles(systemPlaces)
  return { files, problems: files.length > 0 ? [] : [nothing] }
}

/** postconf(5) maillog_file; `/dev/stdout` is no file. */
async function postfixFile(host: Host): Promise<string | undefined> {
  const answer = await host.readFile('/etc/postfix/main.cf')
  if (answer.status !== 'known') return undefined
  const text = Buffer.from(answer.value).toString('latin1')
  const path = /^maillog_file[ \t]*=[ \t]*(\/[\w./-]{1,200})/m.exec(text)?.[1]
  return path?.startsWith('/dev/') ? undefined : path
}

async function journalOf(host: Host, now: number): Promise<LogFile | undefined> {
  const answer = await host.readBlocks({ name: 'journal-mail' })
  if (answer.status !== 'known') return undefined
  for await (const block of answer.value) {
    if (!/ postfix\/| dovecot: | exim\[/.test(Buffer.from(block).toString('latin1'))) continue
    return { path: 'journalctl', sizeBytes: 0, modifiedAt: now, blocks: () => journalBlocks(host) }
  }
  return undefined
}

/** Asked anew each time: `trace` reads twice. */
async function* journalBlocks(host: Host): AsyncGenerator<Buffer> {
  const answer = await host.readBlocks({ name: 'journal-mail' })
  if (answer.status === 'unknown') throw new Error(answer.because.text)
  if (answer.status !== 'known') return
  for await (const block of answer.value) yield Buffer.from(block.buffer, block.byteOffset, block.byteLength)
  if (answer.value.cutShort !== undefined) throw new Error(answer.value.cutShort.text)
}
