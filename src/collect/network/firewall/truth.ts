/**
 * Whether a rule matches a new connection between this host and an arbitrary outside address, weakest
 * first. `few`, `some`: only with certain addresses (single ones; networks or lists), not an arbitrary
 * one; `perhaps`: not understood, or it depends; `most`: with all but certain addresses.
 */
const order = ['no', 'few', 'some', 'perhaps', 'most', 'yes'] as const
export type Truth = (typeof order)[number]

/** All matches of a rule have to hold. */
export function every(truths: readonly Truth[]): Truth {
  const weakest = Math.min(...truths.map((truth) => order.indexOf(truth)), order.length - 1)
  return order[weakest] ?? 'yes'
}

export function not(truth: Truth): Truth {
  switch (truth) {
    case 'no':
      return 'yes'
    case 'few':
    case 'some':
      return 'most'
    case 'perhaps':
      return 'perhaps'
    case 'most':
      return 'some'
    case 'yes':
      return 'no'
  }
}

export function truthOf(value: boolean): Truth {
  return value ? 'yes' : 'no'
}
