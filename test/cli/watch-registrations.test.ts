import { expect, test } from 'vitest'
import { absent, known, unknown } from '../../src/access/answer.ts'
import { askRegistry, Registrations, type RegistrationsOptions } from '../../src/cli/watch-registrations.ts'
import { registrationIn } from '../../src/watch/history/registrations.ts'
import { zoneWorld } from '../collect/dns/zone-world.ts'
import { watchedHost } from '../watch/watched-host.ts'

const hour = 3_600_000

function watched(domains: readonly string[], ask: RegistrationsOptions['ask']) {
  const host = watchedHost()
  const registrations = new Registrations({
    store: host.store,
    clock: host.clock,
    domains: () => domains,
    ask,
  })
  return { host, registrations }
}

test('each own domain is asked for once a day, one at a time; what could not be told is asked later', async () => {
  const answers: Record<string, Awaited<ReturnType<RegistrationsOptions['ask']>>> = {
    'a.example': known({ domain: 'a.example', expiresAt: 9e12, statuses: [] }),
    'b.example': unknown('timeout', 'no answer'),
    'c.example': absent(),
  }
  const { host, registrations } = watched(Object.keys(answers), async (domain) => answers[domain] ?? absent())
  const all = async () => [
    await registrations.step(),
    await registrations.step(),
    await registrations.step(),
    await registrations.step(),
  ]
  expect(await all()).toEqual(['a.example', 'b.example', 'c.example', undefined])
  expect(registrationIn(host.store, 'a.example')).toMatchObject({ expiresAt: 9e12 })
  expect(registrationIn(host.store, 'b.example')).toBeUndefined()
  host.clock.at += 7 * hour
  expect(await all()).toEqual(['b.example', 'c.example', undefined, undefined])
  host.clock.at += 17 * hour
  expect((await all()).slice(0, 3)).toEqual(['a.example', 'b.example', 'c.example'])
  expect(
    host.store.history.points('domain-days-left', 'a.example', 86_400, { from: 0, until: 9e12 }),
  ).toHaveLength(2)
})

test('a name that nobody registers is no matter for a registry', async () => {
  const world = zoneWorld({
    zone: {
      '. NS': ['a.root'],
      'example NS': ['ns.example'],
      'mail.example SOA': ['ns.example a 1 1 1 1 1'],
    },
  })
  const answer = await askRegistry(async () => world)('mail.example')
  expect(answer.status).not.toBe('known')
})
