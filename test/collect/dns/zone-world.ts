import {
  type Answer,
  absent,
  type Evidence,
  known,
  type ReasonCode,
  unknown,
} from '../../../src/access/answer.ts'
import { isoTime } from '../../../src/access/clock.ts'
import type { PublicKey } from '../../../src/access/host/host.ts'
import type { DialogueSeen, DnsQuestion, DnsResponse, HttpSeen } from '../../../src/access/net/net.ts'
import type { ProbeTask } from '../../../src/access/task.ts'
import type { World } from '../../../src/access/world.ts'
import { type WrittenWorld, worldOf, writtenNow } from '../written-world.ts'

/** A machine and the DNS around it, written down in a test. What is not in the zone does not exist. */
export interface ZoneWorld extends WrittenWorld {
  /** `name TYPE` → data; `name TYPE @resolver` where one server says something else. */
  readonly zone?: Readonly<Record<string, readonly string[]>>
  /** `name TYPE` or `@resolver` → how asking fails. */
  readonly failing?: Readonly<Record<string, ReasonCode>>
  /** `name TYPE` that are answered with the AD bit. */
  readonly authenticated?: readonly string[]
  /** `address:port` → what a dialogue there shows. */
  /** `name TYPE` → RRSIG data that comes along when signatures are asked for. */
  readonly signatures?: Readonly<Record<string, readonly string[]>>
  /** `name TYPE` → seconds; else 3600. */
  readonly lifetimes?: Readonly<Record<string, number>>
  readonly dialogues?: Readonly<Record<string, Partial<DialogueSeen>>>
  readonly pages?: Readonly<Record<string, HttpSeen | ReasonCode>>
  readonly publicKeys?: Readonly<Record<string, PublicKey>>
  /** Set: no machine is examined, but this, from outside. */
  readonly task?: ProbeTask
}

const anyResolver = '127.0.0.1'

export function zoneWorld(written: ZoneWorld): World {
  const world = worldOf(written)
  const { dialogues = {}, pages = {}, publicKeys = {}, task } = written
  return {
    ...world,
    ...(task === undefined ? {} : { task }),
    host: {
      ...world.host,
      readPublicKey: async (path) => {
        const key = publicKeys[path]
        return key === undefined ? absent() : known(key, evidence('file', path, 'public half'))
      },
    },
    net: {
      ...world.net,
      resolve: async (question) => resolveIn(written, question, question.name),
      dialogue: async ({ endpoint }) => {
        const where = 'address' in endpoint ? `${endpoint.address}:${endpoint.port}` : endpoint.socketPath
        return known({ ...silent, ...dialogues[where] })
      },
      fetch: async (url) => {
        const page = pages[url]
        if (page === undefined) return unknown('unreachable', `${url}: no such host`)
        if (typeof page === 'string') return unknown(page, `${url}: certificate has expired`)
        return known(page, evidence('http', url, `HTTP ${page.statusCode}`))
      },
    },
  }
}

const silent: DialogueSeen = {
  end: 'timeout',
  error: 'no answer within 10 s',
  transcript: [],
  capabilities: [],
  replies: [],
}

function resolveIn(written: ZoneWorld, question: DnsQuestion, name: string): Answer<DnsResponse> {
  const { zone = {}, failing = {}, authenticated = [] } = written
  const resolver = question.resolver ?? anyResolver
  const key = `${name.toLowerCase()} ${question.type}`
  const failure = failing[`@${resolver}`] ?? failing[`${key} @${resolver}`] ?? failing[key]
  if (failure !== undefined && !(question.checkingDisabled === true && failure === 'servfail'))
    return unknown(failure, `${key}: ${failure}`)
  const data = zone[`${key} @${resolver}`] ?? zone[key]
  const alias = zone[`${name.toLowerCase()} CNAME`]?.[0]
  if (data === undefined && alias !== undefined && question.type !== 'CNAME')
    return resolveIn(written, question, alias)
  if (data === undefined) {
    const lower = name.toLowerCase()
    const exists = Object.keys(zone).some((other) => {
      const owner = other.split(' ')[0] ?? ''
      return owner === lower || owner.endsWith(`.${lower}`)
    })
    return absent(evidence('dns', `${key} @${resolver}`, exists ? 'no such record' : 'NXDOMAIN'))
  }
  const ttlSeconds = written.lifetimes?.[key] ?? 3_600
  const over = question.signatures === true ? written.signatures?.[key] : undefined
  const response: DnsResponse = {
    records: data.map((one) => ({ name, type: question.type, ttlSeconds, data: one })),
    ...(over === undefined
      ? {}
      : { signatures: over.map((one) => ({ name, type: 'RRSIG' as const, ttlSeconds, data: one })) }),
    resolver,
    authenticated: authenticated.includes(key),
    authoritative: question.recursion === false,
    milliseconds: 1,
  }
  return known(response, evidence('dns', `${key} @${resolver}`, data.join(', ')))
}

function evidence(kind: Evidence['kind'], where: string, text: string): Evidence {
  return { kind, where, text, at: isoTime(writtenNow) }
}
