import { type Evidence, known } from '../../access/answer.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import { type Fact, fact } from '../fact.ts'
import { exchangerDialogues } from '../mail/exchanger-dialogues.ts'
import type { ServiceProbe } from '../services/probes.ts'
import { clientDialogues } from './client-dialogues.ts'
import { type ServerPort, smtpPort } from './server-ports.ts'

interface OutsideDialogue extends ServerPort {
  readonly host: string
  readonly address: string
  readonly dialogue: Fact<DialogueSeen>
}

/** In the place of `services.probes`: the same services, asked by a stranger. */
export const outsideProbes = fact({
  id: 'servers.outside-probes',
  summary: 'What each service of a domain’s servers that answers at all says to a stranger.',
  onlyFromOutside: true,
  fromOutside: 'same',
  optional: { exchangers: exchangerDialogues, clients: clientDialogues },
  collect(_world, { exchangers, clients }): Fact<readonly ServiceProbe[]> {
    const mx: readonly OutsideDialogue[] =
      exchangers.status === 'known' ? exchangers.value.map((one) => ({ ...smtpPort, ...one })) : []
    const others: readonly OutsideDialogue[] = clients.status === 'known' ? clients.value : []
    const open = [...mx, ...others].filter(({ dialogue }) => isOpen(dialogue))
    if (open.length > 0) return known(open.filter(isOfItsOwn).map(probeOf))
    if (exchangers.status === 'unknown') return exchangers
    return clients.status === 'unknown' ? clients : { status: 'absent', evidence: [] }
  },
})

/** Over IPv6 the same program answers, as the same certificate shows: it is told once. */
function isOfItsOwn(one: OutsideDialogue, _index: number, all: readonly OutsideDialogue[]): boolean {
  if (!one.address.includes(':')) return true
  const certificate = fingerprintOf(one)
  return !all.some(
    (other) =>
      other.host === one.host &&
      other.port === one.port &&
      !other.address.includes(':') &&
      certificate !== undefined &&
      fingerprintOf(other) === certificate,
  )
}

function fingerprintOf({ dialogue }: OutsideDialogue): string | undefined {
  return dialogue.status === 'known' ? dialogue.value.tls?.chain[0]?.fingerprint : undefined
}

/** A port without a service is none that could have bad TLS. */
function isOpen(dialogue: Fact<DialogueSeen>): boolean {
  if (dialogue.status !== 'known') return dialogue.status === 'unknown'
  const { end, greeting, tls, connectMilliseconds } = dialogue.value
  const connected = connectMilliseconds !== undefined || greeting !== undefined || tls !== undefined
  return connected && end !== 'refused' && end !== 'unreachable'
}

function probeOf(one: OutsideDialogue): ServiceProbe {
  const { host, port, name, protocol, tls, address, dialogue } = one
  return {
    address,
    dialogue,
    service: {
      id: serverId(one),
      port,
      name,
      protocol,
      tls,
      offersTls: true,
      program: 'its server',
      addresses: [address],
      behindProxy: false,
      evidence: dialogue.status === 'known' ? placed(dialogue.evidence, host, address, port) : [],
    },
  }
}

function placed(evidence: readonly Evidence[], host: string, address: string, port: number) {
  return evidence.map((one) => ({ ...one, where: `${host}[${address}]:${port}` }))
}

/** `mail.example.org:993`, with the family where it is the newer one: names a service in findings. */
export function serverId({
  host,
  port,
  address,
}: Pick<OutsideDialogue, 'host' | 'port' | 'address'>): string {
  return `${host}:${port}${address.includes(':') ? ' (IPv6)' : ''}`
}
