import type { Evidence, Reason } from '../access/answer.ts'
import type { Fact, FactDefinition, NeededFacts, Needs, OptionalFacts } from '../collect/fact.ts'
import type { Confidence, ProblemVerdict, Severity, Topic, Verdict } from './verdict.ts'

export type Language = 'en' | 'zh'
/**
 * The compiler proves that every text exists in every language. `{name}` is filled from `values`; where
 * a value is words, the Chinese text names its twin `{nameZh}`.
 */
export type Text = Readonly<Record<Language, string>>

/** Who must act, where it is not the admin of this server. */
export const actors = [
  'DNS admin',
  'address owner',
  'domain owner',
  'hosting provider',
  'mailbox owner',
  'owner of that device',
  'recipient',
  'sender',
  'the other server’s admin',
  'user',
] as const
export type Actor = (typeof actors)[number]

export interface FixStep {
  readonly who?: Actor
  readonly do: Text
  /** Exact command line, when there is one; `{name}` is filled as in texts. */
  readonly command?: string
  readonly risk: 'none' | 'reload' | 'restart' | 'data'
}

/** One end of a link between findings, as `when` sees it. */
export interface LinkedProblem {
  readonly condition: string
  readonly subject: string
  readonly marks: readonly string[]
  readonly since?: number
}

export interface Explanation {
  /** Id of the condition that this one explains. */
  readonly condition: string
  /** Confirms the link. Without it: both ends share a mark (same path, socket, host:port, unit …). */
  readonly when?: (cause: LinkedProblem, effect: LinkedProblem) => boolean
}

export interface Lookalike {
  /** Id of the condition that it could be taken for. */
  readonly condition: string
  /** The observation that tells the two apart, in plain words; printed under "ruled out". */
  readonly toldApartBy: Text
}

/** What is known of one condition: data, and one pure function. */
export interface Condition {
  readonly id: string
  readonly formerly?: readonly string[]
  readonly topic: Topic
  readonly severity: Severity
  /** A symptom is a root cause only when nothing explains it. */
  readonly symptom: boolean
  readonly subjects: FactDefinition<readonly string[]> | undefined
  readonly needs: Needs<string>
  readonly optional: Needs<string>
  /** Pure. Gets known or absent `needs`; one verdict, or several about subjects of their own. */
  detect(facts: Readonly<Record<string, Fact<unknown>>>, subject: string): Verdict | readonly Verdict[]
  readonly explains: readonly Explanation[]
  readonly mistakenFor: readonly Lookalike[]
  readonly texts: Readonly<Record<Language, { title: string; because: string; allClear: string }>>
  readonly fix: readonly FixStep[]
  readonly verify: readonly string[]
  readonly references: readonly string[]
}

interface ConditionSource<N, O> {
  readonly id: string
  readonly formerly?: readonly string[]
  readonly topic: Topic
  readonly severity: Severity
  readonly symptom?: true
  /** One answer for each; without it, one answer about the machine (or as many as `detect` returns). */
  readonly subjects?: FactDefinition<readonly string[]>
  /** If one of these is unknown, the answer is could-not-tell, with its reason. */
  readonly needs: N
  /** Only these may be unknown in `detect`. */
  readonly optional?: O
  detect(facts: NeededFacts<N> & OptionalFacts<O>, subject: string): Verdict | readonly Verdict[]
  readonly explains?: readonly Explanation[]
  readonly mistakenFor?: readonly Lookalike[]
  readonly texts: Condition['texts']
  readonly fix: readonly FixStep[]
  readonly verify: readonly string[]
  readonly references: readonly string[]
}

// biome-ignore lint/complexity/noBannedTypes: an empty record of needs is exactly what is meant
type None = {}

/** Defines a condition. An author gets known or absent facts only: a time-out cannot become an alarm. */
export function condition<N extends Needs<string>, O extends Needs<string> = None>(
  source: ConditionSource<N, O>,
): Condition {
  return {
    ...source,
    symptom: source.symptom ?? false,
    subjects: source.subjects,
    optional: source.optional ?? {},
    explains: source.explains ?? [],
    mistakenFor: source.mistakenFor ?? [],
    // The engine hands over exactly the facts that `needs` and `optional` name, with their states.
    detect: (facts, subject) => source.detect(facts as NeededFacts<N> & OptionalFacts<O>, subject),
  }
}

interface ProblemSource {
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
  /** Only where it is not the subject that the engine asked about. */
  readonly subject?: string
  /** Only where this case is more or less grave than the condition usually is. */
  readonly severity?: Severity
  readonly values?: Readonly<Record<string, string | number>>
  readonly marks?: readonly string[]
  /** Milliseconds since 1970 UTC: first seen. */
  readonly since?: number
  readonly impact?: ProblemVerdict['impact']
}

export function problem(source: ProblemSource): ProblemVerdict {
  return { status: 'problem', marks: [], values: {}, ...source }
}

export function fine(evidence: readonly Evidence[] = [], subject?: string): Verdict {
  return subject === undefined ? { status: 'fine', evidence } : { status: 'fine', evidence, subject }
}

/** It was a problem (a log proves it), and is no more. Listed, never an alarm. */
export function over(source: {
  readonly evidence: readonly Evidence[]
  readonly subject?: string
  readonly since: number
  readonly until: number
}): Verdict {
  const { evidence, subject, since, until } = source
  return { status: 'fine', evidence, past: { since, until }, ...(subject === undefined ? {} : { subject }) }
}

export function couldNotTell(because: Reason, subject?: string): Verdict {
  return subject === undefined
    ? { status: 'could-not-tell', because }
    : { status: 'could-not-tell', because, subject }
}

/** The question does not arise here: no such software, no such domain, switched off on purpose. */
export function notApplicable(because: string): Verdict {
  return { status: 'not-applicable', because }
}
