import { type Evidence, known } from '../../access/answer.ts'
import type { DialogueRequest, DialogueSeen, TlsHello, TlsHelloAnswer } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import type { ServiceProbe } from '../services/probes.ts'
import { dialogueOnce } from './held-once.ts'
import { outsideProbes } from './outside-probes.ts'

/** One question about TLS, answered by a server or not. */
export interface OfferAnswer {
  readonly hello: TlsHello
  readonly answer: TlsHelloAnswer
  readonly evidence: readonly Evidence[]
}

/** How a service answers to what no client should offer today. */
export interface TlsOffers {
  /** As in findings: `mail.example.org:993`. */
  readonly id: string
  readonly host: string
  readonly port: number
  /** Answers that came; a question that failed is not among them. */
  readonly answers: readonly OfferAnswer[]
  /** Undefined: not a STARTTLS service, or it hung up. */
  readonly injection: { readonly answered: boolean; readonly evidence: readonly Evidence[] } | undefined
}

/** Oldest last: a server that refuses everything up to TLS 1.1 needs no further question. */
const oldVersions = ['TLSv1.1', 'TLSv1', 'SSLv3'] as const

export const tlsOffers = fact({
  id: 'servers.tls-offers',
  summary:
    'Whether each TLS service takes old versions, weak cipher suites, short DH primes, or commands from before TLS.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { probes: outsideProbes },
  async collect(world, { probes }): Promise<Fact<readonly TlsOffers[]>> {
    if (probes.status === 'absent') return probes
    const asked = await Promise.all(distinct(probes.value).map((probe) => askAll(world, probe)))
    return asked.length === 0 ? { status: 'absent', evidence: [] } : known(asked)
  },
})

/** TLS worked there; IPv6 leads to the same program as IPv4. */
function distinct(probes: readonly ServiceProbe[]): readonly ServiceProbe[] {
  const withTls = probes.filter(({ dialogue }) => dialogue.status === 'known' && dialogue.value.tls)
  const groups = Map.groupBy(withTls, ({ service }) => service.id.replace(/ \(IPv6\)$/, ''))
  return [...groups.values()].flatMap(([first]) => first ?? [])
}

async function askAll(world: World, { service, address }: ServiceProbe): Promise<TlsOffers> {
  const { id, port, protocol, tls } = service
  const [host = ''] = id.split(':')
  const request = { protocol, endpoint: { address, port }, tls, serverName: host } as const
  const where = `${host}[${address}]:${port}`
  const answers: OfferAnswer[] = []
  const ask = async (hello: TlsHello) => {
    const answer = await askOnce(world, request, hello, where)
    if (answer !== undefined) answers.push(answer)
    return answer?.answer
  }
  for (const version of oldVersions) {
    const answer = await ask({ version, ciphers: 'any' })
    if (answer?.taken !== true) break
  }
  const weak = await ask({ version: 'TLSv1.2', ciphers: 'weak' })
  if (weak?.taken === true && /3DES|IDEA/.test(weak.cipher))
    await ask({ version: 'TLSv1.2', ciphers: 'broken' })
  await ask({ version: 'TLSv1.2', ciphers: 'finite-field' })
  const injection = tls === 'starttls' ? await inject(world, request, where) : undefined
  return { id, host, port, answers, injection }
}

async function askOnce(
  world: World,
  request: DialogueRequest,
  hello: TlsHello,
  where: string,
): Promise<OfferAnswer | undefined> {
  const seen = await dialogueOnce(world, { ...request, hello })
  if (seen.status !== 'known' || seen.value.hello === undefined) return undefined
  return { hello, answer: seen.value.hello, evidence: seen.evidence.map((one) => ({ ...one, where })) }
}

async function inject(
  world: World,
  request: DialogueRequest,
  where: string,
): Promise<TlsOffers['injection']> {
  const seen = await dialogueOnce(world, { ...request, injection: true })
  if (seen.status !== 'known' || seen.value.injection === undefined) return undefined
  const evidence = seen.evidence
    .slice(0, 1)
    .map((one) => ({ ...one, where, text: saidAfterTls(seen.value) || one.text }))
  return { answered: seen.value.injection === 'answered', evidence }
}

/** The server's last words, among them the reply that it should not have given. */
function saidAfterTls({ transcript }: DialogueSeen): string {
  return transcript
    .filter(({ from }) => from === 'server')
    .slice(-4)
    .map(({ text }) => text)
    .join(' / ')
}
