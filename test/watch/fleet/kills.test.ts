import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../../src/store/sqlite-store.ts'
import { noPostgres, PostgresServer } from '../../store/postgres-server.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-kills-'))
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const settledSchema = z.object({ count: z.int(), incidents: z.array(z.tuple([z.int(), z.string()])) })

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  // What nobody reads must not fill the pipe.
  child.stdout.resume()
  child.stderr.resume()
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await gone
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function isUp(url: string): Promise<void> {
  await expect
    .poll(
      () =>
        fetch(`${url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 60_000, interval: 50 },
    )
    .toBe(true)
}

/** Both sides are killed at random while the agent writes and reports; then both rest, and are compared. */
async function killBoth(kills: number, name: string, env: Record<string, string>) {
  const [state, agentPath] = [join(folder, name), join(folder, `${name}-agent.db`)]
  const made = spawnSync(process.execPath, ['bin/mailmedic.js', 'agents', 'add', 'mx1', '--state', state], {
    cwd: root,
    encoding: 'utf8',
  })
  const token = made.stdout.trim()
  expect(token).toMatch(/^mailmedic_/)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const startCentre = () =>
    start(['bin/mailmedic.js', 'serve', '--listen', String(port), '--state', state], env)
  const startAgent = (...mode: readonly string[]) =>
    start([join(root, 'test/watch/fleet/agent-process.ts'), agentPath, url, token, ...mode])
  let [centre, agent] = [startCentre(), startAgent()]
  await isUp(url)
  for (let count = 0; count < kills; count++) {
    await wait(Math.random() * 1_200)
    // Random, but both sides have their share.
    if (count % 2 === 0) {
      await kill(centre)
      centre = startCentre()
      // Some are killed while they start, some while they work.
      if (Math.random() < 0.7) await isUp(url)
    } else {
      await kill(agent)
      agent = startAgent()
    }
  }
  await isUp(url)
  await kill(agent)
  const last = startAgent('--settle')
  let said = ''
  last.stdout?.on('data', (text: Buffer) => {
    said += text.toString()
  })
  await new Promise((resolve) => last.once('exit', resolve))
  await kill(centre)
  return { settled: settledSchema.parse(JSON.parse(said)), state, agentPath }
}

function integrityOf(path: string): unknown {
  const database = new DatabaseSync(path)
  const row = database.prepare('PRAGMA integrity_check').get()
  database.close()
  return row?.['integrity_check']
}

test('fifty kills of agent and centre under load: nothing lost, nothing doubled', async () => {
  const { settled, state, agentPath } = await killBoth(50, 'sqlite', {})
  const path = join(state, 'mailmedic.db')
  expect([integrityOf(path), integrityOf(agentPath)]).toEqual(['ok', 'ok'])
  const store = openStore(path)
  const { fleet } = store
  const [{ id = '', sequence = 0 } = {}] = fleet.agents()
  const counted = fleet.figures(id, 'delivered', 0, 1e12).reduce((sum, figure) => sum + figure.sum, 0)
  const incidents = fleet.incidents(0).map((row) => [row.id, JSON.parse(row.document).diagnosis.subject])
  store.close()
  expect({ counted, incidents }).toEqual({ counted: settled.count, incidents: settled.incidents })
  // It was under load, and reports got through in between.
  expect([settled.count > 500, sequence > 5]).toEqual([true, true])
}, 400_000)

test.skipIf(noPostgres !== undefined)(
  `the same with a centre on PostgreSQL ${noPostgres ?? ''}`,
  async () => {
    const server = new PostgresServer()
    try {
      const database = server.newDatabase()
      const { settled } = await killBoth(10, 'postgres', { MAILMEDIC_STORE: database })
      expect(
        Number(server.ask(database, `SELECT sum(sum) FROM agent_figure WHERE measure = 'delivered'`)),
      ).toBe(settled.count)
      expect(Number(server.ask(database, 'SELECT count(*) FROM agent_incident'))).toBe(
        settled.incidents.length,
      )
    } finally {
      server.end()
    }
  },
  400_000,
)
