import { randomInt } from 'node:crypto'
import type { ReasonCode } from '../../answer.ts'
import { Limiter } from '../../limiter.ts'
import type { DnsQuestion } from '../net.ts'
import { type Exchange, exchangeOverTcp, exchangeOverUdp, parseServer, type Server } from './exchange.ts'
import type { Message, Query } from './message.ts'
import { questionsUntilDead, ResolverHealth } from './resolver-health.ts'

const millisecondsPerTry = 2_000
const triesPerServer = 2
const aliveMilliseconds = 1_000
const mostSockets = 32

/** An answer that says something about the name: NOERROR or NXDOMAIN. */
export interface Reply {
  readonly resolver: string
  readonly message: Message
}

export interface Failure {
  readonly resolver: string
  readonly code: ReasonCode
  readonly text: string
}

type QueryOptions = Pick<
  DnsQuestion,
  'name' | 'type' | 'recursion' | 'checkingDisabled' | 'signatures' | 'referral' | 'proof'
>

/** Asks resolvers one question each, with retries; knows which of them are dead. */
export class Resolver {
  readonly #health = new Map<string, ResolverHealth>()
  readonly #limiter = new Limiter(mostSockets)

  /** The first of `resolvers` that has an answer; else the most telling failure. `deadline`: performance.now(). */
  async ask(
    resolvers: readonly string[],
    question: QueryOptions,
    deadline: number,
  ): Promise<Reply | Failure> {
    const failures: Failure[] = []
    for (const resolver of resolvers) {
      const outcome = await this.#askOne(resolver, question, deadline)
      if ('message' in outcome) return outcome
      failures.push(outcome)
    }
    // A resolver's refusal says more than another's silence.
    const silent: readonly ReasonCode[] = ['timeout', 'unreachable']
    const telling = failures.find(({ code }) => !silent.includes(code)) ?? failures[0]
    return telling ?? { resolver: 'none', code: 'failed', text: 'no resolver is configured' }
  }

  async #askOne(resolver: string, question: QueryOptions, deadline: number): Promise<Reply | Failure> {
    const server = parseServer(resolver)
    if (server === undefined) return { resolver, code: 'malformed', text: `${resolver} is not an address` }
    const health = this.#healthOf(resolver)
    if (await health.dead(() => this.#limiter.run(() => isAlive(server, health)))) {
      const text = `${resolver} left ${questionsUntilDead} questions in a row unanswered and is not asked again`
      return { resolver, code: 'timeout', text }
    }
    const exchange = await this.#limiter.run(() => exchangeWithRetries(server, question, health, deadline))
    return judge(resolver, exchange, question.referral === true)
  }

  #healthOf(resolver: string): ResolverHealth {
    const known = this.#health.get(resolver)
    if (known !== undefined) return known
    const fresh = new ResolverHealth()
    this.#health.set(resolver, fresh)
    return fresh
  }
}

async function exchangeWithRetries(
  server: Server,
  question: QueryOptions,
  health: ResolverHealth,
  deadline: number,
): Promise<Exchange> {
  const startedAt = performance.now()
  let edns = true
  let triesLeft = health.doubtful ? 1 : triesPerServer
  while (triesLeft > 0 && performance.now() < deadline) {
    const query = queryOf(question, edns)
    const milliseconds = Math.min(millisecondsPerTry, deadline - performance.now())
    const exchange = await exchangeOverUdp(server, query, milliseconds)
    if (exchange.kind === 'unreachable') return exchange
    if (exchange.kind === 'timeout') {
      triesLeft -= 1
      continue
    }
    health.answered(performance.now())
    if (exchange.kind === 'truncated') return await exchangeOverTcp(server, query, millisecondsPerTry)
    // RFC 6891 §7: an old server answers FORMERR or NOTIMP to EDNS.
    const ednsRefused = exchange.kind === 'message' && [1, 4].includes(exchange.message.responseCode)
    if (!edns || !ednsRefused) return exchange
    edns = false
  }
  health.timedOut(startedAt)
  return { kind: 'timeout' }
}

function queryOf(question: QueryOptions, edns: boolean): Query {
  const { name, type, recursion = true, checkingDisabled = false, proof = false } = question
  const { signatures = proof } = question
  return { id: randomInt(0x1_0000), name, type, recursion, checkingDisabled, edns, signatures, proof }
}

/** Any answer at all to the one question that every resolver and every name server can answer. */
async function isAlive(server: Server, health: ResolverHealth): Promise<boolean> {
  const exchange = await exchangeOverUdp(server, queryOf({ name: '.', type: 'NS' }, true), aliveMilliseconds)
  const alive = exchange.kind !== 'timeout' && exchange.kind !== 'unreachable'
  if (alive) health.answered(performance.now())
  return alive
}

function judge(resolver: string, exchange: Exchange, takesReferral: boolean): Reply | Failure {
  switch (exchange.kind) {
    case 'message':
      return judgeMessage(resolver, exchange.message, takesReferral)
    case 'timeout':
      return { resolver, code: 'timeout', text: `no answer from ${resolver}` }
    case 'unreachable':
      return { resolver, code: 'unreachable', text: `${resolver} cannot be asked: ${exchange.text}` }
    case 'truncated':
      return { resolver, code: 'malformed', text: `${resolver} truncates its answers even over TCP` }
    case 'malformed':
      return { resolver, code: 'malformed', text: `${resolver}: ${exchange.text}` }
  }
}

const failureNames: Readonly<Record<number, readonly [ReasonCode, string]>> = {
  1: ['failed', 'FORMERR'],
  2: ['servfail', 'SERVFAIL'],
  4: ['failed', 'NOTIMP'],
  5: ['refused', 'REFUSED'],
  9: ['refused', 'NOTAUTH'],
  16: ['failed', 'BADVERS'],
}

function judgeMessage(resolver: string, message: Message, takesReferral: boolean): Reply | Failure {
  const { responseCode, referredTo } = message
  if (responseCode === 0 && message.referral && takesReferral)
    return { resolver, message: { ...message, answers: referredTo, empty: false } }
  if (responseCode === 0 && message.referral) {
    const text = `${resolver} only refers to other servers: it does not serve this name`
    return { resolver, code: 'failed', text }
  }
  if (responseCode === 0 || responseCode === 3) return { resolver, message }
  const [code, name] = failureNames[responseCode] ?? ['failed', `RCODE ${responseCode}`]
  const why = message.extendedError === undefined ? '' : `, ${message.extendedError}`
  return { resolver, code, text: `${resolver} answered ${name}${why}` }
}
