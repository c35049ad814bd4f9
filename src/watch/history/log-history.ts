import type { FollowedPiece } from '../../access/host/followed-file.ts'
import type { FollowEvent } from '../../logs/follow/event.ts'
import type { FollowedFigures } from '../../logs/follow/followed-figures.ts'
import type { FollowedLogs } from '../../logs/follow/followed-logs.ts'
import type { ZoneOffset } from '../../logs/zone.ts'
import type { LogPosition } from '../../store/history-store.ts'
import type { Store } from '../../store/store.ts'

/** What pieces of the journal are called. */
export const journalPath = 'journalctl'

type Placed = Exclude<FollowedPiece, { kind: 'change' }>

/**
 * Followed lines → figures of the past. What was counted and how far was read are kept in one transaction,
 * so that a kill loses nothing and counts nothing twice: the next process reads on from there.
 */
export class LogHistory {
  readonly #store: Store
  readonly #logs: FollowedLogs
  readonly #figures: FollowedFigures
  readonly #positions = new Map<string, LogPosition>()

  constructor(store: Store, logs: FollowedLogs, zone: ZoneOffset) {
    this.#store = store
    this.#logs = logs
    this.#figures = logs.countIn(zone)
  }

  /** What happened, by lines that are new. */
  take(piece: FollowedPiece): FollowEvent[] {
    if (piece.kind === 'change') return []
    const events = piece.kind === 'lines' ? this.#logs.take(piece) : []
    const position = positionOf(piece)
    if (position !== undefined) this.#positions.set(piece.path, position)
    return events
  }

  /** How far a path was read, kept or not yet: a byte, or a microsecond of the journal. */
  readTo(path: string): number | undefined {
    const kept = () => this.#store.logPositions.all().find((position) => position.path === path)
    return (this.#positions.get(path) ?? kept())?.offset
  }

  /** Keeps what was counted since; where that fails (a full disk) it is kept the next time. Throws then. */
  keep(): void {
    if (this.#positions.size === 0) return
    this.#store.transaction(() => {
      const { counts, delays } = this.#figures.counted()
      this.#store.history.count(counts)
      for (const { stage, at, buckets } of delays) this.#store.history.delays(stage, at, buckets)
      for (const position of this.#positions.values()) this.#store.logPositions.put(position)
    })
    this.#figures.forget()
    this.#positions.clear()
  }
}

function positionOf(piece: Placed): LogPosition | undefined {
  const { path, readTo } = piece
  // That was read and kept before.
  if (piece.kind === 'lines' && piece.isPast === true) return undefined
  if (readTo !== undefined) return { path, ...readTo }
  if (path !== journalPath || piece.kind !== 'lines') return undefined
  const offset = lastMicrosecond(piece.bytes)
  return offset === undefined ? undefined : { path, device: 0, inode: 0, offset }
}

/** Of the last dated line of `journalctl -o short-iso-precise`; microseconds since 1970 UTC. */
function lastMicrosecond(bytes: Buffer): number | undefined {
  const end = bytes.toString('latin1', Math.max(0, bytes.length - longestEnd))
  const stamps = [...end.matchAll(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})([+-]\d\d):?(\d\d) /gm)]
  const [, second = '', fraction = '', hours = '', minutes = ''] = stamps.at(-1) ?? []
  const at = Date.parse(`${second}${hours}:${minutes}`)
  return Number.isNaN(at) ? undefined : at * 1_000 + Number(fraction)
}

const longestEnd = 1 << 16
