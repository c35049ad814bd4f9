import type { Stats } from 'node:fs'
import { lstat, opendir, readlink } from 'node:fs/promises'
import { type Answer, type Evidence, known } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'
import { Limiter, withinTime } from '../limiter.ts'
import { FileBlocks } from './file-blocks.ts'
import type { BlockRange, BlockStream, DirectoryEntry, FileStatus, Host, PublicKey } from './host.ts'
import type { Locator, Place } from './locator.ts'
import { beginsPrivateKey, redactPrivateKeys } from './private-key-redaction.ts'
import { publicKeyOf } from './public-key.ts'
import { answering, errnoOf, NotThere, Refusal } from './refusal.ts'
import { fileTypeOf, readHead, readWhole } from './regular-file.ts'

const defaultLimitBytes = 1 << 20
const keyLimitBytes = 1 << 16
const directoryLimit = 10_000
const parallelReads = 32
const defaultTimeoutMilliseconds = 10_000

export interface FileOptions {
  readonly clock: Clock
  /** For each question, and for each block of a stream: a dead network file system answers never. */
  readonly timeoutMilliseconds?: number
}

/**
 * The questions about files, for every host whose files can be opened on this machine. Where they are
 * is the locator's business. At most 32 questions are under way at once, each bounded in time.
 */
export class Files implements Omit<Host, 'kind' | 'run'> {
  readonly #locate: Locator
  readonly #clock: Clock
  readonly #timeoutMilliseconds: number
  readonly #reads = new Limiter(parallelReads)

  constructor(locate: Locator, { clock, timeoutMilliseconds }: FileOptions) {
    this.#locate = locate
    this.#clock = clock
    this.#timeoutMilliseconds = timeoutMilliseconds ?? defaultTimeoutMilliseconds
  }

  readFile(path: string, limitBytes = defaultLimitBytes): Promise<Answer<Uint8Array>> {
    return this.#ask(path, async () => {
      const content = await readWhole(await this.#locate(path, 'follow'), limitBytes)
      return known(redactPrivateKeys(content), this.#evidence(path, `${content.length} bytes`))
    })
  }

  readBlocks(path: string, range: BlockRange = {}): Promise<Answer<BlockStream>> {
    const limits = { reads: this.#reads, timeoutMilliseconds: this.#timeoutMilliseconds }
    return this.#ask(path, async () => {
      const place = await this.#locate(path, 'follow')
      await refusePrivateKey(place)
      return known<BlockStream>(new FileBlocks(place, range, limits), this.#evidence(path, 'read in blocks'))
    })
  }

  listDirectory(path: string): Promise<Answer<readonly DirectoryEntry[]>> {
    return this.#ask(path, async () => {
      const place = await this.#locate(path, 'follow')
      const entries: DirectoryEntry[] = []
      // Not readdir: a queue directory may hold a million names.
      for await (const entry of await opendir(place.real, { bufferSize: 1024 })) {
        if (entries.length === directoryLimit) {
          throw new Refusal('too-big', `${path}: has more than ${directoryLimit} entries`)
        }
        entries.push({ name: entry.name, type: fileTypeOf(entry) })
      }
      entries.sort((a, b) => (a.name < b.name ? -1 : 1))
      return known<readonly DirectoryEntry[]>(entries, this.#evidence(path, `${entries.length} entries`))
    })
  }

  status(path: string): Promise<Answer<FileStatus>> {
    return this.#ask(path, async () => {
      const status = await this.#statusOf(await this.#locate(path, 'keep'))
      return known(status, this.#evidence(path, inWords(status)))
    })
  }

  readPublicKey(path: string): Promise<Answer<PublicKey>> {
    return this.#ask(path, async () => {
      const key = publicKeyOf(await readWhole(await this.#locate(path, 'follow'), keyLimitBytes))
      if ('malformed' in key) throw new Refusal('malformed', `${path}: ${key.malformed}`)
      return known(key, this.#evidence(path, `private key, ${key.algorithm}`))
    })
  }

  async #statusOf(place: Place): Promise<FileStatus> {
    const own = await lstat(place.real)
    if (!own.isSymbolicLink()) return statusFrom(own)
    const linkText = await readlink(place.real)
    const target = await this.#targetOf(place)
    if (target === undefined) return { ...statusFrom(own), linkText }
    const { type, ...rest } = statusFrom(await lstat(target.real))
    return { ...rest, type: 'symlink', linkText, target: { path: target.inside, type } }
  }

  async #targetOf(place: Place): Promise<Place | undefined> {
    try {
      return await this.#locate(place.inside, 'follow')
    } catch (error) {
      if (error instanceof NotThere || errnoOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  #ask<T>(path: string, question: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const absence = (text: string) => this.#evidence(path, text)
    return answering(path, absence, async () => {
      refuseUnlessAbsolute(path)
      return this.#reads.run(() => withinTime(this.#timeoutMilliseconds, question()))
    })
  }

  #evidence(path: string, text: string): Evidence {
    return { kind: 'file', where: path, text, at: isoTime(this.#clock.now()) }
  }
}

/** Proves at the same time that the file can be read. */
async function refusePrivateKey(place: Place) {
  const head = await readHead(place)
  if (!beginsPrivateKey(head)) return
  throw new Refusal('refused', `${place.inside}: holds a private key, which is never read out`)
}

function refuseUnlessAbsolute(path: string) {
  if (path.startsWith('/') && !path.includes('\0')) return
  throw new Refusal('malformed', `${JSON.stringify(path.slice(0, 200))}: is not an absolute path`)
}

function statusFrom(seen: Stats): FileStatus {
  const { uid, gid, size: sizeBytes, ino: inode } = seen
  const modifiedAt = Math.trunc(seen.mtimeMs)
  return { type: fileTypeOf(seen), mode: seen.mode & 0o7777, uid, gid, sizeBytes, modifiedAt, inode }
}

function inWords({ type, mode, uid, gid, sizeBytes, linkText }: FileStatus): string {
  const arrow = linkText === undefined ? '' : ` -> ${linkText}`
  return `${type}${arrow}, mode ${mode.toString(8).padStart(4, '0')}, uid ${uid}, gid ${gid}, ${sizeBytes} bytes`
}
