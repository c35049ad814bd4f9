import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { hostAddresses } from '../dns/look-up.ts'
import { ownAddresses, ownershipOf } from '../dns/own-addresses.ts'
import { ownExchangers } from '../dns/own-exchangers.ts'
import { type Fact, fact } from '../fact.ts'
import { heloName } from '../mail/helo-name.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import { outsideClientNames } from '../servers/outside-client-names.ts'
import { certificatesInUse } from './certificates-in-use.ts'

/** Names by which mail programs may know this host. */
export interface ClientNames {
  /** Its own name, its EHLO name, and those MX targets of its domains that lead here; lower case. */
  readonly names: readonly string[]
  /** Names in its certificates that lead here, or of which nobody could say where they lead. */
  readonly certificateNames: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** More names in one certificate than this are customers' domains: the first of them tell enough. */
const mostNames = 20

export const clientNames = fact({
  id: 'tls.client-names',
  fromOutside: outsideClientNames,
  summary: 'Names under which mail programs may reach this host, and names of its certificates that do.',
  needs: { certificates: certificatesInUse },
  optional: {
    configuration: postfixConfiguration,
    helo: heloName,
    exchangers: ownExchangers,
    own: ownAddresses,
  },
  async collect(world, { certificates, configuration, helo, exchangers, own }): Promise<Fact<ClientNames>> {
    if (certificates.status === 'absent') return certificates
    const addresses = own.status === 'known' ? own.value : []
    const here = exchangers.status === 'known' ? exchangers.value : []
    const leadHere = here.filter(
      ({ addresses: of }) => of.status !== 'known' || of.value.some((one) => isHere(one, addresses)),
    )
    const hostName =
      configuration.status === 'known' ? (configuration.value.value('myhostname') ?? '').toLowerCase() : ''
    const names = [hostName, helo.status === 'known' ? helo.value : '', ...leadHere.map(({ host }) => host)]
    const inCertificates = [
      ...new Set(certificates.value.served.flatMap(({ leaf }) => leaf.names.slice(0, mostNames))),
    ].filter((name) => !name.startsWith('*') && name.includes('.'))
    const looked = await Promise.all(
      inCertificates.slice(0, mostNames).map((name) => mayLeadHere(world, name, addresses)),
    )
    const evidence = configuration.status === 'known' ? configuration.value.evidence('myhostname') : []
    return known({
      names: [...new Set(names.filter((name) => name.includes('.')))],
      certificateNames: looked.flat(),
      evidence,
    })
  },
})

async function mayLeadHere(world: World, name: string, own: readonly string[]): Promise<string[]> {
  const found = await hostAddresses(world, name)
  if (found.status === 'unknown') return [name]
  if (found.status === 'absent') return []
  return found.value.some((address) => isHere(address, own)) ? [name] : []
}

function isHere(address: string, own: readonly string[]): boolean {
  return ownershipOf(address, own) !== 'foreign'
}
