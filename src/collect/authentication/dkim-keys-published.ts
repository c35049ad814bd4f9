import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { textRecords } from '../dns/look-up.ts'
import type { Fact } from '../fact.ts'
import { type DkimKeyRecord, parseDkimKeyRecord } from './dkim-key-record.ts'

/** Key records at a name. A TXT there without `p=` is no key (a wildcard's SPF record, for example). */
export async function keyRecords(world: World, name: string): Promise<Fact<readonly DkimKeyRecord[]>> {
  const answer = await textRecords(world, name)
  if (answer.status !== 'known') return answer
  const records = answer.value.filter((text) => /(?:^|;)\s*p\s*=/.test(text)).map(parseDkimKeyRecord)
  return records.length === 0
    ? { status: 'absent', evidence: answer.evidence }
    : known(records, ...answer.evidence)
}
