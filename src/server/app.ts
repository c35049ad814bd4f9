import type { RequestListener } from 'node:http'
import type { BlockList } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { streamSSE } from 'hono/streaming'
import type { Clock } from '../access/clock.ts'
import type { Language } from '../knowledge/condition.ts'
import { ApiError } from './api-error.ts'
import { bodyOf } from './body.ts'
import { consoleEventSchema } from './console-event.ts'
import { guard } from './guard.ts'
import { openApiDocument } from './openapi.ts'
import type { Caller } from './permissions.ts'
import { RateLimit } from './rate-limit.ts'
import { type Requester, requesterOf } from './requester.ts'
import type { Route, Services } from './route.ts'
import { routes } from './routes.ts'
import type { StaticFile } from './static-files.ts'

export interface AppOptions {
  readonly services: Services
  readonly files: ReadonlyMap<string, StaticFile>
  readonly trusted: BlockList
  /** By which rates are limited: one that runs, unlike that of a recording that is shown. */
  readonly rateClock: Clock
  /** A bug, or a store that fails: its text goes to the daemon's own log, not to the caller. */
  readonly failed: (error: unknown) => void
}

interface Environment {
  Bindings: HttpBindings
  Variables: { requester: Requester }
}

type Asked = Context<Environment>

const heartbeatMilliseconds = 15_000
const mostStreams = 64
/** A browser opens one for each of its windows. */
const mostStreamsOfOne = 16

const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** Of one user, token or visitor of a demo; of one address that is not signed in. */
const callerRate = { burst: 300, perSecond: 50 }
const strangerRate = { burst: 60, perSecond: 5 }

/** The API and the console, as one listener for HTTP requests. */
export function consoleApp(options: AppOptions): RequestListener {
  const app = new Hono<Environment>()
  const { rateClock } = options
  const limits = {
    caller: new RateLimit(rateClock, callerRate),
    stranger: new RateLimit(rateClock, strangerRate),
  }
  app.use(async (context, next) => {
    const requester = requesterOf(context.env.incoming, options.trusted)
    context.set('requester', requester)
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value)
    if (requester.secure) context.header('Strict-Transport-Security', 'max-age=31536000')
    await next()
  })
  // Not what holds secrets: their length would show through the compression (BREACH).
  app.use('/api/v1/*', compress({ threshold: 4_096 }))
  for (const route of routes)
    app.on(route.method.toUpperCase(), `/api/v1${route.path.replace(/\{(\w+)\}/g, ':$1')}`, (context) =>
      answer(context, route, options, limits),
    )
  let document: object | undefined
  app.get('/api/v1/openapi.json', (context) => {
    document ??= openApiDocument()
    return context.json(document)
  })
  app.all('/api/*', (context) => {
    const known = routes.some(({ path }) => matches(path, context.req.path))
    return known
      ? refused(context, new ApiError('wrong-method', `${context.req.method} is not taken here`))
      : refused(context, new ApiError('not-found', 'there is no such call; see /api/v1/openapi.json'))
  })
  app.get('*', (context) => fileAt(context, options.files))
  app.all('*', (context) => refused(context, new ApiError('wrong-method', 'only GET')))
  app.onError((error, context) => {
    if (error instanceof ApiError) return refused(context, error)
    options.failed(error)
    return refused(context, new ApiError('failed', 'that failed; the log of the watch says why'))
  })
  const listener = getRequestListener(app.fetch)
  return (request, response) => void listener(request, response)
}

/** Streams that are open, by who opened them. */
const streams = new Map<string, number>()

interface Limits {
  readonly caller: RateLimit
  readonly stranger: RateLimit
}

async function answer(
  context: Asked,
  route: Route,
  { services }: AppOptions,
  limits: Limits,
): Promise<Response> {
  const requester = context.get('requester')
  const { headers } = context.req.raw
  const caller = callerOf(context, services, requester)
  refuseTooMany(caller, route, limits)
  guard(route, caller, requester, headers)
  const { signal } = context.req.raw
  const notes: string[] = []
  const answered = await route.handle(services, {
    params: context.req.param(),
    query: context.req.query(),
    body: await bodyOf(context.req.raw, route),
    language: languageOf(context),
    caller,
    signal,
    setSession: (token) => setSession(context, requester, token),
    note: (detail) => notes.push(detail),
  })
  if (route.audit !== undefined)
    services.identity.note(caller.name, caller.address, route.audit, notes.join(' '))
  context.header('Cache-Control', 'no-store')
  if (route.streams === true)
    return streamed(context, answered as AsyncIterable<unknown>, `${caller.name} ${caller.address}`, () => {
      guard(route, callerOf(context, services, requester), requester, headers)
    })
  // Parsed by its schema: what it does not name never leaves, whatever the handler returned.
  return context.json(route.answer.parse(answered) as object)
}

