import type { DialogueSeen, TlsHello, TlsHelloAnswer } from '../../src/access/net/net.ts'
import type { ClientProtocol, ClientSetting } from '../../src/collect/clients/client-setting.ts'
import type { ExchangerDialogue } from '../../src/collect/mail/exchanger-dialogues.ts'
import type { ClientDialogue } from '../../src/collect/servers/client-dialogues.ts'
import { clientPorts } from '../../src/collect/servers/server-ports.ts'
import type { StrangerAnswers } from '../../src/collect/servers/stranger-answers.ts'
import type { TlsOffers } from '../../src/collect/servers/tls-offers.ts'
import { known, seen } from './test-condition.ts'
import { certificate } from './written-tls.ts'

/** The domain that the cases are about. */
export const probed = known(['example.org'])

/** A dialogue that went well, over TLS, with a certificate that fits. */
export function went(parts: Partial<DialogueSeen> = {}): DialogueSeen {
  return {
    end: 'completed',
    transcript: [],
    connectMilliseconds: 3,
    greetingMilliseconds: 9,
    greeting: '220 mail.example.org ESMTP',
    capabilities: ['PIPELINING', 'SIZE 10240000'],
    capabilitiesBeforeTls: ['PIPELINING', 'SIZE 10240000', 'STARTTLS'],
    tls: {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      chain: [certificate()],
      verified: true,
      nameMatches: true,
    },
    replies: [],
    ...parts,
  }
}

/** A dialogue that never came to a connection. */
export function failed(end: DialogueSeen['end']): DialogueSeen {
  return { end, error: end, transcript: [], capabilities: [], replies: [] }
}

export const dialogueOf = (dialogue: DialogueSeen) => known(dialogue, { ...seen, kind: 'dialogue' })

export function exchanger(dialogue: DialogueSeen, parts: Partial<ExchangerDialogue> = {}): ExchangerDialogue {
  const place = { host: 'mail.example.org', preference: 10, address: '192.0.2.25' }
  return { ...place, ...parts, dialogue: dialogueOf(dialogue) }
}

export function client(
  port: number,
  dialogue: DialogueSeen,
  parts: Partial<ClientDialogue> = {},
): ClientDialogue {
  const usual = clientPorts.find((one) => one.port === port)
  if (usual === undefined) throw new Error(`${port} is no port for clients`)
  const place = { host: 'mail.example.org', address: '192.0.2.25' }
  return { ...usual, ...place, ...parts, dialogue: dialogueOf(dialogue) }
}

/** What an MX host replied to the commands of a stranger, by command. */
export function answered(replies: Readonly<Record<string, string>>): StrangerAnswers {
  const list = Object.entries(replies).map(([command, reply]) => ({ command, reply }))
  return { host: 'mail.example.org', address: '192.0.2.25', dialogue: dialogueOf(went({ replies: list })) }
}

const taken: Extract<TlsHelloAnswer, { taken: true }> = {
  taken: true,
  protocol: 'TLSv1.2',
  cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  compression: false,
  secureRenegotiation: true,
  extendedMasterSecret: true,
}

type Offer = readonly [TlsHello, TlsHelloAnswer]

export const tookOffer = (hello: TlsHello, parts: Partial<typeof taken> = {}): Offer => [
  hello,
  { ...taken, ...parts },
]
export const refusedOffer = (hello: TlsHello, alert = 'protocol_version'): Offer => [
  hello,
  { taken: false, alert },
]

export function offers(port: number, answers: readonly Offer[], parts: Partial<TlsOffers> = {}): TlsOffers {
  return {
    id: `mail.example.org:${port}`,
    host: 'mail.example.org',
    port,
    answers: answers.map(([hello, answer]) => ({ hello, answer, evidence: [seen] })),
    injection: undefined,
    ...parts,
  }
}

/** What mail programs are told, by SRV and with TLS from the first byte unless said otherwise. */
export function setting(
  protocol: ClientProtocol,
  port: number,
  parts: Partial<ClientSetting> = {},
): ClientSetting {
  const usual = { source: 'SRV', host: 'mail.example.org', security: 'implicit', authentication: [] } as const
  return { ...usual, protocol, port, evidence: [seen], ...parts }
}
