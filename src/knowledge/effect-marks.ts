import type { ReplyReason } from '../explain/reasons.ts'
import type { Explanation } from './condition.ts'

/** Kinds of marks that, where both ends carry one, must agree: what a receiver quoted of us. */
const mustAgree = ['address', 'sender-domain', 'list'] as const

/**
 * Confirms a link by what the receivers said: one of these reasons, about no other address of ours, no
 * other sender's domain and no other block list than the cause's. Sharing an address alone would make a
 * missing reverse name explain a block listing.
 */
function becauseOf(...reasons: readonly ReplyReason[]): NonNullable<Explanation['when']> {
  return (cause, effect) => {
    const given = new Set(valuesOf(effect.marks, 'reason'))
    return (
      reasons.some((reason) => given.has(reason)) &&
      mustAgree.every((kind) => agree(valuesOf(cause.marks, kind), valuesOf(effect.marks, kind)))
    )
  }
}

/** A wrong MX also takes this host out of an SPF record that says "mx". */
export const mxTakesSpfAlong: Explanation = {
  condition: 'spf-sending-ip-not-listed',
  when: (cause, effect) => cause.subject === effect.subject && effect.marks.includes('spf-term:mx'),
}

/** The usual effects of a fault for which receivers refuse our mail, and others that it also explains. */
export function explainsRefusals(
  reasons: readonly ReplyReason[],
  also: readonly string[] = [],
): readonly Explanation[] {
  return ['deliveries-rejected', 'deliveries-deferred', ...also].map((condition) => ({
    condition,
    when: becauseOf(...reasons),
  }))
}

function agree(left: readonly string[], right: readonly string[]): boolean {
  return left.length === 0 || right.length === 0 || left.some((value) => right.includes(value))
}

function valuesOf(marks: readonly string[], kind: string): string[] {
  return marks.filter((mark) => mark.startsWith(`${kind}:`)).map((mark) => mark.slice(kind.length + 1))
}
