import { absent, known } from '../../access/answer.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { heloName } from '../mail/helo-name.ts'
import { outsideProbes } from '../servers/outside-probes.ts'
import { type ListeningSocket, listeningSockets } from '../system/listening-sockets.ts'
import { type ConfiguredService, configuredServices } from './configured-services.ts'

/** A configured service that listens, and how it answered a dialogue held from this machine itself. */
export interface ServiceProbe {
  readonly service: ConfiguredService
  /** Where it was asked: an address of its own, the loopback where it listens everywhere. */
  readonly address: string
  readonly dialogue: Fact<DialogueSeen>
}

export const serviceProbes = fact({
  id: 'services.probes',
  fromOutside: outsideProbes,
  summary: 'What each listening service of this host answers: greeting, capabilities, TLS and certificate.',
  needs: { services: configuredServices, sockets: listeningSockets },
  optional: { name: heloName },
  async collect(world, { services, sockets, name }): Promise<Fact<readonly ServiceProbe[]>> {
    if (services.status === 'absent' || sockets.status === 'absent') return absent()
    const serverName = name.status === 'known' ? name.value : undefined
    const probes = await Promise.all(
      services.value.map(async (service) => {
        const address = addressToAsk(service, sockets.value)
        return address === undefined || service.behindProxy
          ? []
          : [await probe(world, service, address, serverName)]
      }),
    )
    const held = probes.flat()
    return held.length === 0 ? absent() : known(held)
  },
})

async function probe(
  world: World,
  service: ConfiguredService,
  address: string,
  serverName: string | undefined,
): Promise<ServiceProbe> {
  const { protocol, port, tls } = service
  const named = serverName === undefined ? {} : { serverName, clientName: serverName }
  const dialogue = await world.net.dialogue({ protocol, endpoint: { address, port }, tls, ...named })
  return { service, address, dialogue }
}

/** The address at which a service waits: one that it names, else any on its port, loopback for all. */
function addressToAsk(service: ConfiguredService, sockets: readonly ListeningSocket[]): string | undefined {
  const here = sockets.filter(({ port }) => port === service.port)
  const wanted = here.find(({ address }) => service.addresses.includes(address)) ?? here[0]
  if (wanted === undefined) return undefined
  if (wanted.address === '0.0.0.0') return '127.0.0.1'
  return wanted.address === '::' ? '::1' : wanted.address
}
