import { isoTime } from '../access/clock.ts'
import type { Diagnosis } from '../diagnose/diagnose.ts'
import { type Finding, type Problem, severityOf } from '../diagnose/finding.ts'
import type { TimelineEvent } from '../diagnose/timeline.ts'
import type { Language } from '../knowledge/condition.ts'
import { fill, fillCommand, type Phrases, phrases } from './phrases.ts'
import { type ProbeShown, reportProbe } from './probe.ts'
import type { CheckReport, ReportedDiagnosis, ReportedFinding } from './schema.ts'

/** All that a run found, before it is put into words. */
export interface CheckResult {
  readonly target: CheckReport['target']
  readonly startedAt: number
  readonly durationMs: number
  readonly mailServerFound: boolean
  readonly diagnoses: readonly Diagnosis[]
  readonly findings: readonly Finding[]
  readonly timeline: readonly TimelineEvent[]
  /** Of a domain that was looked at from outside. */
  readonly probe?: ProbeShown
}

/** "Healthy" is a promise: with more than this share unseen (no root, no log), it is not given. */
const mostUntold = 1 / 4
const shownEvidence = 12

/** Puts a result into words of one language: what every renderer prints, and what JSON is. */
export function buildReport(result: CheckResult, language: Language): CheckReport {
  const diagnoses = result.diagnoses.map((diagnosis) =>
    reportDiagnosis(diagnosis, language, wordsOf(result, language)),
  )
  const verdict = verdictOf(result, diagnoses)
  return {
    schema: 'mailmedic.check/1',
    target: result.target,
    startedAt: isoTime(result.startedAt),
    durationMs: Math.round(result.durationMs),
    verdict,
    because: answerInOneLine(result, verdict, diagnoses, language),
    diagnoses,
    findings: result.findings.map((finding) => reportFinding(finding, language)),
    timeline: result.timeline.map(({ at, what, evidence }) => ({
      at: isoTime(at),
      what: what[language],
      evidence,
    })),
    ...(result.probe === undefined ? {} : reportProbe(result.probe, result, language)),
  }
}

/** Advice (low, info) is never a verdict. */
function isGrave({ severity }: ReportedDiagnosis): boolean {
  return severity !== 'low' && severity !== 'info'
}

function verdictOf(result: CheckResult, diagnoses: readonly ReportedDiagnosis[]): CheckReport['verdict'] {
  if (!result.mailServerFound) return 'could-not-tell'
  if (diagnoses.some(isGrave)) return 'problem'
  const told = result.findings.filter(({ status }) => status === 'fine' || status === 'problem').length
  const untold = result.findings.filter(({ status }) => status === 'could-not-tell').length
  return untold > (told + untold) * mostUntold ? 'could-not-tell' : 'fine'
}

function answerInOneLine(
  result: CheckResult,
  verdict: CheckReport['verdict'],
  diagnoses: readonly ReportedDiagnosis[],
  language: Language,
): string {
  const words = wordsOf(result, language)
  const host = result.target.name
  if (!result.mailServerFound) return fill(words.noMailServer, { host })
  if (verdict === 'could-not-tell') return fill(words.mostlyUnknown, { host })
  if (verdict === 'problem') return fill(words.problem, { host, title: diagnoses[0]?.title ?? '' })
  return diagnoses.length === 0
    ? fill(words.fine, { host })
    : fill(words.advice, { host, count: diagnoses.length })
}

/** Of a domain that was looked at from outside, some things are said otherwise. */
function wordsOf({ probe }: CheckResult, language: Language): Phrases {
  const words = phrases[language]
  return probe === undefined ? words : { ...words, ...words.probed }
}

function reportDiagnosis(diagnosis: Diagnosis, language: Language, words: Phrases): ReportedDiagnosis {
  const { cause, messages, users } = diagnosis
  const { condition, subject } = cause
  const say = (template: string) => fill(template, { ...cause.values, subject })
  const type = (template: string) => fillCommand(template, { ...cause.values, subject })
  return {
    condition: condition.id,
    topic: condition.topic,
    severity: severityOf(cause),
    confidence: cause.confidence,
    subject,
    title: title(cause, language),
    because: say(condition.texts[language].because),
    ...(diagnosis.since === undefined ? {} : { since: isoTime(diagnosis.since) }),
    impact: {
      messages,
      users,
      text: messages + users === 0 ? words.noImpact : fill(words.impact, { messages, users }),
    },
    evidence: evidenceOf(diagnosis),
    explains: diagnosis.explains.map(({ problem, confirmed }) => ({
      condition: problem.condition.id,
      subject: problem.subject,
      title: title(problem, language),
      confirmed,
    })),
    ruledOut: diagnosis.ruledOut.map((lookalike) => ({
      condition: lookalike.condition,
      because: say(lookalike.toldApartBy[language]),
    })),
    fix: condition.fix.map((step) => ({
      ...(step.who === undefined ? {} : { who: words.who[step.who] }),
      do: say(step.do[language]),
      ...(step.command === undefined ? {} : { command: type(step.command) }),
      risk: step.risk,
      applicable: null,
    })),
    verify: condition.verify.map(type),
    references: [...condition.references],
  }
}

/** The cause's own evidence first, then one piece of each consequence: that is what joins them. */
function evidenceOf({ cause, explains }: Diagnosis): ReportedDiagnosis['evidence'] {
  const consequences = explains.flatMap(({ problem, confirmed }) =>
    confirmed ? problem.evidence.slice(0, 1) : [],
  )
  const all = [...cause.evidence, ...consequences]
  const distinct = new Map(all.map((evidence) => [`${evidence.where} ${evidence.text}`, evidence]))
  return [...distinct.values()].slice(0, shownEvidence)
}

function title(problem: Problem, language: Language): string {
  const values = { ...problem.values, subject: problem.subject }
  return fill(problem.condition.texts[language].title, values)
}

function reportFinding(finding: Finding, language: Language): ReportedFinding {
  const base = { condition: finding.condition.id, subject: finding.subject, status: finding.status }
  switch (finding.status) {
    case 'problem':
      return { ...base, because: title(finding, language) }
    case 'fine': {
      const because = fill(finding.condition.texts[language].allClear, { subject: finding.subject })
      if (finding.past === undefined) return { ...base, because }
      return {
        ...base,
        because,
        past: { since: isoTime(finding.past.since), until: isoTime(finding.past.until) },
      }
    }
    case 'could-not-tell': {
      const { text, remedy } = finding.because
      return remedy === undefined ? { ...base, because: text } : { ...base, because: text, remedy }
    }
    case 'not-applicable':
      return { ...base, because: finding.because }
  }
}