function callerOf(context: Asked, { identity }: Services, requester: Requester): Caller {
  return identity.callerOf({
    address: requester.address,
    session: getCookie(context, cookieName(requester)),
    bearer: /^Bearer ([\w-]{16,200})$/i.exec(context.req.header('authorization') ?? '')?.[1],
  })
}

/** A thousand hosts that report may share an address and a token: they are not counted. */
function refuseTooMany({ kind, name, address }: Caller, { needs }: Route, limits: Limits): void {
  if (needs === 'agent' && kind === 'token') return
  const isTaken =
    kind === 'nobody'
      ? limits.stranger.take(address)
      : limits.caller.take(kind === 'visitor' ? address : name)
  if (!isTaken) throw new ApiError('too-many', 'too many calls: wait', { retryAfterSeconds: 1 })
}

/** `stillAllowed` throws where the session has ended meanwhile. */
function streamed(
  context: Asked,
  events: AsyncIterable<unknown>,
  who: string,
  stillAllowed: () => void,
): Response {
  const own = streams.get(who) ?? 0
  const all = [...streams.values()].reduce((sum, count) => sum + count, 0)
  if (all >= mostStreams || own >= mostStreamsOfOne) throw new ApiError('busy', 'too many look on already')
  // Proxies that buffer would hold events back.
  context.header('X-Accel-Buffering', 'no')
  return streamSSE(context, async (out) => {
    streams.set(who, (streams.get(who) ?? 0) + 1)
    const beat = setInterval(() => {
      try {
        stillAllowed()
        void out.write(': still here\n\n')
      } catch {
        out.abort()
      }
    }, heartbeatMilliseconds)
    const iterator = events[Symbol.asyncIterator]()
    const gone = Promise.withResolvers<{ done: true; value: undefined }>()
    out.onAbort(() => gone.resolve({ done: true, value: undefined }))
    try {
      for (;;) {
        const { done, value } = await Promise.race([iterator.next(), gone.promise])
        if (done === true) return
        const event = consoleEventSchema.parse(value)
        await out.writeSSE({ event: event.kind, data: JSON.stringify(event) })
      }
    } finally {
      const left = (streams.get(who) ?? 1) - 1
      if (left > 0) streams.set(who, left)
      else streams.delete(who)
      clearInterval(beat)
      void iterator.return?.()
    }
  })
}

function cookieName({ secure }: Requester): string {
  return secure ? '__Host-mailmedic' : 'mailmedic'
}

function setSession(context: Asked, requester: Requester, token: string | undefined): void {
  const { secure } = requester
  const options = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const
  if (token === undefined) deleteCookie(context, cookieName(requester), options)
  else setCookie(context, cookieName(requester), token, options)
}

/** `?lang=`, else what the browser likes best of the two. */
function languageOf(context: Asked): Language {
  const asked = context.req.query('lang')
  if (asked === 'en' || asked === 'zh') return asked
  return /^\s*zh\b/i.test(context.req.header('accept-language') ?? '') ? 'zh' : 'en'
}

function refused(context: Asked, error: ApiError): Response {
  context.header('Cache-Control', 'no-store')
  const { retryAfterSeconds } = error.more
  if (retryAfterSeconds !== undefined) context.header('Retry-After', String(retryAfterSeconds))
  return context.json(error.answer, error.status)
}

/** A file of the console; for any other path the page itself, which knows its own deep links. */
function fileAt(context: Asked, files: ReadonlyMap<string, StaticFile>): Response {
  const file = files.get(context.req.path) ?? files.get('/index.html')
  if (file === undefined) return context.text('The console is not built: npm run build\n', 404)
  context.header('ETag', file.etag)
  context.header('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  context.header('Vary', 'Accept-Encoding')
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304)
  context.header('Content-Type', file.type)
  if (file.compressed === undefined || !/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
    return context.body(file.bytes)
  context.header('Content-Encoding', 'gzip')
  return context.body(file.compressed)
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [`/api/v1${pattern}`.split('/'), path.split('/')]
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at])
  )
}
