import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { invite } from '../../src/server/sign-in/invitations.ts'
import { networkOf, Throttle } from '../../src/server/sign-in/throttle.ts'
import { codeOf, stepAt } from '../../src/server/sign-in/totp.ts'
import { password, servedConsole } from './served-console.ts'

let it: Awaited<ReturnType<typeof servedConsole>>
beforeEach(async () => {
  it = await servedConsole({ users: { ada: 'admin', victor: 'viewer' }, trusted: ['127.0.0.1'] })
})
afterEach(() => it.close())

const hour = 3_600_000
const from = (address: string) => ({ 'x-forwarded-for': address })
type Sent = Readonly<Record<string, string>>
const signIn = (name: string, given: string, headers: Sent = from('198.51.100.7'), code?: string) =>
  it.send('POST', '/session', { name, password: given, ...(code === undefined ? {} : { code }) }, headers)
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
const codeIn = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code
const stateOf = async (cookie: string) =>
  ((await (await it.call('/session', { headers: { cookie } })).json()) as { state: string }).state

describe('log-in', () => {
  test('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await signIn('ada', password)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^mailmedic=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(await stateOf(cookieOf(answer))).toBe('signed-in')
  })

  test('behind a proxy with TLS the cookie is bound to it', async () => {
    const answer = await signIn('ada', password, { ...from('198.51.100.7'), 'x-forwarded-proto': 'https' })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-mailmedic=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  test('each is a new session, and what was known before is worth nothing', async () => {
    const [first, second] = [await signIn('ada', password), await signIn('ada', password)]
    expect(cookieOf(first)).not.toBe(cookieOf(second))
    expect(await stateOf('mailmedic=chosen-by-somebody-else')).toBe('signed-out')
  })

  test('does not say whether there is such a user', async () => {
    const [wrong, unknown] = [await signIn('ada', 'not the password'), await signIn('nobody', password)]
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])
  })

  test('signing out ends it on the server', async () => {
    const headers = await it.signedIn('ada')
    expect((await it.call('/session', { method: 'DELETE', headers })).status).toBe(200)
    expect(await stateOf(headers['cookie'] ?? '')).toBe('signed-out')
  })

  test('ends when it is idle, and after a week in any case', async () => {
    const idle = cookieOf(await signIn('ada', password))
    it.host.clock.at += 11 * hour
    expect(await stateOf(idle)).toBe('signed-in')
    it.host.clock.at += 13 * hour
    expect(await stateOf(idle)).toBe('signed-out')
    const busy = cookieOf(await signIn('ada', password))
    for (let day = 0; day < 16; day++) {
      it.host.clock.at += 11 * hour
      if (day < 15) expect(await stateOf(busy)).toBe('signed-in')
    }
    expect(await stateOf(busy)).toBe('signed-out')
  })

  test('a change of the role holds at once', async () => {
    const headers = await it.signedIn('ada')
    const user = it.access.users.get('ada')
    if (user !== undefined) it.access.users.put({ ...user, role: 'help-desk' })
    expect((await it.call('/users', { headers })).status).toBe(403)
  })
})

