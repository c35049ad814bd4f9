import { timingSafeEqual } from 'node:crypto'
import { ApiError } from './api-error.ts'
import { type Caller, may } from './permissions.ts'
import type { Requester } from './requester.ts'
import type { Route } from './route.ts'

export const csrfHeader = 'x-mailmedic-csrf'

/** Throws `ApiError` where this caller may not do that, or does it on behalf of another site. */
export function guard(route: Route, caller: Caller, requester: Requester, headers: Headers): void {
  if (route.method !== 'get') refuseOtherSites(caller, requester, headers)
  if (!may(caller, route.needs)) throw refusal(caller)
  if (caller.kind === 'visitor' && route.method !== 'get' && route.readOnly !== true)
    throw new ApiError('not-allowed', 'this is a demo: nothing can be changed')
}

function refusal(caller: Caller): ApiError {
  return caller.kind === 'nobody'
    ? new ApiError('not-signed-in', 'sign in first')
    : new ApiError('not-allowed', 'your role does not allow that')
}

/**
 * A page of another site can make a browser send cookies, but it cannot forge Sec-Fetch-Site and Origin,
 * nor read the session's token. An API token is no cookie: nothing sends it by itself.
 */
function refuseOtherSites(caller: Caller, { host, secure }: Requester, headers: Headers): void {
  if (caller.kind === 'token') return
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw crossSite()
  const origin = headers.get('origin')
  if (origin !== null && origin !== `${secure ? 'https' : 'http'}://${host}`) throw crossSite()
  if (caller.session !== undefined && !isSame(headers.get(csrfHeader) ?? '', caller.session.csrf))
    throw new ApiError('cross-site', `a change needs the session's csrf value in ${csrfHeader}`)
}

function crossSite(): ApiError {
  return new ApiError(
    'cross-site',
    'changes are only taken from the console itself; behind a proxy serve needs --trusted-proxy',
  )
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
