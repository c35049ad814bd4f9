import type { World } from '../access/world.ts'
import { Collector } from '../collect/collector.ts'
import type { KeptFacts } from '../collect/kept-facts.ts'
import { changes } from '../collect/system/changes.ts'
import { machine } from '../collect/system/machine.ts'
import { type MailSoftware, mailSoftware } from '../collect/system/mail-software.ts'
import { diagnose } from '../diagnose/diagnose.ts'
import { examine, type Progress } from '../diagnose/examine.ts'
import { buildTimeline } from '../diagnose/timeline.ts'
import type { Condition } from '../knowledge/condition.ts'
import { allConditions } from '../knowledge/registry.ts'
import { topics } from '../knowledge/verdict.ts'
import type { CheckResult } from '../report/build-report.ts'
import { UsageError } from './command-file.ts'
import { runProbe } from './run-probe.ts'

/** Examines a world: facts, findings, causes. What every command that checks stands on. */
export async function runCheck(
  world: World,
  conditions: readonly Condition[] = allConditions,
  progress?: Progress,
  kept?: KeptFacts,
): Promise<CheckResult> {
  const startedAt = world.clock.now()
  const start = performance.now()
  const collector = new Collector(world, kept)
  if (world.task !== undefined)
    return {
      ...(await runProbe(world.task, collector, conditions, progress)),
      startedAt,
      durationMs: performance.now() - start,
    }
  const [about, software] = await Promise.all([collector.get(machine), collector.get(mailSoftware)])
  const found = software.status === 'known'
  const findings = found ? await examine(conditions, collector, progress) : []
  const diagnoses = diagnose(findings)
  const changed = found ? await collector.get(changes) : undefined
  return {
    target: {
      kind: world.host.kind === 'outside' ? 'domain' : world.host.kind,
      name: about.status === 'known' ? about.value.hostName : 'this server',
      system: about.status === 'known' ? about.value.system : 'unknown system',
      software: found ? software.value.map(({ name, version }: MailSoftware) => ({ name, version })) : [],
    },
    startedAt,
    durationMs: performance.now() - start,
    mailServerFound: found,
    diagnoses,
    findings,
    timeline: buildTimeline(changed?.status === 'known' ? changed.value : [], diagnoses),
  }
}

/** Conditions by id or topic; all of them where none is named. */
export function chooseConditions(only: readonly string[]): readonly Condition[] {
  if (only.length === 0) return allConditions
  const unknown = only.filter((name) => !allConditions.some((condition) => isNamed(condition, name)))
  if (unknown.length > 0) {
    throw new UsageError(
      `no condition or topic is called ${unknown.join(', ')}; topics: ${topics.join(', ')}; ids: mailmedic conditions`,
    )
  }
  return allConditions.filter((condition) => only.some((name) => isNamed(condition, name)))
}

function isNamed({ id, topic, formerly }: Condition, name: string): boolean {
  return id === name || topic === name || (formerly ?? []).includes(name)
}
