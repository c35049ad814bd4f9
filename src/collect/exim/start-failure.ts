import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { eximRunning } from './running.ts'

/** Why Exim ended as soon as it was started. */
export interface EximStartFailure {
  /** Its own words, the first of them. */
  readonly reason: string
  readonly unit: string
  readonly evidence: readonly Evidence[]
}

const unit = 'exim4.service'
const line = /^(\S+) \S+ exim4?\[\d{1,10}\]: (?:\d{4}-\d\d-\d\d [\d:.]{8,15} )?(.{1,500})$/
/** exim.c and log.c, `exim_fail`: what makes Exim end at once. */
const words =
  /^exim: (.{1,200}?)(?:: abandoned|: see message\(s\) above)?$|^(Cannot open main log file .{1,300}|socket bind\(\) to .{1,300}failed.{0,100})/

export const eximStartFailure = fact({
  id: 'exim.start-failure',
  privilege: 'root',
  summary: 'What Exim said when it was last started and ended at once. Absent: it runs, or said nothing.',
  needs: { state: eximRunning },
  async collect(world, { state }): Promise<Fact<EximStartFailure>> {
    if (state.status === 'absent' || state.value.running) return absent()
    const journal = await world.host.run({ name: 'journal-unit', arguments: [unit] })
    if (journal.status !== 'known') return journal
    const lines = journal.value.stdout.split('\n')
    // Only what came with the last start counts.
    const lastStart = lines.findLastIndex((text) => text.includes('Starting MTA'))
    const said = lines.slice(Math.max(0, lastStart)).flatMap((text) => {
      const [, at, message = ''] = line.exec(text) ?? []
      const match = words.exec(message)
      const reason = match?.[2] ?? match?.[1]
      return reason === undefined ? [] : [{ reason, text: message, at: at ?? isoTime(world.clock.now()) }]
    })
    const [first] = said
    if (first === undefined) return absent(...journal.evidence)
    const evidence = said
      .slice(0, 3)
      .map(({ text, at }) => ({ kind: 'log', where: `journalctl -u ${unit}`, text, at }) as const)
    return known({ reason: first.reason, unit, evidence }, ...evidence)
  },
})
