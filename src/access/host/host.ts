import type { Answer, Reason } from '../answer.ts'
import type { CommandOutput, NamedCommand } from './commands.ts'

/** Where the examined machine is: this one, a directory with its root file system, a capture, or out of sight. */
export type HostKind = 'local' | 'root' | 'capture' | 'outside'

export type FileType = 'file' | 'directory' | 'symlink' | 'socket' | 'fifo' | 'device' | 'other'

/** What `lstat(2)` and `stat(2)` say; `type` is that of the link itself, the rest is of its target. */
export interface FileStatus {
  readonly type: FileType
  /** Only of a symbolic link: the path that is written in it, verbatim. */
  readonly linkText?: string
  /** Only of a symbolic link that leads to something: all links followed. Missing: it dangles. */
  readonly target?: { readonly path: string; readonly type: FileType }
  /** Permission bits, such as 0o640. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly sizeBytes: number
  /** Milliseconds since 1970 UTC. */
  readonly modifiedAt: number
  readonly inode: number
}

export interface DirectoryEntry {
  readonly name: string
  readonly type: FileType
}

/**
 * Which part is read in blocks. `startByte` may be negative: from the end (of a file; a command's
 * output has only a beginning). Without `limitBytes`: all of a file, or what `commands.ts` allows.
 */
export interface BlockRange {
  readonly startByte?: number
  readonly limitBytes?: number
}

/**
 * A file or a command's output, block by block (at most 1 MiB each). A block is only valid until the
 * next one is asked for. It is read once, to its end or until `break`.
 */
export interface BlockStream extends AsyncIterable<Uint8Array> {
  /** Set when the iteration ended before the range that was asked for: what was read is not all. */
  readonly cutShort?: Reason
}

/** The public half of a private key file. The private bytes never leave the access layer. */
export interface PublicKey {
  readonly algorithm: string
  /** Size of the modulus or curve in bits, where it is defined. */
  readonly bits?: number
  /** Subject public key info (RFC 5280 §4.1.2.7), DER, base64. */
  readonly spki: string
}

/** The machine under examination. Its refusals are answers, not exceptions. Read-only. */
export interface Host {
  readonly kind: HostKind
  /**
   * Reads a regular file of at most `limitBytes` (default 1 MiB); a longer one is `unknown` (too-big).
   * Follows links. The bodies of private keys come back as `[redacted]`, line by line.
   */
  readFile(path: string, limitBytes?: number): Promise<Answer<Uint8Array>>
  /** Reads a large file, or what a command prints, block by block: for logs too big to hold. */
  readBlocks(source: string | NamedCommand, range?: BlockRange): Promise<Answer<BlockStream>>
  /** Names in a directory, sorted by code unit; more than 10,000 are `unknown` (too-big). */
  listDirectory(path: string): Promise<Answer<readonly DirectoryEntry[]>>
  /** What a path is, without opening it. A link that leads in a circle is `unknown`. */
  status(path: string): Promise<Answer<FileStatus>>
  /** The public half of the first private key in a file; encrypted or broken: `unknown` (malformed). */
  readPublicKey(path: string): Promise<Answer<PublicKey>>
  /**
   * Runs one of the named read-only commands (`commands.ts`), never a shell string. A non-zero exit
   * code is `known`; `unknown` is: not installed here (tool-missing), too slow, killed, no permission.
   */
  run(command: NamedCommand): Promise<Answer<CommandOutput>>
}
