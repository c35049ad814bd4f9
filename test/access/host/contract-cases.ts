import type { Answer } from '../../../src/access/answer.ts'
import type { BlockRange, Host } from '../../../src/access/host/host.ts'
import { logText, pemKey, spkiKey } from './tree.ts'

/** What must be answered; code `*`: whatever the reason is. */
export type Expected =
  | { readonly status: 'known'; readonly value: unknown }
  | { readonly status: 'absent' }
  | { readonly status: 'unknown'; readonly code: string }

/** Names a file of the tree as the host names it. */
export type NameOf = (path: string) => string

export interface ContractCase {
  readonly name: string
  readonly expected: Expected
  /** Puts the question; what is compared is the `value`, made readable. */
  ask(host: Host, nameOf: NameOf): Promise<Answer<unknown>>
}

const known = (value: unknown): Expected => ({ status: 'known', value })
const unknown = (code: string): Expected => ({ status: 'unknown', code })
const absent: Expected = { status: 'absent' }
const mainCf = known('myhostname = mx.example.org\n')
const redactedKey = pemKey.replace(/^(?!-----).+$/gm, '[redacted]')

const files: readonly [string, string, Expected, number?][] = [
  ['reads a file', '/etc/main.cf', mainCf],
  ['reads through a link', '/etc/link', mainCf],
  ['reads an empty file', '/etc/empty', known('')],
  ['keeps NUL bytes', '/etc/nul', known('a\0b\0\n')],
  ['reads a file that is as long as the limit', '/etc/nul', known('a\0b\0\n'), 5],
  ['refuses a file one byte longer than the limit', '/etc/nul', unknown('too-big'), 4],
  ['reads 2 MiB when asked', '/etc/two-mebibytes', known('x'.repeat(2 << 20)), 4 << 20],
  ['refuses more than 1 MiB unless asked', '/etc/two-mebibytes', unknown('too-big')],
  ['redacts a private key', '/etc/key.pem', known(redactedKey)],
  ['no file is absent', '/etc/not-there', absent],
  ['nothing is below a file', '/etc/main.cf/x', absent],
  ['nothing is where a link dangles', '/etc/dangling', absent],
  ['a link loop is unknown', '/etc/loop-a', unknown('failed')],
  ['a directory is not read', '/etc', unknown('failed')],
  ['a FIFO is not opened', '/var/fifo', unknown('failed')],
  ['a socket is not opened', '/var/socket', unknown('failed')],
  ['a path with NUL is malformed', '/etc/main.cf\0.txt', unknown('malformed')],
]

const streams: readonly [string, string, Expected, BlockRange?][] = [
  ['streams a file', '/var/log', known(logText)],
  ['streams the end of a file', '/var/log', known('line 199998\nline 199999\n'), { startByte: -24 }],
  ['streams a part of a file', '/var/log', known('line 1\n'), { startByte: 7, limitBytes: 7 }],
  ['streams all of a file shorter than asked', '/etc/nul', known('a\0b\0\n'), { startByte: -100 }],
  ['streams nothing from beyond the end', '/etc/nul', known(''), { startByte: 100 }],
  ['streams an empty file', '/etc/empty', known('')],
  ['does not stream a private key', '/etc/key.pem', unknown('refused')],
  ['does not stream a FIFO', '/var/fifo', unknown('failed')],
  ['no file to stream is absent', '/var/not-there', absent],
]

const directories: readonly [string, string, Expected][] = [
  ['lists a directory, sorted', '/var', known('directory-link:symlink fifo:fifo log:file socket:socket')],
  ['lists an empty directory', '/etc/empty.d', known('')],
  ['lists through a link', '/var/directory-link', known('')],
  ['no directory is absent', '/srv', absent],
  ['a file is no directory', '/etc/main.cf', absent],
  ['10,000 entries are too many with one more', '/many', unknown('too-big')],
]

