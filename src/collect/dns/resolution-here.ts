import { known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { lookUp } from './look-up.ts'

/** The same precondition in a probe: the machine that looks must be able to ask the DNS. */
export const resolutionHere = fact({
  id: 'dns.resolution-here',
  summary: 'Whether the machine that looks from outside can ask the public DNS.',
  onlyFromOutside: true,
  fromOutside: 'same',
  async collect(world): Promise<Fact<true>> {
    const answers = [
      await lookUp(world, { name: '.', type: 'NS' }),
      // A resolver that refuses the root may still know other names.
      await lookUp(world, { name: 'arpa', type: 'SOA' }),
    ]
    const told = answers.find((answer) => answer.status === 'known') ?? (await knowsDomain(world))
    if (told !== undefined) return known(true, ...told.evidence)
    // Behind a wall, a resolver may deny whatever is not inside: its NXDOMAIN says nothing of the world.
    if (answers.some((answer) => answer.status === 'absent'))
      return unknown(
        'refused',
        'the resolver of this machine knows no root servers: what it denies may well exist',
        'run the probe where the public DNS can be asked, or name such a resolver: --resolver ADDRESS',
      )
    const [first] = answers
    const code = first?.status === 'unknown' ? first.because.code : 'unreachable'
    const text =
      code === 'not-recorded' ? 'the capture does not hold this' : 'no resolver of this machine answers'
    return unknown(code, text, 'repair the name resolution of the machine that runs mailmedic')
  },
})

/** A server that serves the domain and nothing else, named by hand, tells enough. */
async function knowsDomain(world: World) {
  if (world.task === undefined) return undefined
  for (const type of ['SOA', 'MX'] as const) {
    const answer = await lookUp(world, { name: world.task.domain, type })
    if (answer.status === 'known') return answer
  }
  return undefined
}
