import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, may, permissionsOf, type Role, roles } from '../../src/server/permissions.ts'
import type { Route } from '../../src/server/route.ts'
import { routes } from '../../src/server/routes.ts'
import { servedConsole } from './served-console.ts'

let it: Awaited<ReturnType<typeof servedConsole>>
let demo: Awaited<ReturnType<typeof servedConsole>>

beforeAll(async () => {
  it = await servedConsole({ users: { helen: 'help-desk', victor: 'viewer', ada: 'admin' } })
  demo = await servedConsole({ open: true })
})
afterAll(() => {
  it.close()
  demo.close()
})

const users: Readonly<Record<Role, string>> = { 'help-desk': 'helen', viewer: 'victor', admin: 'ada' }

/** Who may call what. A new route is not in here: the first test fails until somebody has decided. */
const decided: Readonly<Record<string, string>> = {
  'get /session': 'anyone',
  'post /session': 'anyone',
  'delete /session': 'signed-in',
  'post /invitation/look': 'anyone',
  'post /invitation': 'anyone',
  'get /now': 'read',
  'get /incidents': 'read',
  'get /incidents/{id}': 'read',
  'get /incidents/{id}/report': 'read',
  'post /incidents/{id}/acknowledge': 'operate',
  'post /incidents/{id}/notes': 'operate',
  'post /incidents/{id}/mute': 'operate',
  'delete /incidents/{id}/mute': 'operate',
  'get /mutes': 'read',
  'post /mutes': 'operate',
  'delete /mutes/{id}': 'operate',
  'get /flow': 'read',
  'get /messages': 'find',
  'post /explain': 'find',
  'post /explain/message': 'find',
  'get /conditions': 'read',
  'get /conditions/{id}': 'read',
  'get /events': 'read',
  'put /account/password': 'signed-in',
  'post /account/second-factor': 'signed-in',
  'put /account/second-factor': 'signed-in',
  'delete /account/second-factor': 'signed-in',
  'get /domains': 'read',
  'get /domains/{domain}': 'read',
  'post /domains/{domain}/probe': 'operate',
  'get /security': 'read',
  'get /hosts': 'read',
  'get /hosts/{name}/figures': 'read',
  'post /bundles': 'read',
  'get /channels': 'administer',
  'post /channels': 'administer',
  'patch /channels/{name}': 'administer',
  'post /channels/{name}/test': 'administer',
  'delete /channels/{name}': 'administer',
  'get /settings': 'administer',
  'put /settings': 'administer',
  'get /own-setup': 'administer',
  'put /own-setup': 'administer',
  'get /users': 'administer',
  'post /users': 'administer',
  'post /users/{name}/reset': 'administer',
  'patch /users/{name}': 'administer',
  'delete /users/{name}': 'administer',
  'get /tokens': 'administer',
  'post /tokens': 'administer',
  'delete /tokens/{name}': 'administer',
  'get /audit': 'administer',
  'post /agents/report': 'agent',
  'get /agents': 'read',
  'delete /agents/{id}': 'administer',
  'get /recordings': 'read',
  'post /recordings': 'read',
}

const nameOf = ({ method, path }: Route) => `${method} ${path}`
const table = routes.map((route) => [nameOf(route), route] as const)

/** Calls with nothing that fits: who is let in gets as far as 400 or 404, who is not 401 or 403. */
async function statusOf(
  served: typeof it,
  { method, path, upload }: Route,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const ended = new AbortController()
  // Nobody calls so often: each call has its second.
  served.host.clock.at += 1_000
  const answer = await served.call(path.replace(/\{\w+\}/g, '999999'), {
    method: method.toUpperCase(),
    signal: ended.signal,
    headers: {
      ...(method === 'get' ? {} : { 'content-type': upload?.types[0] ?? 'application/json' }),
      ...headers,
    },
    ...(method === 'get' || method === 'delete' ? {} : { body: '{}' }),
  })
  ended.abort()
  return answer.status
}

const isRefused = (status: number) => status === 401 || status === 403

describe('who may call what', () => {
  test('is decided for every route', () => {
    expect(Object.fromEntries(routes.map((route) => [nameOf(route), route.needs]))).toEqual(decided)
  })

  test.each(table.filter(([, { needs }]) => needs !== 'anyone'))(
    '%s is not answered without log-in',
    async (_, route) => {
      expect(await statusOf(it, route, {})).toBe(401)
      expect(await statusOf(it, route, { cookie: 'mailmedic=forged-forged-forged' })).toBe(401)
      expect(await statusOf(it, route, { authorization: 'Bearer forged-forged-forged' })).toBe(401)
    },
  )

  test.each(table)('%s by role', async (_, route) => {
    for (const role of roles) {
      const caller: Caller = { kind: 'session', name: '', permissions: permissionsOf[role], address: '' }
      const status = await statusOf(it, route, await it.signedIn(users[role]))
      // The log-in itself answers 401 to who is let in with a wrong password.
      expect([role, isRefused(status)]).toEqual([role, !may(caller, route.needs)])
      expect(status).toBeLessThan(500)
    }
  })

  test.each(table.filter(([, { method }]) => method !== 'get'))(
    '%s is not taken from another site',
    async (_, route) => {
      const headers = await it.signedIn('ada')
      const status = (more: Readonly<Record<string, string>>) => statusOf(it, route, { ...headers, ...more })
      expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403)
      expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403)
      expect(await status({ origin: 'https://evil.example' })).toBe(403)
      expect(await status({ origin: 'null' })).toBe(403)
      expect(await status({ 'x-mailmedic-csrf': 'forged' })).toBe(403)
      expect(await statusOf(it, route, { cookie: headers['cookie'] ?? '' })).toBe(403)
    },
  )

  test.each(table)('%s in the demo changes nothing', async (_, route) => {
    const status = await statusOf(demo, route, {})
    const isLook = route.method === 'get' || route.readOnly === true
    const isShown = ['anyone', 'signed-in', 'find', 'read'].includes(route.needs)
    expect(isRefused(status)).toBe(!isLook || !isShown)
  })

  test.each(
    table.filter(
      ([, { method, readOnly, needs }]) =>
        // A host that reports is no act of a person.
        method !== 'get' &&
        readOnly !== true &&
        needs !== 'anyone' &&
        needs !== 'agent' &&
        needs !== 'signed-in',
    ),
  )('%s is told to the audit log', (_, route) => expect(route.audit).toBeDefined())

  test('nothing is called in a way that is not there', async () => {
    expect((await it.call('/nothing')).status).toBe(404)
    expect((await it.call('/now', { method: 'PUT' })).status).toBe(405)
    expect(it.failures).toEqual([])
  })
})
