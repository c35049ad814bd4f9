import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { routes } from './routes.ts'

export const internetInterfaces = fact({
  id: 'network.internet-interfaces',
  summary: 'Interfaces that default routes lead through: what comes from outside comes in there.',
  needs: { routes },
  collect: (_world, { routes }): Fact<readonly string[]> => {
    if (routes.status === 'absent') return routes
    const names = routes.value
      .filter(({ isDefault, usable }) => isDefault && usable)
      .map((route) => route.interface)
    const found = [...new Set(names.filter((name) => name !== ''))]
    return found.length === 0 ? absent(...routes.evidence) : known(found, ...routes.evidence)
  },
})
