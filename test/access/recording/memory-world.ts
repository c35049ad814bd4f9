import { type Answer, absent, known, unknown } from '../../../src/access/answer.ts'
import { fixedClock } from '../../../src/access/clock.ts'
import { type CommandOutput, commandLine, type NamedCommand } from '../../../src/access/host/commands.ts'
import type { BlockStream, Host } from '../../../src/access/host/host.ts'
import type { DnsResponse, Net } from '../../../src/access/net/net.ts'
import type { World } from '../../../src/access/world.ts'

export interface Contents {
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Standard output by command line. */
  readonly commands?: Readonly<Record<string, string>>
  /** Records' data by `name TYPE`. */
  readonly dns?: Readonly<Record<string, readonly string[]>>
}

export const madeAt = Date.UTC(2026, 7, 1, 10)
const at = '2026-08-01T10:00:00Z'

/** A world that is a literal: files, outputs of commands, DNS. All else is unknown. */
export function memoryWorld({ files = {}, commands = {}, dns = {} }: Contents): World {
  const bytesOf = (path: string) => {
    const content = files[path]
    return typeof content === 'string' ? Buffer.from(content) : content
  }
  const missing = (where: string) => absent({ kind: 'file', where, text: 'no such file or directory', at })
  const refused = async () => unknown('unreachable', 'there is no network here')
  const run = (command: NamedCommand): Answer<CommandOutput> => {
    const line = commandLine(command)
    const stdout = commands[line]
    if (stdout === undefined) return unknown('tool-missing', `${line}: not installed`)
    return known(
      { exitCode: 0, stdout, stderr: '' },
      { kind: 'command', where: line, text: stdout.split('\n')[0] ?? '', at },
    )
  }
  const host: Host = {
    kind: 'local',
    async readFile(path) {
      const bytes = bytesOf(path)
      if (bytes === undefined) return missing(path)
      const first = Buffer.from(bytes).toString('utf8').split('\n')[0] ?? ''
      return known(bytes, { kind: 'file', where: `${path}:1`, text: first, at })
    },
    async readBlocks(source) {
      if (typeof source === 'string') {
        const bytes = bytesOf(source)
        return bytes === undefined ? missing(source) : known(inBlocks(bytes))
      }
      const output = run(source)
      return output.status === 'known' ? known(inBlocks(Buffer.from(output.value.stdout))) : output
    },
    listDirectory: async (path) =>
      known(
        Object.keys(files)
          .filter((name) => name.startsWith(`${path}/`))
          .map((name) => ({ name: name.slice(path.length + 1), type: 'file' as const })),
      ),
    async status(path) {
      const bytes = bytesOf(path)
      if (bytes === undefined) return missing(path)
      const sizeBytes = bytes.length
      return known({
        type: 'file',
        mode: 0o640,
        uid: 0,
        gid: 0,
        sizeBytes,
        modifiedAt: madeAt - 1000,
        inode: 7,
      })
    },
    readPublicKey: async (path) => missing(path),
    run: async (command) => run(command),
  }
  const net: Net = {
    async resolve({ name, type }): Promise<Answer<DnsResponse>> {
      const data = dns[`${name} ${type}`]
      const where = `${name} ${type} @127.0.0.53`
      if (data === undefined) return absent({ kind: 'dns', where, text: 'NXDOMAIN', at })
      const records = data.map((text) => ({ name, type, ttlSeconds: 300, data: text }))
      const value = {
        records,
        resolver: '127.0.0.53',
        authenticated: false,
        authoritative: false,
        milliseconds: 3,
      }
      return known(value, { kind: 'dns', where, text: data.join(' '), at })
    },
    connect: refused,
    dialogue: refused,
    fetch: refused,
  }
  return { host, net, clock: fixedClock(madeAt) }
}

/** In small blocks that share one buffer, as the port allows. */
function inBlocks(bytes: Uint8Array): BlockStream {
  return {
    async *[Symbol.asyncIterator]() {
      const shared = new Uint8Array(1000)
      for (let start = 0; start < bytes.length; start += shared.length) {
        const part = bytes.subarray(start, start + shared.length)
        shared.set(part)
        yield shared.subarray(0, part.length)
      }
    },
  }
}

export async function textOf(stream: BlockStream): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const block of stream) parts.push(Uint8Array.from(block))
  return Buffer.concat(parts).toString('utf8')
}
