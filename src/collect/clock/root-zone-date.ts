import { absent, type Evidence, known } from '../../access/answer.ts'
import { lookUp } from '../dns/look-up.ts'
import { type Fact, fact } from '../fact.ts'

/** The day that the serial number of the internet's root zone names. */
export interface RootZoneDate {
  /** Its beginning, milliseconds since 1970 UTC. */
  readonly dayAt: number
  readonly evidence: readonly Evidence[]
}

/** Of the internet's root; private roots number as they like. */
const primary = 'a.root-servers.net'

/**
 * The root zone is published twice a day, and its serial number is the date (`2026112400`): a clock that
 * everybody with a resolver can read. It may come from a cache, one day old.
 */
export const rootZoneDate = fact({
  id: 'clock.root-zone-date',
  summary: 'The date in the serial number of the root zone. Absent: this is not the internet’s root.',
  async collect(world): Promise<Fact<RootZoneDate>> {
    // With a wrong clock every signature seems false: so without validation.
    const answer = await lookUp(world, { name: '.', type: 'SOA', checkingDisabled: true })
    if (answer.status !== 'known') return answer
    const data = answer.value.records[0]?.data ?? ''
    const dayAt = serialDay(data)
    return dayAt === undefined ? absent(...answer.evidence) : known({ dayAt, evidence: answer.evidence })
  },
})

/** `mname rname serial …` → the start of the day in the serial; not the internet's root → undefined. */
export function serialDay(data: string): number | undefined {
  const [name = '', , serial = ''] = data.split(' ')
  const match = /^(20\d\d)(\d\d)(\d\d)\d\d$/.exec(serial)
  if (match === null || name.replace(/\.$/, '').toLowerCase() !== primary) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const at = Date.UTC(year, month - 1, day)
  return new Date(at).getUTCDate() === day && month <= 12 ? at : undefined
}