describe('brute force', () => {
  test('waits longer each time, whoever is tried from one network', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 12; n++)
      statuses.push((await signIn(`user${n}`, 'guess', from(`198.51.100.${n}`))).status)
    expect(statuses.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 401))
    expect(statuses[11]).toBe(429)
    const refused = await signIn('ada', password, from('198.51.100.200'))
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 1])
    // Another network is not kept waiting.
    expect((await signIn('ada', password, from('203.0.113.7'))).status).toBe(200)
    it.host.clock.at += 1_000
    expect((await signIn('ada', password, from('198.51.100.200'))).status).toBe(200)
  })

  test('waits longer each time, from wherever one account is tried', async () => {
    for (let n = 0; n < 6; n++) await signIn('ada', 'guess', from(`203.0.${n}.1`))
    expect((await signIn('ADA', password, from('203.0.99.1'))).status).toBe(429)
    expect((await signIn('victor', password, from('203.0.99.1'))).status).toBe(200)
  })

  test('nobody can lock a user out from where the user is known', async () => {
    await signIn('ada', password, from('192.0.2.1'))
    for (let n = 0; n < 9; n++) await signIn('ada', 'guess', from(`203.0.${n}.1`))
    expect((await signIn('ada', password, from('192.0.2.77'))).status).toBe(200)
  })

  test('the delay grows to a quarter of an hour and no further', () => {
    const throttle = new Throttle(it.host.clock)
    const waits = Array.from({ length: 20 }, () => {
      throttle.begin('network', { free: 5, longestMilliseconds: 15 * 60_000 })
      return throttle.wait('network')
    })
    expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 4_000])
    expect(waits.at(-1)).toBe(15 * 60_000)
    throttle.succeed('network')
    expect(throttle.wait('network')).toBe(0)
  })

  test('what is remembered of attackers is bounded', () => {
    const throttle = new Throttle(it.host.clock)
    for (let n = 0; n < 20_000; n++) throttle.begin(`account ${n}`, { free: 0, longestMilliseconds: 60_000 })
    expect([throttle.wait('account 0'), throttle.wait('account 19999')]).toEqual([0, 1_000])
  })

  test.each([
    ['192.0.2.77', '192.0.2'],
    ['::ffff:192.0.2.77', '192.0.2'],
    ['2001:db8:1:2ff::7', '20010db8000102/56'],
    ['2001:db8:1:2ff:1:2:3:4', '20010db8000102/56'],
    ['2001:DB8:1:200::', '20010db8000102/56'],
    ['::1', '00000000000000/56'],
    ['fe80::1%eth0', 'fe800000000000/56'],
  ])('the network of %s', (address, network) => expect(networkOf(address)).toBe(network))

  test('a hundred at once are not a hundred tries', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => signIn('ada', 'guess')))
    const tried = answers.filter(({ status }) => status === 401)
    expect(tried.length).toBeLessThanOrEqual(12)
  })

  test('refusals are in the audit log', async () => {
    await signIn('ada', 'guess')
    const [entry] = it.access.audit.latest(1)
    expect(entry).toMatchObject({ who: 'ada', what: 'sign-in-refused', address: '198.51.100.7' })
  })
})

describe('one-time links', () => {
  const accept = (secret: string, name?: string) =>
    it.send('POST', '/invitation', {
      secret,
      password: 'another long password',
      ...(name === undefined ? {} : { name }),
    })

  test('make a user, once', async () => {
    const secret = invite(it.identity, 'viewer', 'bob')
    const look = await it.send('POST', '/invitation/look', { secret })
    expect(await look.json()).toMatchObject({ name: 'bob', role: 'viewer' })
    const answer = await accept(secret)
    expect(await stateOf(cookieOf(answer))).toBe('signed-in')
    expect((await accept(secret)).status).toBe(404)
    expect((await signIn('bob', 'another long password')).status).toBe(200)
  })

  test('are void after an hour, and when a later one was made', async () => {
    const [first, second] = [invite(it.identity, 'viewer', 'bob'), invite(it.identity, 'viewer', 'bob')]
    expect((await accept(first)).status).toBe(404)
    it.host.clock.at += hour
    expect((await accept(second)).status).toBe(404)
  })

  test('for nobody in particular take no name that there is', async () => {
    const secret = invite(it.identity, 'admin')
    expect((await accept(secret)).status).toBe(400)
    expect((await accept(secret, 'ADA')).status).toBe(409)
    expect((await accept(secret, 'eve')).status).toBe(200)
  })

  test('two that come at once are not both let in', async () => {
    const secret = invite(it.identity, 'admin')
    const answers = await Promise.all([accept(secret, 'eve'), accept(secret, 'mallory')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404])
  })

  test('end the sessions of who is reset', async () => {
    const before = await it.signedIn('victor')
    await accept(invite(it.identity, 'viewer', 'victor'))
    expect(await stateOf(before['cookie'] ?? '')).toBe('signed-out')
  })
})

