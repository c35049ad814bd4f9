/**
 * The only place that talks to the server. A failure is an `ApiFailure`: what it was, and, where the server
 * said it, why. Nothing here trusts an answer more than the schema types of the API promise.
 */
export interface ApiFailure {
  readonly kind: 'offline' | 'signed-out' | 'forbidden' | 'missing' | 'refused' | 'too-many' | 'broken'
  readonly status: number
  /** The server's own name for it, as `second-factor-needed`. */
  readonly code?: string
  readonly because: string | undefined
}

export function isApiFailure(error: unknown): error is ApiFailure {
  return typeof error === 'object' && error !== null && 'kind' in error && 'because' in error
}

const patienceMilliseconds = 60_000
/** After "too many": the server lets several in each second (RFC 6585 §4). */
const restMilliseconds = 1_500
let csrf = ''
let language = 'en'
let whenSignedOut: () => void = () => undefined

/** The token that the session answered with: it goes with everything that changes something. */
export function rememberCsrf(token: string): void {
  csrf = token
}

export function askIn(wanted: string): void {
  language = wanted
}

export function onSignedOut(run: () => void): void {
  whenSignedOut = run
}

/** `path` below /api/v1. The type is that of the API's schema for it. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  try {
    return await send<T>('GET', path, undefined, signal)
  } catch (error) {
    if (!isApiFailure(error) || error.kind !== 'too-many') throw error
    await new Promise((resolve) => setTimeout(resolve, restMilliseconds))
    return send<T>('GET', path, undefined, signal)
  }
}

export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  return send<T>('POST', path, body)
}

export async function put<T>(path: string, body: unknown): Promise<T> {
  return send<T>('PUT', path, body)
}

export async function patch<T>(path: string, body: unknown): Promise<T> {
  return send<T>('PATCH', path, body)
}

export async function remove<T>(path: string, body?: unknown): Promise<T> {
  return send<T>('DELETE', path, body)
}

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const patience = AbortSignal.timeout(patienceMilliseconds)
  const isBytes = body instanceof Blob
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      'Accept-Language': language,
      ...(method === 'GET' ? {} : { 'X-Mailmedic-CSRF': csrf }),
      ...(body === undefined
        ? {}
        : { 'Content-Type': isBytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isBytes ? body : JSON.stringify(body) }),
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw { kind: 'offline', status: 0, because: undefined } satisfies ApiFailure
  })
  if (response.ok) return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
  const failure = await failureOf(response)
  if (failure.kind === 'signed-out') whenSignedOut()
  throw failure
}

const kinds: Readonly<Record<number, ApiFailure['kind']>> = {
  401: 'signed-out',
  403: 'forbidden',
  404: 'missing',
  429: 'too-many',
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const { status } = response
  const said: unknown = await response.json().catch(() => undefined)
  return {
    kind: kinds[status] ?? (status < 500 ? 'refused' : 'broken'),
    status,
    because: sentenceOf(said),
    code: String(property(property(said, 'error'), 'code') ?? ''),
  }
}

/** `{error: {message, fields: [{field, message}]}}`: the server's own words, with what they are about. */
function sentenceOf(said: unknown): string | undefined {
  const message = property(property(said, 'error'), 'message')
  if (typeof message !== 'string') return undefined
  const fields = property(property(said, 'error'), 'fields')
  const details = (Array.isArray(fields) ? fields : []).map(
    (field: unknown) => `${String(property(field, 'field'))}: ${String(property(field, 'message'))}`,
  )
  return [message, ...details].join(' · ')
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined
}
