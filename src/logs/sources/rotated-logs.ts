import type { Evidence, Reason } from '../../access/answer.ts'
import type { Host } from '../../access/host/host.ts'
import { isPacked } from '../../access/host/log-files.ts'
import { PackedBlocks } from '../../access/host/packed-blocks.ts'
import { firstInstant } from '../findings/line-instants.ts'
import type { LogInput } from '../findings/log-input.ts'
import type { WindowOptions } from '../findings/mail-log-listener.ts'
import { filesOfPlace } from '../places/places.ts'
import { BegunBlocks } from './begun-blocks.ts'
import { windowStart } from './window.ts'

/** Of a set that is rotated every hour, no day has more. */
const mostFiles = 40

interface Written {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedAt: number
}

interface OpenLog extends LogInput {
  readonly blocks: BegunBlocks
  readonly fromMiddle: boolean
}

/** Opens the files of logs that hold lines of a window; no file twice, by whatever names it goes. */
export class RotatedLogs {
  readonly #host: Host
  readonly #options: WindowOptions
  readonly #opened = new Set<string>()
  readonly evidence: Evidence[] = []
  /** Why the first file that could not be read could not. */
  refused: Reason | undefined

  constructor(host: Host, options: WindowOptions) {
    this.#host = host
    this.#options = options
  }

  /**
   * A log, with the rotated files before it as far as the window reaches, oldest first. `path` may be a
   * pattern. None where nothing was written within the window.
   */
  async open(path: string): Promise<LogInput[]> {
    const found = await filesOfPlace(this.#host, { path, why: '', scope: 'mail', level: 0 })
    // A folder that may not be listed, or a log that is not there: ask for the usual names.
    const names = found.length > 0 ? found : [path, `${path}.1`]
    const seen = await Promise.all(names.slice(0, 500).map((name) => this.#written(name, name === path)))
    const newestFirst = seen
      .filter((file) => file !== undefined)
      .toSorted((a, b) => b.modifiedAt - a.modifiedAt || Number(b.path === path) - Number(a.path === path))
    const logs: LogInput[] = []
    for (const file of newestFirst.slice(0, mostFiles)) {
      const log = await this.#open(file)
      if (log === undefined) continue
      logs.unshift(log)
      if (await this.#beginsBefore(log)) break
    }
    return logs
  }

  /** A file that was written to within the window; undefined for any other, and for one that was opened. */
  async #written(path: string, isMain: boolean): Promise<Written | undefined> {
    const status = await this.#host.status(path)
    if (status.status === 'unknown' && isMain) this.refused ??= status.because
    if (status.status !== 'known') return undefined
    const { type, target, sizeBytes, modifiedAt } = status.value
    if ((target?.type ?? type) !== 'file' || sizeBytes === 0 || modifiedAt < this.#options.from)
      return undefined
    const place = target?.path ?? path
    if (this.#opened.has(place)) return undefined
    this.#opened.add(place)
    return { path, sizeBytes, modifiedAt }
  }

  async #open({ path, sizeBytes, modifiedAt }: Written): Promise<OpenLog | undefined> {
    const startByte = isPacked(path) ? 0 : await windowStart(this.#host, path, sizeBytes, this.#options)
    const answer = await this.#host.readBlocks(path, { startByte })
    if (answer.status === 'unknown') this.refused ??= answer.because
    if (answer.status !== 'known') return undefined
    this.evidence.push(...answer.evidence)
    const blocks = isPacked(path) ? new PackedBlocks(path, answer.value) : answer.value
    return { where: path, modifiedAt, blocks: new BegunBlocks(blocks), fromMiddle: startByte > 0 }
  }

  /** Whether the log begins before the window: then no file before it is missing. */
  async #beginsBefore({ blocks, modifiedAt, fromMiddle }: OpenLog): Promise<boolean> {
    if (fromMiddle) return true
    const { now, zone, from } = this.#options
    const begins = firstInstant(await blocks.first(), { modifiedAt, now, zone })
    return begins !== undefined && begins <= from
  }
}
