import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

/** From outside no address is the examined machine's own: all of them are asked as a stranger asks. */
export const nothingOurs = fact({
  id: 'dns.nothing-ours',
  summary: 'The addresses of the machine itself, when it is a domain that is looked at: none.',
  onlyFromOutside: true,
  fromOutside: 'same',
  collect: (): Fact<readonly string[]> => known([]),
})
