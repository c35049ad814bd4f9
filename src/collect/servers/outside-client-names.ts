import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import type { ClientNames } from '../tls/client-names.ts'
import { clientDialogues } from './client-dialogues.ts'

/** In the place of `tls.client-names`: the names by which a stranger's mail program came to the servers. */
export const outsideClientNames = fact({
  id: 'servers.client-names',
  summary: 'Names of the hosts where services for mail programs answer.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { clients: clientDialogues },
  collect(_world, { clients }): Fact<ClientNames> {
    if (clients.status === 'absent') return clients
    const answering = clients.value.filter(
      ({ dialogue }) => dialogue.status === 'known' && dialogue.value.greeting !== undefined,
    )
    const names = [...new Set(answering.map(({ host }) => host))]
    return known({ names, certificateNames: [], evidence: [] })
  },
})
