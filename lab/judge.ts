import { byId, isFault } from './catalogue.ts'
import type { Expected, Fault, HealthyVariant } from './fault.ts'
import type { Lab } from './lab.ts'
import { driveTraffic, inject, revert, runCheck } from './run.ts'

/** What of a report is judged. */
interface Diagnosis {
  readonly condition: string
  readonly subject: string
  readonly severity: string
}

/** How well the project named what is wrong with a host. */
export interface Judgement {
  readonly id: string
  /** 1 is best; 0: not named at all. One for each expected diagnosis. */
  readonly ranks: readonly number[]
  /** Every expected cause stands before everything else that is grave. */
  readonly right: boolean
  /** What was reported from severity medium up, and is neither expected nor known to come along. */
  readonly falseAlarms: readonly string[]
  readonly diagnoses: readonly Diagnosis[]
  readonly exitCode: number
  readonly checkSeconds: number
  readonly stderr: string
}

/** Puts a fault or a healthy variant on a fresh lab, lets mail flow, and judges what `check` says. */
export async function judge(lab: Lab, id: string): Promise<Judgement> {
  const one = await byId(id)
  await revert(lab)
  await inject(lab, id)
  await driveTraffic(lab)
  const result = await runCheck(lab)
  const diagnoses = diagnosesOf(result.stdout)
  return {
    ...compare(one, diagnoses),
    exitCode: result.code,
    checkSeconds: result.seconds,
    stderr: result.stderr,
  }
}

function compare(one: Fault | HealthyVariant, diagnoses: readonly Diagnosis[]) {
  const expected = isFault(one) ? one.expects : []
  const allowed = isFault(one) ? [...expected, ...(one.also ?? [])] : []
  // One disease at two subjects (an IPv4 and an IPv6 address) is two diagnoses and one cause.
  const conditions = [...new Set(diagnoses.map(({ condition }) => condition))]
  const ranks = expected.map((wanted) =>
    diagnoses.some((diagnosis) => matches(diagnosis, wanted)) ? conditions.indexOf(wanted.condition) + 1 : 0,
  )
  const falseAlarms = diagnoses
    .filter(
      (diagnosis) =>
        isGrave(diagnosis) && !allowed.some(({ condition }) => condition === diagnosis.condition),
    )
    .map(({ condition, subject, severity }) => `${condition} (${severity}) ${subject}`)
  const named = ranks.every((rank) => rank >= 1 && rank <= expected.length)
  const right = isFault(one) ? named : falseAlarms.length === 0
  return { id: one.id, ranks, right, falseAlarms, diagnoses }
}

function matches(diagnosis: Diagnosis, { condition, subject }: Expected): boolean {
  return diagnosis.condition === condition && (subject === undefined || diagnosis.subject.includes(subject))
}

function isGrave({ severity }: Diagnosis): boolean {
  return severity !== 'low' && severity !== 'info'
}

/** Of a report that is no JSON nothing was named. */
function diagnosesOf(stdout: string): Diagnosis[] {
  try {
    const report = JSON.parse(stdout) as { readonly diagnoses: Diagnosis[] }
    return report.diagnoses
  } catch {
    return []
  }
}
