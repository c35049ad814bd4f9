/**
 * The mail users' machine. Runs inside the network namespace `client`, does the steps given as JSON on its
 * standard input, all at the same time, and prints their results as JSON.
 */
import { Resolver } from 'node:dns/promises'
import { fetchInbox, guess, submit } from './dialogues.ts'
import { LineConnection } from './line-connection.ts'
import type { ClientOrder, ClientStep, GuessStep, StepResult } from './step.ts'

const order = JSON.parse(await readInput()) as ClientOrder
const resolver = new Resolver({ timeout: 2000, tries: 2 })
resolver.setServers([order.resolver])
const results = await Promise.all(
  order.steps.map((step) => (step.kind === 'guess' ? guesses(step) : oneStep(step))),
)
process.stdout.write(JSON.stringify(results), () => process.exit(0)) // a server that hangs must not hold us

async function oneStep(step: Exclude<ClientStep, GuessStep>): Promise<StepResult> {
  const connection = new LineConnection()
  const base = { label: step.label, transcript: connection.transcript }
  try {
    const local = step.kind === 'submit' ? step.localAddress : undefined
    await connection.open(await addressOf(step.host, connection), step.port, local)
    if (step.kind === 'submit')
      return { ...base, ok: true, detail: await submit(connection, step, order.caPem) }
    const found = await fetchInbox(connection, step, order.caPem)
    return { ...base, ok: true, detail: `${found.length} messages in INBOX`, found }
  } catch (error) {
    return { ...base, ok: false, detail: error instanceof Error ? error.message : String(error) }
  } finally {
    connection.close()
  }
}

/** A robot tries one password a connection, several at a time. Success would be a fault of the lab. */
async function guesses(step: GuessStep): Promise<StepResult> {
  const transcript: string[] = []
  let refused = 0
  const attempts = step.users.map(async (user) => {
    const connection = new LineConnection()
    try {
      await connection.open(await addressOf(step.host, connection), step.port, step.localAddress)
      await guess(connection, step, user, order.caPem)
    } catch {
      refused++
    } finally {
      connection.close()
    }
    transcript.push(...connection.transcript)
  })
  await Promise.all(attempts)
  return {
    label: step.label,
    ok: refused === step.users.length,
    detail: `${refused} of ${step.users.length} guesses refused`,
    transcript,
  }
}

async function addressOf(host: string, connection: LineConnection): Promise<string> {
  try {
    const [address] = await resolver.resolve4(host)
    if (address !== undefined) return address
    throw new Error(`${host} has no address`)
  } catch (error) {
    connection.transcript.push(`=== ${error instanceof Error ? error.message : String(error)}`)
    throw error
  }
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
