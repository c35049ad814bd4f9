import { isPublicAddress, sameAddress } from './ip-address.ts'
import type { ServerAnswer } from './server-answers.ts'

/**
 * Answers of name servers that the world asks too. One at a private address, or on this host itself, may
 * keep another view for those who are inside (split horizon). Pure.
 */
export function outerAnswers(
  answers: readonly ServerAnswer[],
  own: readonly string[],
): readonly ServerAnswer[] {
  return answers.filter(
    ({ address }) => isPublicAddress(address) && !own.some((one) => sameAddress(one, address)),
  )
}

/** What all of them say about a name, sorted; undefined: they were not asked, or they differ. */
export function agreedData(
  answers: readonly ServerAnswer[],
  about: string,
  type: ServerAnswer['type'],
): readonly string[] | undefined {
  const asked = answers.filter((one) => one.about === about && one.type === type)
  const [first, ...others] = asked.map(({ records }) => records.map(({ data }) => data).toSorted())
  return others.every((other) => other.join('\n') === first?.join('\n')) ? first : undefined
}
