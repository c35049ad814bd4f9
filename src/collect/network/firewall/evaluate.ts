import type { Chain, Packet, Rule, Ruleset, Target } from './rules.ts'
import { every } from './truth.ts'

/** `unclear`: rules that could not be understood, or that depend on more, may decide otherwise. */
export type PacketFate = 'accepted' | 'dropped' | 'rejected' | 'unclear'

export interface Judgement {
  readonly fate: PacketFate
  /** Some outside addresses are treated differently: a filtering service in front, or trusted networks. */
  readonly someAccepted: boolean
  /** The rule or policy that decides; undefined: nothing stands in the way. */
  readonly decidedBy: { readonly chain: Chain; readonly text: string } | undefined
}

type End = 'accept' | 'drop' | 'reject' | 'unclear' | 'leave' | 'next'

/** How evaluation of a chain may end, each with the rule that ends it. */
interface Ends {
  readonly by: ReadonlyMap<End, { readonly chain: Chain; readonly text: string }>
  readonly someAccepted: boolean
}

const hooksOf = { in: ['ingress', 'prerouting', 'input'], out: ['output', 'postrouting'] } as const

/** Asks all base chains in the kernel's order; the first that surely drops or rejects decides. */
export function judge(ruleset: Ruleset, packet: Packet): Judgement {
  const evaluation = new Evaluation(ruleset, packet)
  let someAccepted = false
  let unclear: Judgement['decidedBy']
  for (const chain of baseChains(ruleset, packet)) {
    const ends = evaluation.ofBaseChain(chain)
    someAccepted ||= ends.someAccepted
    const may = [...ends.by.keys()]
    const [end] = may
    const decidedBy = end === undefined ? undefined : ends.by.get(end)
    if (may.includes('unclear')) return { fate: 'unclear', someAccepted, decidedBy: ends.by.get('unclear') }
    if (may.length > 1 && !may.includes('accept')) return { fate: 'dropped', someAccepted, decidedBy }
    if (may.length > 1) unclear ??= ends.by.get('drop') ?? ends.by.get('reject')
    else if (end === 'drop') return { fate: 'dropped', someAccepted, decidedBy }
    else if (end === 'reject') return { fate: 'rejected', someAccepted, decidedBy }
  }
  const fate = unclear === undefined ? 'accepted' : 'unclear'
  return { fate, someAccepted, decidedBy: unclear }
}

function baseChains(ruleset: Ruleset, { direction, family }: Packet): Chain[] {
  const hooks: readonly string[] = hooksOf[direction]
  const place = ({ hook }: Chain) => hooks.indexOf(hook?.name ?? '')
  return [...ruleset.values()]
    .filter((chain) => place(chain) >= 0 && chain.hook?.families.includes(family))
    .toSorted(
      (left, right) => place(left) - place(right) || (left.hook?.priority ?? 0) - (right.hook?.priority ?? 0),
    )
}

/** The kernel allows 16 (nft(8)); a text that was not the kernel's must not exhaust the stack. */
const deepest = 64

/** One packet's way; each chain is looked at once, however many rules jump to it. */
class Evaluation {
  readonly #ruleset: Ruleset
  readonly #packet: Packet
  readonly #known = new Map<string, Ends>()
  #depth = 0

  constructor(ruleset: Ruleset, packet: Packet) {
    this.#ruleset = ruleset
    this.#packet = packet
  }

  ofBaseChain(chain: Chain): Ends {
    const ends = this.#ofChain(chain, false)
    const left = ends.by.get('leave')
    if (left === undefined) return ends
    const by = new Map(ends.by)
    by.delete('leave')
    const policy = chain.hook?.policy ?? 'accept'
    if (!by.has(policy)) by.set(policy, { chain, text: `policy ${policy}` })
    return { by, someAccepted: ends.someAccepted }
  }

  /** `aboutPort`: a rule that led here named the port, so what is accepted here is accepted for it. */
  #ofChain(chain: Chain, aboutPort: boolean): Ends {
    const key = `${chain.id} ${aboutPort}`
    const earlier = this.#known.get(key)
    if (earlier !== undefined) return earlier
    const unclear: Ends = {
      by: new Map([['unclear', { chain, text: 'jumps too deep' }]]),
      someAccepted: false,
    }
    if (this.#depth >= deepest) return unclear
    // Reached from itself: the kernel refuses that, so the text was not the kernel's.
    this.#known.set(key, unclear)
    this.#depth += 1
    const ends = this.#walk(chain, aboutPort)
    this.#depth -= 1
    this.#known.set(key, ends)
    return ends
  }

  #walk(chain: Chain, aboutPort: boolean): Ends {
    const by = new Map<End, { chain: Chain; text: string }>()
    let someAccepted = false
    for (const rule of chain.rules) {
      const truth = every(rule.matches.map((match) => match.truth(this.#packet)))
      if (truth === 'no') continue
      const namesPort = aboutPort || rule.matches.some(({ about }) => about === 'port')
      const ends = this.#ofTarget(rule, chain, namesPort)
      const refuses = ends.by.has('drop') || ends.by.has('reject')
      if (truth === 'few' || truth === 'some') {
        // Whom an admin lets in everywhere, address by address, is not a service that brings the mail.
        someAccepted ||= ends.by.has('accept') && (truth === 'some' || namesPort)
        continue
      }
      someAccepted ||= ends.someAccepted || (truth === 'most' && refuses)
      for (const [end, decided] of ends.by) if (end !== 'next' && !by.has(end)) by.set(end, decided)
      if (truth !== 'perhaps' && !ends.by.has('next')) return { by, someAccepted }
    }
    if (!by.has('leave')) by.set('leave', { chain, text: 'end of chain' })
    return { by, someAccepted }
  }

  #ofTarget(rule: Rule, chain: Chain, aboutPort: boolean): Ends {
    const { target } = rule
    const here = { chain, text: rule.text }
    if (!('chain' in target)) return { by: new Map([[endOf(target), here]]), someAccepted: false }
    const called = this.#ruleset.get(target.chain)
    if (called === undefined) return { by: new Map([['unclear', here]]), someAccepted: false }
    const ends = this.#ofChain(called, aboutPort)
    if (target.kind === 'goto' || !ends.by.has('leave')) return ends
    const by = new Map(ends.by)
    by.delete('leave')
    by.set('next', here)
    return { by, someAccepted: ends.someAccepted }
  }
}

function endOf({ kind }: Target): End {
  switch (kind) {
    case 'accept':
    case 'drop':
    case 'reject':
    case 'next':
      return kind
    case 'return':
      return 'leave'
    default:
      return 'unclear'
  }
}
