import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type ServiceUnit, serviceUnits } from '../system/units.ts'
import { postfixConfiguration } from './configuration.ts'

export interface PostfixRunning {
  readonly running: boolean
  /** Is it meant to start with the machine? Undefined without systemd. */
  readonly enabled: boolean | undefined
  /**
   * The unit that holds master(8): `postfix@-.service` on Debian 12 and Ubuntu, whose `postfix.service`
   * is a dummy; `postfix.service` since Debian 13.
   */
  readonly unit: string | undefined
  readonly evidence: readonly Evidence[]
}

export const postfixRunning = fact({
  id: 'postfix.running',
  privilege: 'root',
  summary: 'Whether the Postfix master process runs, whether it is enabled, and its unit.',
  needs: { configuration: postfixConfiguration },
  optional: { units: serviceUnits },
  async collect(world, { configuration, units }): Promise<Fact<PostfixRunning>> {
    if (configuration.status === 'absent') return configuration
    if (world.host.kind === 'root')
      return unknown('not-running-here', 'a directory has no running services', 'run it on the server itself')
    const all = units.status === 'known' ? units.value.filter(isMainUnit) : []
    const unit = mainUnit(all)
    const enabled = all.length === 0 ? undefined : all.some((one) => /^enabled/.test(one.enabled ?? ''))
    const process = await masterProcess(world, configuration.value.queueDirectory)
    const running = process.status === 'known' ? process.value : unitRuns(all)
    if (running === undefined) return process.status === 'unknown' ? process : absent(...process.evidence)
    const evidence = [
      ...(process.status === 'unknown' ? [] : process.evidence),
      ...all.flatMap((one) => one.evidence),
    ]
    return known({ running, enabled, unit: unit?.name, evidence }, ...evidence)
  },
})

/** Other instances (`postfix@out.service`) have a queue and a pid file of their own. */
function isMainUnit({ name, loadState }: ServiceUnit): boolean {
  return (name === 'postfix.service' || name === 'postfix@-.service') && loadState !== 'not-found'
}

/**
 * Debian 13's postfix.service names postfix@-.service as a conflict, so systemd lists that one there as
 * well, always dead. It is the unit that counts only where it is, or was, in use.
 */
function mainUnit(units: readonly ServiceUnit[]): ServiceUnit | undefined {
  const used = units.find(
    ({ name, activeState }) => name === 'postfix@-.service' && activeState !== 'inactive',
  )
  return used ?? units.find(({ name }) => name === 'postfix.service') ?? units[0]
}

/** Debian 12's postfix.service is `active (exited)` whether Postfix runs or not. */
function unitRuns(units: readonly ServiceUnit[]): boolean | undefined {
  if (units.length === 0) return undefined
  return units.some(({ activeState, subState }) => activeState === 'active' && subState === 'running')
}

/** master(8) keeps its process id in the queue's pid folder; a stale one names no process called master. */
async function masterProcess(world: World, queueDirectory: string): Promise<Fact<boolean>> {
  const path = `${queueDirectory}/pid/master.pid`
  const at = isoTime(world.clock.now())
  const file = await world.host.readFile(path)
  if (file.status === 'unknown') return file
  const none = (text: string) => known(false, { kind: 'file', where: path, text, at })
  if (file.status === 'absent') return none('there is no such file: master never started')
  const pid = new TextDecoder().decode(file.value).trim()
  if (!/^\d{1,10}$/.test(pid)) return none(pid)
  const name = await world.host.readFile(`/proc/${pid}/comm`)
  if (name.status === 'unknown') return name
  const runs = name.status === 'known' && new TextDecoder().decode(name.value).trim() === 'master'
  if (!runs) return none(`process ${pid}, which does not exist any more`)
  return known(true, { kind: 'file', where: path, text: `process ${pid} (master) runs`, at })
}
