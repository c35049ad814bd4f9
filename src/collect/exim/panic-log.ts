import { absent, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { eximInstalled } from './installed.ts'
import { lastText, panicLogs } from './refusal.ts'

/** What Exim could not put into its main log, or wanted to be read by somebody. */
export interface EximPanicLog {
  readonly path: string
  readonly sizeBytes: number
  /** Milliseconds since 1970 UTC. */
  readonly modifiedAt: number
  /** Its last line, verbatim. */
  readonly lastLine: string
}

export const eximPanicLog = fact({
  id: 'exim.panic-log',
  privilege: 'root',
  summary:
    'Exim’s panic log, if there is something in it: size, time, last line. Absent: no Exim, or nothing in it.',
  needs: { installed: eximInstalled },
  async collect(world, { installed }): Promise<Fact<EximPanicLog>> {
    if (installed.status === 'absent') return absent()
    for (const path of panicLogs) {
      const status = await world.host.status(path)
      if (status.status === 'unknown') return status
      if (status.status === 'absent' || status.value.sizeBytes === 0) continue
      const { sizeBytes, modifiedAt } = status.value
      const lines = (await lastText(world, path, sizeBytes)).trimEnd().split('\n')
      const lastLine = lines.at(-1) ?? ''
      const evidence = { kind: 'log', where: path, text: lastLine, at: isoTime(modifiedAt) } as const
      return known({ path, sizeBytes, modifiedAt, lastLine }, evidence)
    }
    return absent()
  },
})
