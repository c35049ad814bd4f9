import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'

export const postfixMapTypes = fact({
  id: 'postfix.map-types',
  summary: 'Table types that this Postfix supports (postconf -m).',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<ReadonlySet<string>>> {
    if (configuration.status === 'absent') return configuration
    const answer = await world.host.run({ name: 'postconf-map-types' })
    if (answer.status !== 'known') return answer
    const types = answer.value.stdout.split(/\s+/).filter((type) => type !== '')
    return types.length === 0 ? absent(...answer.evidence) : known(new Set(types), ...answer.evidence)
  },
})
