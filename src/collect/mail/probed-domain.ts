import { absent, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** The domain that a probe was asked about, in the place of those that a host would name. */
export const probedDomain = fact({
  id: 'mail.probed-domain',
  summary: 'The domain that is looked at from outside, lower case.',
  onlyFromOutside: true,
  fromOutside: 'same',
  collect: ({ task }): Fact<readonly string[]> => (task === undefined ? absent() : known([task.domain])),
})

/** For facts that are looked at from outside only, where there always is one. */
export function domainOf({ task }: World): string {
  return task?.domain ?? ''
}