const statuses: readonly [string, string, Expected][] = [
  ['tells a file', '/etc/main.cf', known('file 640 28')],
  ['tells a directory', '/etc/empty.d', known('directory 755')],
  ['tells a socket', '/var/socket', known('socket 755')],
  ['tells a FIFO', '/var/fifo', known('fifo 644')],
  ['tells a link and its target', '/etc/link', known('symlink 640 main.cf > file 28')],
  ['tells where a dangling link points', '/etc/dangling', known('symlink 777 not-there > nothing')],
  ['the status of a link loop is unknown', '/etc/loop-a', unknown('failed')],
  ['no status is absent', '/etc/not-there', absent],
]

const keys: readonly [string, string, Expected][] = [
  ['reads the public half of a key', '/etc/key.pem', known(`rsa 2048 ${spkiKey.toString('base64')}`)],
  ['an encrypted key is malformed', '/etc/encrypted.pem', unknown('malformed')],
  ['a broken key is malformed', '/etc/garbage.pem', unknown('malformed')],
  ['a file without a key is malformed', '/etc/main.cf', unknown('malformed')],
  ['no key file is absent', '/etc/not-there', absent],
]

const others: readonly ContractCase[] = [
  {
    name: 'a relative path is malformed',
    expected: unknown('malformed'),
    ask: (host) => host.readFile('etc/main.cf'),
  },
  {
    name: 'takes no option for an argument',
    expected: unknown('*'),
    ask: (host) => host.run({ name: 'systemctl-show', arguments: ['--host=example.org'] }),
  },
]

export const contractCases: readonly ContractCase[] = [
  ...files.map(([name, path, expected, limit]) => ({
    name,
    expected,
    ask: async (host: Host, nameOf: NameOf) =>
      shown(await host.readFile(nameOf(path), limit), (content) => Buffer.from(content).toString('latin1')),
  })),
  ...streams.map(([name, path, expected, range]) => ({
    name,
    expected,
    ask: (host: Host, nameOf: NameOf) => streamed(host, nameOf(path), range),
  })),
  ...directories.map(([name, path, expected]) => ({
    name,
    expected,
    ask: async (host: Host, nameOf: NameOf) =>
      shown(await host.listDirectory(nameOf(path)), (entries) =>
        entries.map((entry) => `${entry.name}:${entry.type}`).join(' '),
      ),
  })),
  ...statuses.map(([name, path, expected]) => ({
    name,
    expected,
    ask: async (host: Host, nameOf: NameOf) => shown(await host.status(nameOf(path)), statusInWords),
  })),
  ...keys.map(([name, path, expected]) => ({
    name,
    expected,
    ask: async (host: Host, nameOf: NameOf) =>
      shown(await host.readPublicKey(nameOf(path)), (key) => `${key.algorithm} ${key.bits} ${key.spki}`),
  })),
  ...others,
]

function shown<T>(answer: Answer<T>, inWords: (value: T) => string): Answer<unknown> {
  return answer.status === 'known' ? { ...answer, value: inWords(answer.value) } : answer
}

async function streamed(host: Host, path: string, range?: BlockRange): Promise<Answer<unknown>> {
  const seen = await host.readBlocks(path, range)
  if (seen.status !== 'known') return seen
  const blocks: string[] = []
  for await (const block of seen.value) blocks.push(Buffer.from(block).toString('latin1'))
  if (seen.value.cutShort !== undefined) blocks.push(seen.value.cutShort.text)
  return { ...seen, value: blocks.join('') }
}

type Status = Extract<Awaited<ReturnType<Host['status']>>, { status: 'known' }>['value']

function statusInWords({ type, mode, sizeBytes, linkText, target }: Status): string {
  const size = type === 'file' || target?.type === 'file' ? ` ${sizeBytes}` : ''
  const link = linkText === undefined ? '' : ` ${linkText} > ${target?.type ?? 'nothing'}`
  return `${type} ${mode.toString(8)}${link}${size}`
}
