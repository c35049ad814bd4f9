import { type Answer, type Evidence, mapKnown } from '../../access/answer.ts'
import type { DnsQuestion, DnsRecord, DnsResponse, Net, RecordType } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'

/** Questions asked by several facts (an MX host's address, a resolver's health) are asked once a run. */
const asked = new WeakMap<Net, Map<string, Promise<Answer<DnsResponse>>>>()

/** Asks the DNS as the examined machine does; the same question in the same run gets the same answer. */
export function lookUp(world: World, question: DnsQuestion): Promise<Answer<DnsResponse>> {
  const questions = asked.get(world.net) ?? new Map<string, Promise<Answer<DnsResponse>>>()
  asked.set(world.net, questions)
  const { name, type, resolver = '', checkingDisabled = false, recursion = true } = question
  const { signatures = false, referral = false, proof = false } = question
  const flags = [checkingDisabled, recursion, signatures, referral, proof]
  const key = [name.toLowerCase(), type, resolver, ...flags].join(' ')
  const answer = questions.get(key) ?? world.net.resolve(question)
  questions.set(key, answer)
  return answer
}

/** How pure evaluators ask the DNS: data of the records, or that there are none, or that it could not be asked. */
export type RecordLookUp = (name: string, type: RecordType) => Promise<Answer<readonly string[]>>

/** Only the data of the records, in the order in which they came. */
export async function recordData(
  world: World,
  name: string,
  type: RecordType,
): Promise<Answer<readonly string[]>> {
  return mapKnown(await lookUp(world, { name, type }), ({ records }) => records.map(({ data }) => data))
}

/**
 * A and AAAA together: `absent` when the name has neither, `unknown` when one of both could not be
 * asked (an address not seen must not look like an address not there).
 */
export async function hostAddresses(world: World, name: string): Promise<Answer<readonly string[]>> {
  const answers = await Promise.all([recordData(world, name, 'A'), recordData(world, name, 'AAAA')])
  const evidence: Evidence[] = []
  const addresses: string[] = []
  for (const answer of answers) {
    if (answer.status === 'unknown') return answer
    evidence.push(...answer.evidence)
    if (answer.status === 'known') addresses.push(...answer.value)
  }
  return addresses.length === 0
    ? { status: 'absent', evidence }
    : { status: 'known', value: addresses, evidence }
}

/** TXT records as one string each. */
export function textRecords(world: World, name: string): Promise<Answer<readonly string[]>> {
  return recordData(world, name, 'TXT')
}

/** `10 mail.example.org` → preference and host; the host of a null MX (RFC 7505) is ''. */
export function parseExchanger({ data }: DnsRecord): { preference: number; host: string } {
  const [preference = '0', host = ''] = data.split(' ')
  return { preference: Number(preference) || 0, host: host.toLowerCase().replace(/\.$/, '') }
}
