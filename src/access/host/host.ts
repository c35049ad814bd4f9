import type { Answer } from '../answer.ts'
import type { CommandOutput, NamedCommand } from './commands.ts'

/** Where the examined machine is: this one, a directory with its root file system, or a capture. */
export type HostKind = 'local' | 'root' | 'capture'

export type FileType = 'file' | 'directory' | 'symlink' | 'socket' | 'fifo' | 'device' | 'other'

/** What `lstat(2)` and `stat(2)` say; `type` is that of the link itself, the rest is of its target. */
export interface FileStatus {
  readonly type: FileType
  readonly target?: { readonly path: string; readonly type: FileType }
  /** Permission bits, such as 0o640. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly sizeBytes: number
  readonly modifiedAt: number
  readonly inode: number
}

export interface DirectoryEntry {
  readonly name: string
  readonly type: FileType
}

/** A file read in blocks, for logs that are too big to hold. `startByte` may be negative: from the end. */
export interface BlockRange {
  readonly startByte?: number
  readonly limitBytes?: number
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
  /** Reads at most `limitBytes` (default 1 MiB); a longer file is `unknown` (too-big). Follows links. */
  readFile(path: string, limitBytes?: number): Promise<Answer<Uint8Array>>
  /** Reads a large file block by block; the blocks are only valid until the next one is asked for. */
  readBlocks(path: string, range?: BlockRange): Promise<Answer<AsyncIterable<Uint8Array>>>
  /** Names in a directory, sorted; at most 10,000. */
  listDirectory(path: string): Promise<Answer<readonly DirectoryEntry[]>>
  status(path: string): Promise<Answer<FileStatus>>
  readPublicKey(path: string): Promise<Answer<PublicKey>>
  /** Runs one of the named read-only commands (`commands.ts`), never a shell string. */
  run(command: NamedCommand): Promise<Answer<CommandOutput>>
}
