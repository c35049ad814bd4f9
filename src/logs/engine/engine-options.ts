import type { JourneySink } from './journey-sink.ts'
import type { LogListener } from './listener.ts'
import type { Classify } from './reasons.ts'
import type { Room } from './room.ts'
import type { TimeWindow } from './time-window.ts'

/** How a log is read, and who is told of it. */
export interface EngineOptions {
  readonly classify: Classify
  /** Of stamps that have none; without it the file's time of change tells. */
  readonly year?: number | undefined
  readonly sink?: JourneySink | undefined
  /** Lines outside it are not read: the totals are those of a log that holds no others. */
  readonly window?: TimeWindow | undefined
  /** Told of what each line says; without one, nothing is decoded for it. */
  readonly listener?: LogListener | undefined
  readonly room?: Room | undefined
  /** False: without WebAssembly every line is read by the slower way; what is told is the same. */
  readonly pass?: boolean
}
