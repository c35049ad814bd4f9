import { type MessagePort, workerData } from 'node:worker_threads'
import type { PostgresReply, PostgresRequest, PostgresWorkerData } from './postgres-messages.ts'
import { PostgresError, PostgresSession } from './postgres-session.ts'

// Given by postgres-connection.ts, and by nobody else.
const { url, bell, port } = workerData as PostgresWorkerData
const session = new PostgresSession(url)
const count = new Int32Array(bell)
let before: Promise<void> = Promise.resolve()

port.on('message', (request: PostgresRequest) => {
  // A reset does not wait: it is what ends a wait.
  if (request.kind === 'reset') void session.reset()
  else before = before.then(() => answer(request, port))
})

async function answer(request: PostgresRequest, to: MessagePort): Promise<void> {
  const reply = await replyTo(request)
  to.postMessage(reply)
  Atomics.add(count, 0, 1)
  Atomics.notify(count, 0)
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
