import { unknown } from '../access/answer.ts'
import type { ProbeTask } from '../access/task.ts'
import type { Collector } from '../collect/collector.ts'
import { diagnose } from '../diagnose/diagnose.ts'
import { examine, type Progress } from '../diagnose/examine.ts'
import { buildTimeline } from '../diagnose/timeline.ts'
import type { Condition } from '../knowledge/condition.ts'
import { allExhibits } from '../knowledge/exhibits/all.ts'
import { standards } from '../knowledge/standards.ts'
import type { CheckResult } from '../report/build-report.ts'
import type { ProbeShown } from '../report/probe.ts'

/** Examines a domain from outside: the same conditions, as far as they can be told from there. */
export async function runProbe(
  task: ProbeTask,
  collector: Collector,
  conditions: readonly Condition[],
  progress?: Progress,
): Promise<Omit<CheckResult, 'startedAt' | 'durationMs'>> {
  const findings = await examine(conditions, collector, progress)
  const diagnoses = diagnose(findings)
  return {
    target: { kind: 'domain', name: task.domain, system: 'seen from outside', software: [] },
    mailServerFound: true,
    diagnoses,
    findings,
    timeline: buildTimeline([], diagnoses),
    probe: await exhibitsOf(task, collector),
  }
}

async function exhibitsOf({ domain }: ProbeTask, collector: Collector): Promise<ProbeShown> {
  const all = await Promise.all(
    allExhibits.map(async (exhibit) => {
      const shown = exhibit.show(await collector.all(exhibit.facts, domain), domain)
      return shown === undefined ? [] : [{ exhibit, shown }]
    }),
  )
  const met = standards.map(async (standard) => {
    const { it = unknown('failed', standard.name) } = await collector.all({ it: standard.shownBy }, domain)
    return { standard, shownBy: it }
  })
  return { domain, exhibits: all.flat(), standards: await Promise.all(met) }
}
