import { setTimeout } from 'node:timers/promises'
import { type MessagePort, workerData } from 'node:worker_threads'
import {
  awaySlot,
  type PostgresReply,
  type PostgresRequest,
  type PostgresWorkerData,
  replySlot,
} from './postgres-messages.ts'
import { PostgresError, PostgresSession } from './postgres-session.ts'

// Given by postgres-connection.ts, and by nobody else.
const { url, bell, port } = workerData as PostgresWorkerData
const session = new PostgresSession(url)
const count = new Int32Array(bell)
let before: Promise<void> = Promise.resolve()

port.on('message', (request: PostgresRequest) => {
  // A reset does not wait: it is what ends a wait.
  if (request.kind === 'reset') before = untilItAnswers()
  else before = before.then(() => answer(request, port))
})

const betweenTriesMilliseconds = 500
const patienceMilliseconds = 1_500

/** A server that hung: asked again and again over new connections. What was under way is given up. */
async function untilItAnswers(): Promise<void> {
  for (;;) {
    await session.reset()
    const isBack = await Promise.race([
      session.query('SELECT 1', []).then(
        () => true,
        () => false,
      ),
      setTimeout(patienceMilliseconds, false),
    ])
    if (isBack) break
    await setTimeout(betweenTriesMilliseconds)
  }
  Atomics.store(count, awaySlot, 0)
}

async function answer(request: PostgresRequest, to: MessagePort): Promise<void> {
  const reply = await replyTo(request)
  to.postMessage(reply)
  Atomics.add(count, replySlot, 1)
  Atomics.notify(count, replySlot)
  if (request.kind === 'close') to.close()
}

async function replyTo(request: PostgresRequest): Promise<PostgresReply> {
  const { id } = request
  try {
    if (request.kind === 'query') return { id, ...(await session.query(request.text, request.values)) }
    await session[request.kind]()
    return { id, rows: [], changes: 0 }
  } catch (error) {
    const code = error instanceof PostgresError ? error.code : 'refused'
    return { id, error: error instanceof Error ? error.message : String(error), code }
  }
}
