import { type Evidence, known, type Reason, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { parseIpAddress } from './ip-address.ts'
import { lookUp } from './look-up.ts'

/** A resolver that programs on this host ask, and whether it answers. */
export interface Resolver {
  readonly address: string
  /** Line of resolv.conf that names it; the file where no line does. */
  readonly source: Evidence
  readonly answers: boolean
  /** It knows the root of the DNS, or what stands for it; one that denies even that may deny all the world. */
  readonly knowsRoot: boolean
  readonly milliseconds: number | undefined
  /** Why it does not answer. */
  readonly because: Reason | undefined
  readonly evidence: readonly Evidence[]
}

const path = '/etc/resolv.conf'
/** glibc reads three (resolv.conf(5) MAXNS) and asks this machine when none is named. */
const resolverLimit = 3
const defaultResolver = '127.0.0.1'
/** Names that every DNS has, a laboratory's too. */
const askedNames = ['.', 'arpa'] as const

export const resolvers = fact({
  id: 'dns.resolvers',
  summary: 'The resolvers of /etc/resolv.conf, in their order, and whether each one answers.',
  async collect(world): Promise<Fact<readonly Resolver[]>> {
    if (world.host.kind === 'root')
      return unknown(
        'not-running-here',
        'a directory asks no resolver',
        'run mailmedic check on the server itself',
      )
    const file = await world.host.readFile(path)
    if (file.status === 'unknown') return file
    const at = isoTime(world.clock.now())
    const named = file.status === 'known' ? parseResolvConf(new TextDecoder().decode(file.value), at) : []
    const source: Evidence = { kind: 'file', where: path, text: 'names no resolver', at }
    const all = named.length > 0 ? named : [{ address: defaultResolver, source }]
    return known(await Promise.all(all.map((one) => ask(world, one))), ...file.evidence)
  },
})

interface NamedResolver {
  readonly address: string
  readonly source: Evidence
}

/** `nameserver` lines (resolv.conf(5)); an IPv6 zone such as `%eth0` stays with its address. */
export function parseResolvConf(text: string, at: string): NamedResolver[] {
  return text
    .split('\n')
    .flatMap((line, index) => {
      const address = /^nameserver[ \t]+([^ \t#;]+)/.exec(line)?.[1] ?? ''
      if (parseIpAddress(address.split('%')[0] ?? '') === undefined) return []
      return [
        { address, source: { kind: 'file' as const, where: `${path}:${index + 1}`, text: line.trim(), at } },
      ]
    })
    .slice(0, resolverLimit)
}

/** "No such name" is an answer. A resolver that refuses the root may still know other names. */
async function ask(world: World, { address, source }: NamedResolver): Promise<Resolver> {
  let because: Reason | undefined
  let denied: Resolver | undefined
  for (const name of askedNames) {
    const answer = await lookUp(world, { name, type: name === '.' ? 'NS' : 'SOA', resolver: address })
    if (answer.status !== 'unknown') {
      const knowsRoot = answer.status === 'known'
      const milliseconds = knowsRoot ? answer.value.milliseconds : undefined
      const evidence = [source, ...answer.evidence]
      const found = { address, source, answers: true, knowsRoot, milliseconds, because: undefined, evidence }
      if (knowsRoot) return found
      denied ??= found
      continue
    }
    because = answer.because
    if (because.code === 'timeout' || because.code === 'unreachable') break
  }
  if (denied !== undefined) return denied
  const evidence: Evidence = {
    kind: 'dns',
    where: `. NS @${address}`,
    text: because?.text ?? 'no answer',
    at: isoTime(world.clock.now()),
  }
  return {
    address,
    source,
    answers: false,
    knowsRoot: false,
    milliseconds: undefined,
    because,
    evidence: [source, evidence],
  }
}
