import { z } from 'zod'
import type { Language } from '../knowledge/condition.ts'
import { ApiError } from './api-error.ts'
import type { ConsoleData } from './console-data.ts'
import type { Caller, Need } from './permissions.ts'
import type { Identity } from './sign-in/identity.ts'

/** What every handler stands on. */
export interface Services {
  readonly data: ConsoleData
  readonly identity: Identity
}

/** One call, its parts checked against the route's schemas. */
export interface Call<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly language: Language
  readonly caller: Caller
  /** Ends when the caller is gone. */
  readonly signal: AbortSignal
  /** Of the browser that calls: a new one, or none any more. */
  readonly setSession: (token: string | undefined) => void
  /** What the audit log says of it; no secrets. */
  readonly note: (detail: string) => void
}

type RawCall = Call<unknown, unknown, unknown>

/** What is posted as bytes and not as JSON. */
export interface Upload {
  readonly types: readonly string[]
  readonly mostBytes: number
}

/** One operation of the API: rule of access, shapes, and what it does. OpenAPI and the server read it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below /api/v1, as OpenAPI writes it: `/incidents/{id}`. */
  readonly path: string
  readonly summary: string
  readonly needs: Need
  /** Posted, but it changes nothing: a demo takes it, too. */
  readonly readOnly?: true
  /** A change that the audit log is told of, under this name. */
  readonly audit?: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly upload?: Upload
  readonly answer: z.ZodType
  /** The answers come one after the other, as server-sent events. */
  readonly streams?: true
  readonly handle: (services: Services, call: RawCall) => Promise<unknown> | unknown
}

type Definition<P, Q, B, A> = Omit<Route, 'params' | 'query' | 'body' | 'answer' | 'handle'> & {
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  readonly answer: z.ZodType<A>
  readonly handle: (services: Services, call: Call<P, Q, B>) => Promise<A> | A
}

/** A route whose handler is typed by its schemas. What does not fit them never reaches it. */
export function route<A, P = undefined, Q = undefined, B = undefined>(
  definition: Definition<P, Q, B, A>,
): Route {
  const { params, query, body, handle } = definition
  return {
    ...definition,
    handle: (services, call) =>
      handle(services, {
        ...call,
        params: checked(params, call.params, 'path'),
        query: checked(query, call.query, 'query'),
        body: checked(body, call.body, 'body'),
      }),
  }
}

export type Stream<E> = (services: Services, call: Call<undefined, undefined, undefined>) => AsyncIterable<E>

/** A route that answers with one event after the other, until the caller is gone. */
export function stream<E>(
  definition: Omit<Definition<undefined, undefined, undefined, E>, 'handle' | 'streams'> & {
    readonly events: Stream<E>
  },
): Route {
  const { events, ...rest } = definition
  return {
    ...rest,
    streams: true,
    handle: (services, call) =>
      events(services, { ...call, params: undefined, query: undefined, body: undefined }),
  }
}

function checked<T>(schema: z.ZodType<T> | undefined, value: unknown, where: string): T {
  // Without a schema nothing is handed on, whatever was sent: T is undefined.
  const parsed = (schema ?? nothing).safeParse(schema === undefined ? undefined : value)
  if (parsed.success) return parsed.data as T
  const fields = parsed.error.issues
    .slice(0, mostIssues)
    .map(({ path, message }) => ({ field: [where, ...path.map(String)].join('.'), message }))
  throw new ApiError('not-valid', `the ${where} of this call does not fit`, { fields })
}

const nothing = z.undefined()
const mostIssues = 20
