import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import {
  awaySlot,
  bellSlots,
  type PostgresReply,
  type PostgresRequest,
  replySlot,
} from './postgres-messages.ts'
import type { SqlConnection, SqlValue } from './sql.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/**
 * Longer than a server takes that is well; all else in this process waits as long. What forgets much, waits for
 * another writer, or makes tables may take its time.
 */
const patienceMilliseconds = { question: 1_500, work: 5_000 } as const

type Done = Extract<PostgresReply, { readonly rows: unknown }>
// What is left of a request without its number; one by one, as Omit would join the two forms.
type Asked =
  | Omit<Extract<PostgresRequest, { readonly kind: 'query' }>, 'id'>
  | Omit<Exclude<PostgresRequest, { readonly kind: 'query' }>, 'id'>

/**
 * PostgreSQL as a connection that answers at once, as SQLite does: a thread talks to the server, this one
 * sleeps until it has the answer, about 0.1 ms over a Unix socket. So the port of the store is the same for
 * both, and nothing can come between the steps of a transaction. Throws `StoreError`.
 */
export class PostgresConnection implements SqlConnection {
  readonly #where: string
  readonly #worker: Worker
  readonly #port: MessagePort
  readonly #bell = new Int32Array(new SharedArrayBuffer(bellSlots * Int32Array.BYTES_PER_ELEMENT))
  #lastId = 0

  /** `url`: postgres://user:password@host/database, or ?host=/run/postgresql. Asks nothing yet. */
  constructor(url: string) {
    this.#where = withoutPassword(url)
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    this.#worker = new Worker(new URL(`./postgres-worker${ownExtension()}`, import.meta.url), {
      workerData: { url, bell: this.#bell.buffer, port: port2 },
      transferList: [port2],
    })
    // It does not keep the process alive: what is asked is waited for anyhow.
    this.#worker.unref()
    this.#port.unref()
  }

  prepare(text: string): ReturnType<SqlConnection['prepare']> {
    const query = (values: readonly SqlValue[]) => this.#ask({ kind: 'query', text, values })
    return {
      all: (...values) => [...query(values).rows],
      get: (...values) => query(values).rows[0],
      run: (...values) => ({ changes: query(values).changes }),
    }
  }

  /** All of what `work` writes, or nothing of it. One writer at a time, as with SQLite. */
  transaction<T>(work: () => T): T {
    this.#ask({ kind: 'begin' })
    try {
      const result = work()
      this.#ask({ kind: 'commit' })
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  /** Brings the tables to the newest shape; whoever asks sooner makes it happen, too. */
  migrate(): void {
    this.#ask({ kind: 'migrate' })
  }

  close(): void {
    try {
      this.#ask({ kind: 'close' })
    } catch {
      // It is gone already.
    }
    this.#port.close()
    void this.#worker.terminate()
  }

  #rollBack(): void {
    try {
      this.#ask({ kind: 'rollback' })
    } catch {
      // The connection is gone, and the transaction with it.
    }
  }

  #ask(asked: Asked): Done {
    // The thread asks a server that hung until it answers again: nobody else waits for that.
    if (Atomics.load(this.#bell, awaySlot) === 1)
      throw this.#failure('away', 'it did not answer a moment ago, and has not answered since')
    const id = ++this.#lastId
    this.#port.postMessage({ id, ...asked })
    const patience = patienceMilliseconds[takesTime(asked) ? 'work' : 'question']
    const reply = this.#awaitReply(id, patience)
    if (reply === undefined) {
      Atomics.store(this.#bell, awaySlot, 1)
      this.#port.postMessage({ id: 0, kind: 'reset' })
      throw this.#failure('away', `no answer within ${patience / 1_000} s`)
    }
    if ('error' in reply) throw this.#failure(reply.code, reply.error)
    return reply
  }

  /** Sleeps until the reply is there; answers to what was given up are dropped. */
  #awaitReply(id: number, patience: number): PostgresReply | undefined {
    const until = performance.now() + patience
    for (;;) {
      const rung = Atomics.load(this.#bell, replySlot)
      const received: { message: PostgresReply } | undefined = receiveMessageOnPort(this.#port)
      if (received?.message.id === id) return received.message
      if (received !== undefined) continue
      const left = until - performance.now()
      if (left <= 0) return undefined
      Atomics.wait(this.#bell, replySlot, rung, left)
    }
  }

  #failure(code: Extract<PostgresReply, { readonly error: string }>['code'], detail: string): StoreError {
    const codes: Readonly<Record<typeof code, StoreErrorCode>> = {
      away: 'server-away',
      refused: 'server-refused',
      'newer-version': 'newer-version',
    }
    return new StoreError(codes[code], this.#where, detail)
  }
}

function takesTime(asked: Asked): boolean {
  return asked.kind === 'query' ? /^\s*DELETE\b/i.test(asked.text) : true
}

/** The sources run as they are; what is published is JavaScript, beside the bundle. */
function ownExtension(): string {
  return import.meta.url.endsWith('.ts') ? '.ts' : '.js'
}

/** For messages: whom and where, without the password. */
function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url)
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`
}
