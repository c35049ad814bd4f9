import { ApiError } from './api-error.ts'
import type { Route } from './route.ts'

const mostJsonBytes = 256 * 1_024
const jsonMilliseconds = 10_000
const uploadMilliseconds = 120_000

/** The body that the route asks for: JSON, or bytes where it takes an upload. Throws `ApiError`. */
export async function bodyOf(request: Request, route: Route): Promise<unknown> {
  if (route.upload !== undefined) return uploadOf(request, route.upload)
  if (route.body === undefined) return undefined
  if (!isOfType(request, ['application/json']))
    throw new ApiError('not-valid', 'this call wants Content-Type: application/json')
  const bytes = await read(request, mostJsonBytes, jsonMilliseconds)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ApiError('not-valid', 'the body is no JSON in UTF-8')
  }
}

async function uploadOf(
  request: Request,
  { types, mostBytes }: NonNullable<Route['upload']>,
): Promise<Uint8Array> {
  if (!isOfType(request, types))
    throw new ApiError('not-valid', `this call wants Content-Type: ${types.join(' or ')}`)
  return read(request, mostBytes, uploadMilliseconds)
}

function isOfType(request: Request, types: readonly string[]): boolean {
  const given = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  return given !== undefined && types.includes(given)
}

/** At most so many bytes, in at most that time. What is announced as too large is not read at all. */
async function read(request: Request, mostBytes: number, milliseconds: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const slow = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => slow.reject(new ApiError('too-slow', 'the body came too slowly')),
    milliseconds,
  )
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), slow.promise])
      if (done) return Buffer.concat(parts)
      size += value.length
      if (size > mostBytes) throw tooLarge(mostBytes)
      parts.push(value)
    }
  } finally {
    clearTimeout(timer)
    void reader.cancel().catch(() => undefined)
  }
}

function tooLarge(mostBytes: number): ApiError {
  return new ApiError('too-large', `more than ${mostBytes} bytes are not taken here`)
}
