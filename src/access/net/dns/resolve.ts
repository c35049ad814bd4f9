import { type Answer, absent, type Evidence, known, unknown } from '../../answer.ts'
import { type Clock, isoTime } from '../../clock.ts'
import type { DnsQuestion, DnsRecord, DnsResponse } from '../net.ts'
import { isAskable, plainName } from './name.ts'
import type { Reply, Resolver } from './resolver.ts'

/** How the evidence of an `absent` answer begins when the name does not exist at all (RFC 8020). */
export const nameMissing = 'NXDOMAIN'
/** How it begins when the name exists, but has no record of the asked type (NODATA, RFC 2308 §2.2). */
export const recordMissing = 'no such record'

const totalMilliseconds = 6_000
const mostAliases = 8
const mostTextLength = 2_000

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
  const asked = plainName(question.name)
  const label = `${asked} ${question.type}`
  const servers = question.resolver === undefined ? systemServers : [question.resolver]
  const startedAt = performance.now()
  let name = asked
  let authenticated = true
  let aliases = 0
  for (;;) {
    if (!isAskable(name)) return unknown('malformed', `${label}: ${name} is not a name that can be asked for`)
    const reply = await resolver.ask(servers, { ...question, name }, startedAt + totalMilliseconds)
    if (!('message' in reply)) return unknown(reply.code, `${label}: ${reply.text}`)
    authenticated &&= reply.message.authenticated
    const chain = followAliases(reply.message.answers, name, question.type)
    aliases += chain.length
    if (aliases > mostAliases)
      return unknown('malformed', `${label}: more than ${mostAliases} CNAMEs, or a loop`)
    const target = chain.at(-1) ?? name
    const records = reply.message.answers.filter(
      ({ type, name: owner }) => type === question.type && owner === target,
    )
    const where = `${label} @${reply.resolver}`
    const at = isoTime(clock.now())
    if (records.length > 0) {
      const milliseconds = Math.round(performance.now() - startedAt)
      const text = evidenceText(records, target === asked ? undefined : target)
      return known(responseOf(reply, records, authenticated, milliseconds), { kind: 'dns', where, text, at })
    }
    if (reply.message.responseCode === 3 || target === name) {
      return absent(missing(where, at, reply, target === asked ? undefined : target))
    }
    // The alias leads out of this answer: only the answer to a question about its target tells.
    name = target
  }
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

function responseOf(
  { resolver, message }: Reply,
  records: readonly DnsRecord[],
  authenticated: boolean,
  milliseconds: number,
): DnsResponse {
  return { records, resolver, authenticated, authoritative: message.authoritative, milliseconds }
}

function missing(where: string, at: string, { message }: Reply, target: string | undefined): Evidence {
  const kind = message.responseCode === 3 ? nameMissing : recordMissing
  const text = target === undefined ? kind : `${kind}: it is an alias of ${target}`
  return { kind: 'dns', where, text, at }
}

function evidenceText(records: readonly DnsRecord[], target: string | undefined): string {
  const data = records.map(({ type, data }) => (type === 'TXT' ? `"${data}"` : data)).join(', ')
  return (target === undefined ? data : `CNAME ${target}: ${data}`).slice(0, mostTextLength)
}
