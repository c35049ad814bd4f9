import { absent, known, unknown } from '../../../src/access/answer.ts'
import type { RecordLookUp } from '../../../src/collect/dns/look-up.ts'

/** `name TYPE` → data; 'TIMEOUT' for a question that nobody answers. What is not there does not exist. */
export type WrittenZone = Readonly<Record<string, readonly string[] | 'TIMEOUT'>>

/** A DNS that knows what a test wrote down. */
export function zoneLookUp(zone: WrittenZone): RecordLookUp {
  return async (name, type) => {
    const asked = name.toLowerCase().replace(/\.$/, '')
    const data = zone[`${asked} ${type}`]
    if (data === 'TIMEOUT') return unknown('timeout', 'no answer')
    if (data !== undefined) return known(data)
    const exists = Object.keys(zone).some((key) => {
      const one = key.split(' ')[0] ?? ''
      return one === asked || one.endsWith(`.${asked}`)
    })
    return absent({
      kind: 'dns',
      where: `${asked} ${type}`,
      text: exists ? 'no such record' : 'NXDOMAIN',
      at: '',
    })
  }
}
