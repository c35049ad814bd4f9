import { type Answer, absent, type Evidence, known, type ReasonCode, unknown } from '../../answer.ts'
import { type Clock, isoTime } from '../../clock.ts'
import type { DnsQuestion, DnsRecord, DnsResponse, RecordType } from '../net.ts'
import { isAskable, plainName } from './name.ts'
import type { Reply, Resolver } from './resolver.ts'

/** How the evidence of an `absent` answer begins when the name does not exist at all (RFC 8020). */
const nameMissing = 'NXDOMAIN'
/** How it begins when the name exists, but has no record of the asked type (NODATA, RFC 2308 §2.2). */
const recordMissing = 'no such record'

const totalMilliseconds = 6_000
const mostAliases = 8
const mostTextLength = 2_000
const nameError = 3

/** How far the way from the asked name through its aliases has come. */
interface Way {
  readonly asked: string
  readonly type: RecordType
  readonly name: string
  readonly aliases: number
  /** All answers so far had the AD bit. */
  readonly authenticated: boolean
}

/**
 * Answers one question: asks the resolvers, follows CNAMEs (inside an answer and by asking again),
 * at most 8, within 6 seconds. Absent: `NXDOMAIN` or `no such record` in the evidence, with the name
 * that an alias led to. Unknown: timeout, unreachable, servfail, refused, malformed, failed.
 */
export async function resolveQuestion(
  resolver: Resolver,
  systemServers: readonly string[],
  question: DnsQuestion,
  clock: Clock,
): Promise<Answer<DnsResponse>> {
  const servers = question.resolver === undefined ? systemServers : [question.resolver]
  const startedAt = performance.now()
  const asked = plainName(question.name)
  let way: Way = { asked, type: question.type, name: asked, aliases: 0, authenticated: true }
  for (;;) {
    if (!isAskable(way.name))
      return failed(way, 'malformed', `${way.name} is not a name that can be asked for`)
    const next = { ...question, name: way.name }
    const reply = await resolver.ask(servers, next, startedAt + totalMilliseconds)
    if (!('message' in reply)) return failed(way, reply.code, reply.text)
    if (question.proof === true) return proofOf(reply, way, startedAt, clock)
    const outcome = readReply(reply, way, startedAt, clock)
    if (!('aliases' in outcome)) return outcome
    way = outcome
  }
}

/** The reply as it is, with what validates it. */
function proofOf(reply: Reply, { name, type }: Way, startedAt: number, clock: Clock): Answer<DnsResponse> {
  const { answers, responseCode, authenticated, authoritative, proof = [] } = reply.message
  const records = answers.filter((record) => record.type === type && record.name === name)
  const denial = responseCode === nameError ? nameMissing : recordMissing
  const milliseconds = Math.round(performance.now() - startedAt)
  return known(
    { records, resolver: reply.resolver, authenticated, authoritative, milliseconds, proof },
    {
      kind: 'dns',
      where: `${name} ${type} @${reply.resolver}`,
      text: records.length > 0 ? recordsText(records, undefined) : denial,
      at: isoTime(clock.now()),
    },
  )
}

/** The answer that a reply is, or the way on where an alias leads out of it. */
function readReply(reply: Reply, way: Way, startedAt: number, clock: Clock): Answer<DnsResponse> | Way {
  const { answers, responseCode, empty, authoritative } = reply.message
  const chain = followAliases(answers, way.name, way.type)
  const aliases = way.aliases + chain.length
  if (aliases > mostAliases) return failed(way, 'malformed', `more than ${mostAliases} CNAMEs, or a loop`)
  const target = chain.at(-1) ?? way.name
  const authenticated = way.authenticated && reply.message.authenticated
  const evidence = (text: string): Evidence => {
    const where = `${way.asked} ${way.type} @${reply.resolver}`
    return { kind: 'dns', where, text, at: isoTime(clock.now()) }
  }
  const records = answers.filter(({ type, name }) => type === way.type && name === target)
  const alias = target === way.asked ? undefined : target
  if (records.length > 0) {
    const milliseconds = Math.round(performance.now() - startedAt)
    const signatures = answers.filter(({ type, name }) => type === 'RRSIG' && name === target)
    const response = {
      ...{ records, resolver: reply.resolver, authenticated, authoritative, milliseconds },
      ...(signatures.length > 0 && way.type !== 'RRSIG' ? { signatures } : {}),
    }
    return known(response, evidence(recordsText(records, alias)))
  }
  if (responseCode === nameError) return absent(evidence(missingText(nameMissing, alias)))
  // The alias leads out of this answer: only the answer to a question about its target tells.
  if (target !== way.name) return { ...way, name: target, aliases, authenticated }
  if (empty) return absent(evidence(missingText(recordMissing, alias)))
  return failed(way, 'malformed', `${reply.resolver} answered with records of other names or types`)
}

/** The targets of the CNAMEs from `name` on, in order; cut where it would loop. */
function followAliases(
  answers: readonly DnsRecord[],
  name: string,
  type: DnsQuestion['type'],
): readonly string[] {
  if (type === 'CNAME') return []
  const aliases = new Map(answers.filter((record) => record.type === 'CNAME').map((r) => [r.name, r.data]))
  const chain: string[] = []
  let next = aliases.get(name)
  while (next !== undefined && chain.length <= mostAliases) {
    chain.push(next)
    next = aliases.get(next)
  }
  return chain
}

function failed({ asked, type }: Way, code: ReasonCode, text: string): Answer<DnsResponse> {
  return unknown(code, `${asked} ${type}: ${text}`)
}

function missingText(kind: string, alias: string | undefined): string {
  return alias === undefined ? kind : `${kind}: it is an alias of ${alias}`
}

function recordsText(records: readonly DnsRecord[], alias: string | undefined): string {
  const data = records.map(({ type, data }) => (type === 'TXT' ? `"${data}"` : data)).join(', ')
  return (alias === undefined ? data : `CNAME ${alias}: ${data}`).slice(0, mostTextLength)
}
