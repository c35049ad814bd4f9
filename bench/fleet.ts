/**
 * `npm run bench:fleet`: a thousand agents that report every ten seconds to one centre, the real
 * `mailmedic serve --listen`, on SQLite and (where it is installed) PostgreSQL. Says how much of a core the
 * centre takes, how long it takes to answer, and that nothing was lost. `--agents N --seconds N`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { openPostgresStore } from '../src/store/postgres-store.ts'
import { openStore } from '../src/store/sqlite-store.ts'
import type { Item } from '../src/watch/fleet/report.ts'
import { noPostgres, PostgresServer } from '../test/store/postgres-server.ts'
import { diagnosisOf, incidentOf } from '../test/watch/fleet/fleet-fixtures.ts'

const { values } = parseArgs({
  options: { agents: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '30' } },
})
const [agentCount, seconds] = [Number(values.agents), Number(values.seconds)]
const everySeconds = 10
const port = 19_154
const url = `http://127.0.0.1:${port}/api/v1/agents/report`
/** As /proc counts: _SC_CLK_TCK, 100 on every Linux of our architectures. */
const ticksPerSecond = 100

/** Figures change with each mail; an incident is rare. */
const shareWithNews = 0.5
const shareIll = 0.02

interface SimulatedAgent {
  readonly id: string
  readonly host: string
  readonly token: string
  sequence: number
}

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-fleet-'))
try {
  await measure('SQLite', 'sqlite')
  if (noPostgres === undefined) {
    const server = new PostgresServer()
    try {
      await measure('PostgreSQL', 'postgres', server.newDatabase())
    } finally {
      server.end()
    }
  } else process.stdout.write(`PostgreSQL: ${noPostgres}\n`)
} finally {
  rmSync(folder, { recursive: true })
}

async function measure(name: string, state: string, database?: string): Promise<void> {
  const path = join(folder, state)
  const token = spawnSync(process.execPath, ['bin/mailmedic.js', 'agents', 'add', 'all', '--state', path], {
    encoding: 'utf8',
  }).stdout.trim()
  const env = { ...process.env, ...(database === undefined ? {} : { MAILMEDIC_STORE: database }) }
  const args = ['src/cli/main.ts', 'serve', '--listen', String(port), '--state', path]
  const centre = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore'], env })
  try {
    await up()
    const agents = Array.from({ length: agentCount }, (_, index) => ({
      ...{ id: randomUUID(), host: `mx${index}.example.org`, token, sequence: 0 },
    }))
    await Promise.all(
      agents.map((agent, index) => later(index * (5_000 / agentCount), () => report(agent, true))),
    )
    const result = await drive(agents, centre)
    const store = database === undefined ? openStore(join(path, 'mailmedic.db')) : openPostgresStore(database)
    const kept = store.fleet.agents().reduce((sum, { sequence }) => sum + sequence, 0)
    store.close()
    const sent = agents.reduce((sum, { sequence }) => sum + sequence, 0)
    process.stdout.write(
      `${name}: ${agentCount} agents every ${everySeconds} s for ${seconds} s: ${result.cores.toFixed(2)} of a core, ` +
        `${result.megabytes.toFixed(0)} MB, answers in ${result.p50.toFixed(1)} ms (p99 ${result.p99.toFixed(0)} ms), ` +
        `${result.reports} reports, ${result.failed} failed, ${sent} batches sent, ${kept} kept\n`,
    )
    if (kept !== sent) process.exitCode = 1
  } finally {
    centre.kill('SIGTERM')
    await new Promise((resolve) => centre.once('exit', resolve))
  }
}

async function drive(agents: readonly SimulatedAgent[], centre: ChildProcess) {
  const times: number[] = []
  let failed = 0
  const usedBefore = processorSeconds(centre)
  const begun = performance.now()
  const ends = begun + seconds * 1_000
  await Promise.all(
    agents.map(async (agent, index) => {
      await pause((index / agents.length) * everySeconds * 1_000)
      while (performance.now() < ends) {
        const from = performance.now()
        if (!(await report(agent, Math.random() < shareWithNews))) failed++
        times.push(performance.now() - from)
        await pause(Math.max(0, everySeconds * 1_000 - (performance.now() - from)))
      }
    }),
  )
  const elapsed = (performance.now() - begun) / 1_000
  times.sort((a, b) => a - b)
  return {
    cores: (processorSeconds(centre) - usedBefore) / elapsed,
    megabytes: residentMegabytes(centre),
    p50: times[Math.floor(times.length / 2)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    reports: times.length,
    failed,
  }
}

async function report(agent: SimulatedAgent, hasNews: boolean): Promise<boolean> {
  const batch = hasNews ? { sequence: agent.sequence + 1, id: randomUUID(), items: newsOf() } : undefined
  const body = gzipSync(
    JSON.stringify({
      schema: 'mailmedic.agent-report/1',
      ...{ agent: agent.id, host: agent.host, stream: 1 },
      status: { version: '1', verdict: 'fine', software: ['postfix 3.7.11', 'dovecot 2.3.19'], everySeconds },
      ...(batch === undefined ? {} : { batch }),
    }),
  )
  const headers = { authorization: `Bearer ${agent.token}`, 'content-type': 'application/gzip' }
  const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
  await answer?.text()
  if (answer?.ok !== true) return false
  if (batch !== undefined) agent.sequence = batch.sequence
  return true
}

function newsOf(): Item[] {
  const at = Math.floor(Date.now() / 3_600_000) * 3_600
  const measures = ['received', 'delivered', 'deferred', 'rejected', 'queue-messages', 'disk-used-share']
  const figures = measures.map(
    (measure) =>
      ({
        kind: 'figure',
        measure,
        subject: '',
        at,
        count: 1,
        sum: Math.random() * 1e3,
        low: 0,
        high: 9,
      }) as const,
  )
  if (Math.random() > shareIll) return figures
  const incident = incidentOf(1 + Math.floor(Math.random() * 5), diagnosisOf('storage-disk-full', '/var'))
  return [{ kind: 'incident', incident }, ...figures]
}

function processorSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1_024
}

async function up(): Promise<void> {
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await pause(100)
  }
}

async function later<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  await pause(milliseconds)
  return work()
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
