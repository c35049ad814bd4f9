import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import type { ClientSetting } from '../clients/client-setting.ts'
import { clientSettingsOf } from '../clients/client-settings.ts'
import { type Fact, fact } from '../fact.ts'
import { domainOf } from '../mail/probed-domain.ts'
import { dialogueOnce } from './held-once.ts'
import { relayRecipients } from './relay-recipients.ts'
import { type ServerHost, serverHosts } from './server-hosts.ts'
import { clientPorts, type ServerPort } from './server-ports.ts'

/** What one service of one address says to a client that does not log in. */
export interface ClientDialogue extends ServerPort {
  readonly host: string
  readonly address: string
  readonly dialogue: Fact<DialogueSeen>
}

/** Ports that say how a firewall treats the rest. */
const telltalePorts = 4

export const clientDialogues = fact({
  id: 'servers.client-dialogues',
  summary:
    'What IMAP, POP3, submission and ManageSieve of the hosts for mail programs answer, for each address.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { hosts: serverHosts },
  async collect(world, { hosts }): Promise<Fact<readonly ClientDialogue[]>> {
    if (hosts.status === 'absent') return hosts
    const settings = await clientSettingsOf(world, domainOf(world))
    const named = settings.status === 'known' ? settings.value : []
    const held = await Promise.all(distinctDoors(hosts.value).map((door) => askAll(world, door, named)))
    return known(held.flat())
  },
})

interface Door {
  readonly host: string
  readonly address: string
  /** False: the address is asked under another name already, for the ports that are published only. */
  readonly isFirst: boolean
}

function distinctDoors(hosts: readonly ServerHost[]): readonly Door[] {
  const seen = new Set<string>()
  return hosts.flatMap(({ host, addresses }) =>
    addresses.map((address) => {
      const isFirst = !seen.has(address)
      seen.add(address)
      return { host, address, isFirst }
    }),
  )
}

async function askAll(
  world: World,
  door: Door,
  settings: readonly ClientSetting[],
): Promise<readonly ClientDialogue[]> {
  const published = settings.filter(({ host, protocol }) => host === door.host && protocol !== 'jmap')
  const extra = published.map(portOf)
  const usual = door.isFirst ? clientPorts : []
  const all = [...new Map([...usual, ...extra].map((one) => [one.port, one])).values()]
  const first = await ask(world, door, all.slice(0, telltalePorts))
  // A firewall that drops these drops the others too: they would cost four seconds each.
  const silent = first.every(({ dialogue }) => dialogue.status === 'known' && isSilent(dialogue.value))
  const rest = all.slice(telltalePorts)
  const worthwhile = silent ? rest.filter(({ port }) => extra.some((one) => one.port === port)) : rest
  return [...first, ...(await ask(world, door, worthwhile))]
}

function isSilent({ end, greeting, connectMilliseconds }: DialogueSeen): boolean {
  return end === 'timeout' && greeting === undefined && connectMilliseconds === undefined
}

/** The port that a program is told, with what it speaks there. */
export function portOf({ protocol, port, security }: ClientSetting): ServerPort {
  const usual = clientPorts.find((one) => one.port === port)
  if (usual !== undefined) return usual
  const tls = security === 'implicit' ? 'implicit' : 'starttls'
  return { port, name: protocol, protocol: protocol === 'jmap' ? 'imap' : protocol, tls }
}

function ask(
  world: World,
  { host, address }: Door,
  ports: readonly ServerPort[],
): Promise<readonly ClientDialogue[]> {
  return Promise.all(
    ports.map(async (port) => {
      const { protocol, tls } = port
      const commands = protocol === 'smtp' ? { commands: relayCommands } : {}
      const endpoint = { address, port: port.port }
      const dialogue = await dialogueOnce(world, { protocol, endpoint, tls, serverName: host, ...commands })
      return { ...port, host, address, dialogue: named(dialogue, host, address, port.port, world) }
    }),
  )
}

/** Whether strangers may send through the port for users; no mail follows. */
const relayCommands = ['MAIL FROM:<>', `RCPT TO:<${relayRecipients[0]}>`, 'RSET']

/** Evidence says by which name the server was looked for. */
function named(
  dialogue: Fact<DialogueSeen>,
  host: string,
  address: string,
  port: number,
  world: World,
): Fact<DialogueSeen> {
  if (dialogue.status !== 'known') return dialogue
  const where = `${host}[${address}]:${port}`
  const at = isoTime(world.clock.now())
  const evidence = dialogue.evidence.map((one): Evidence => ({ ...one, where, at: one.at || at }))
  return known(dialogue.value, ...evidence)
}
