import { absent, known, unknown } from '../../src/access/answer.ts'
import { fixedClock } from '../../src/access/clock.ts'
import { type CommandOutput, commandLine } from '../../src/access/host/commands.ts'
import type { DirectoryEntry, FileStatus, Host } from '../../src/access/host/host.ts'
import type { ConnectOutcome, Net } from '../../src/access/net/net.ts'
import type { World } from '../../src/access/world.ts'

/** A machine written down in a test: what its files hold, what its commands print, whom it reaches. */
export interface WrittenWorld {
  readonly files?: Readonly<Record<string, string>>
  readonly statuses?: Readonly<Record<string, Partial<FileStatus>>>
  /** By command line, such as `doveconf -n`. What is not here is not installed. */
  readonly commands?: Readonly<Record<string, string | Partial<CommandOutput>>>
  /** By `address:port`; what is not here refuses. */
  readonly connects?: Readonly<Record<string, ConnectOutcome['outcome']>>
  /** Paths that may not be read. */
  readonly forbidden?: readonly string[]
  readonly kind?: Host['kind']
}

export const writtenNow = Date.UTC(2026, 10, 24, 3)

/** A world in which exactly what is written exists. */
export function worldOf(written: WrittenWorld): World {
  return { host: hostOf(written), net: netOf(written), clock: fixedClock(writtenNow) }
}

function hostOf({
  files = {},
  statuses = {},
  commands = {},
  forbidden = [],
  kind = 'local',
}: WrittenWorld): Host {
  const denied = (path: string) => forbidden.some((one) => path === one || path.startsWith(`${one}/`))
  const noPermission = (path: string) => unknown('no-permission', `${path}: permission denied`)
  const paths = [...Object.keys(files), ...Object.keys(statuses)]
  return {
    kind,
    readFile: async (path) => {
      const text = files[path]
      if (denied(path)) return noPermission(path)
      return text === undefined ? absent() : known(new TextEncoder().encode(text))
    },
    readBlocks: async () => unknown('not-recorded', 'not written'),
    listDirectory: async (path) => {
      if (denied(path)) return noPermission(path)
      const prefix = path === '/' ? '/' : `${path}/`
      const below = paths.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length))
      const names = [...new Set(below.map((one) => one.split('/')[0] ?? ''))].sort()
      const entries = names.map((name): DirectoryEntry => {
        const isFolder = below.some((one) => one.startsWith(`${name}/`))
        return { name, type: isFolder ? 'directory' : (statuses[prefix + name]?.type ?? 'file') }
      })
      return entries.length === 0 ? absent() : known(entries)
    },
    status: async (path) => {
      if (denied(path)) return noPermission(path)
      const isFile = path in files
      const isFolder = paths.some((one) => one.startsWith(`${path}/`)) || path === '/'
      if (!isFile && !isFolder && !(path in statuses)) return absent()
      return known({ ...plain, type: isFile ? 'file' : 'directory', ...statuses[path] })
    },
    readPublicKey: async () => absent(),
    run: async (command) => {
      const output = commands[commandLine(command)]
      if (output === undefined) return unknown('tool-missing', `${commandLine(command)}: not installed`)
      const whole = typeof output === 'string' ? { stdout: output } : output
      return known({ exitCode: 0, stdout: '', stderr: '', ...whole })
    },
  }
}

const plain: FileStatus = {
  type: 'file',
  mode: 0o755,
  uid: 0,
  gid: 0,
  sizeBytes: 0,
  modifiedAt: writtenNow,
  inode: 1,
}

function netOf({ connects = {} }: WrittenWorld): Net {
  return {
    resolve: async () => unknown('not-recorded', 'not written'),
    connect: async ({ address, port }) => {
      const outcome = connects[`${address}:${port}`] ?? 'refused'
      if (outcome === 'connected') return known({ outcome, milliseconds: 1 })
      return known({ outcome, milliseconds: 1, error: outcome })
    },
    dialogue: async () => unknown('not-recorded', 'not written'),
    fetch: async () => unknown('not-recorded', 'not written'),
  }
}