describe('the second factor', () => {
  const now = () => it.host.clock.now()

  async function turnedOn() {
    const headers = await it.signedIn('ada')
    const begun = (await (await it.call('/account/second-factor', { method: 'POST', headers })).json()) as {
      readonly secret: string
    }
    const { secret } = begun
    const body = { password, secret, code: codeOf(secret, stepAt(now())) }
    expect((await it.send('PUT', '/account/second-factor', body, headers)).status).toBe(200)
    return { secret, headers }
  }

  test('is asked for after the password, and each code works once', async () => {
    const { secret } = await turnedOn()
    expect(await codeIn(await signIn('ada', password))).toBe('second-factor-needed')
    expect(await codeIn(await signIn('ada', 'guess'))).toBe('wrong-credentials')
    // The code that turned it on was used.
    const used = codeOf(secret, stepAt(now()))
    expect((await signIn('ada', password, undefined, used)).status).toBe(401)
    it.host.clock.at += 30_000
    const code = codeOf(secret, stepAt(now()))
    expect((await signIn('ada', password, undefined, code)).status).toBe(200)
    expect((await signIn('ada', password, undefined, code)).status).toBe(401)
  })

  test('a code of five minutes ago is none', async () => {
    const { secret } = await turnedOn()
    it.host.clock.at += 300_000
    expect((await signIn('ada', password, undefined, codeOf(secret, stepAt(now()) - 10))).status).toBe(401)
  })

  test('is taken off with the password only', async () => {
    const { headers } = await turnedOn()
    const off = (given: string) => it.send('DELETE', '/account/second-factor', { password: given }, headers)
    expect((await off('guess')).status).toBe(403)
    expect((await off(password)).status).toBe(200)
    expect((await signIn('ada', password)).status).toBe(200)
  })
})

describe('the own password', () => {
  test('is changed with the old one; other sessions end', async () => {
    const [here, there] = [await it.signedIn('ada'), await it.signedIn('ada')]
    const change = (before: string, after: string) =>
      it.send('PUT', '/account/password', { before, after }, here)
    expect((await change('guess', 'a wholly new password')).status).toBe(403)
    expect((await change(password, 'short')).status).toBe(400)
    expect((await change(password, 'a wholly new password')).status).toBe(200)
    expect(await stateOf(there['cookie'] ?? '')).toBe('signed-out')
    expect(await stateOf(here['cookie'] ?? '')).toBe('signed-in')
    expect((await signIn('ada', password)).status).toBe(401)
  })
})

describe('users and tokens', () => {
  test('the last admin stays', async () => {
    const headers = await it.signedIn('ada')
    expect((await it.call('/users/ada', { method: 'DELETE', headers })).status).toBe(409)
    expect((await it.send('PATCH', '/users/ada', { role: 'viewer' }, headers)).status).toBe(409)
    expect((await it.call('/users/victor', { method: 'DELETE', headers })).status).toBe(200)
  })

  test('a token does what its scopes say, until it is removed or too old', async () => {
    const headers = await it.signedIn('ada')
    const made = await it.send('POST', '/tokens', { name: 'grafana', scopes: ['read'], days: 1 }, headers)
    const { token } = (await made.json()) as { readonly token: string }
    const bearer = { authorization: `Bearer ${token}` }
    const status = async (path: string) => (await it.call(path, { headers: bearer })).status
    expect(await status('/now')).toBe(200)
    expect(await status('/users')).toBe(403)
    expect(JSON.stringify(it.access.tokens.all())).not.toContain(token)
    it.host.clock.at += 25 * hour
    expect(await status('/now')).toBe(401)
  })

  test('no answer holds a secret', async () => {
    const headers = await it.signedIn('ada')
    for (const path of ['/users', '/tokens', '/channels', '/audit', '/session'])
      expect(await (await it.call(path, { headers })).text()).not.toMatch(/argon2|hooks\.example|tokenHash/)
  })
})
