import { describe, expect, test } from 'vitest'
import { type HostDisease, joinDiseases, sharedSubject } from '../../../src/watch/fleet/same-disease.ts'
import { diagnosisOf } from './fleet-fixtures.ts'

const minute = 60_000

function on(host: string, condition: string, subject: string, beganAt = 0, isOpen = true): HostDisease {
  return { host, diagnosis: diagnosisOf(condition, subject), beganAt, isOpen }
}

function joined(...all: readonly HostDisease[]) {
  return joinDiseases(all, 'en').map(({ hosts, diagnosis }) => [
    diagnosis.condition,
    diagnosis.subject,
    hosts,
  ])
}

describe('what hosts can have in common', () => {
  test.each([
    ['storage-disk-full', '/var/spool/postfix', undefined],
    ['network-port25-blocked-outbound', 'TCP port 25, outgoing', undefined],
    ['queue-milter-unreachable', 'inet:127.0.0.1:11332', undefined],
    ['service-not-listening', '[::1]:993', undefined],
    ['service-not-running', 'postfix.service', undefined],
    ['maps-broken', 'main.cf', undefined],
    ['identity-name-wrong', 'mx1.example.org', undefined],
    ['identity-name-wrong', 'localhost', undefined],
    ['tls-cert-expired', 'mail.example.org', 'mail.example.org'],
    ['dns-single-name-server', 'example.org', 'example.org'],
    ['dns-local-resolver-down', '192.0.2.53', '192.0.2.53'],
    ['relay-unreachable', 'smarthost.example.net:587', 'smarthost.example.net:587'],
    ['filter-remote-dead', 'inet:10.0.0.5:11332', 'inet:10.0.0.5:11332'],
    ['remote-refuses', '[2001:db8::1]:25', '[2001:db8::1]:25'],
    ['reputation-ip-listed-spam-source', '192.0.2.40', '192.0.2.0/24'],
  ])('%s %s: %s', (condition, subject, shared) =>
    expect(sharedSubject(on('mx1.example.org', condition, subject))).toBe(shared),
  )
})

describe('one incident or several', () => {
  test('of different hosts, each its own', () => {
    expect(
      joined(on('a', 'storage-disk-full', '/var'), on('b', 'storage-disk-full', '/var', 60 * minute)),
    ).toEqual([
      ['storage-disk-full', 'a: /var', ['a']],
      ['storage-disk-full', 'b: /var', ['b']],
    ])
  })

  test('two at the same time may be chance', () => {
    expect(joined(on('a', 'storage-disk-full', '/var'), on('b', 'storage-disk-full', '/var'))).toHaveLength(2)
  })

  test('the resolver that they share', () => {
    expect(
      joined(
        on('a', 'dns-local-resolver-down', '192.0.2.53'),
        on('b', 'dns-local-resolver-down', '192.0.2.53', 5 * 60 * minute),
      ),
    ).toEqual([['dns-local-resolver-down', '192.0.2.53', ['a', 'b']]])
  })

  test('another resolver is another', () => {
    expect(
      joined(
        on('a', 'dns-local-resolver-down', '192.0.2.53'),
        on('b', 'dns-local-resolver-down', '192.0.2.54'),
      ),
    ).toHaveLength(2)
  })

  test('neighbours on one block list', () => {
    expect(
      joined(
        on('a', 'reputation-ip-listed-spam-source', '192.0.2.40'),
        on('b', 'reputation-ip-listed-spam-source', '192.0.2.41'),
        on('c', 'reputation-ip-listed-spam-source', '198.51.100.7'),
      ),
    ).toEqual([
      ['reputation-ip-listed-spam-source', '192.0.2.0/24', ['a', 'b']],
      ['reputation-ip-listed-spam-source', '198.51.100.0/24', ['c']],
    ])
  })

  test('three within minutes have one cause; one of last week has not', () => {
    const upgrade = [0, 3, 9].map((at, index) =>
      on(`h${index}`, 'service-not-running', 'dovecot.service', at * minute),
    )
    expect(joined(...upgrade, on('old', 'service-not-running', 'dovecot.service', -10_000 * minute))).toEqual(
      [
        ['service-not-running', 'old: dovecot.service', ['old']],
        ['service-not-running', 'many hosts at once', ['h0', 'h1', 'h2']],
      ],
    )
  })

  test('and stay one while they get well, one after the other', () => {
    const at = (host: string, isOpen: boolean) =>
      on(host, 'service-not-running', 'dovecot.service', 0, isOpen)
    expect(joined(at('a', false), at('b', true), at('c', false))).toEqual([
      ['service-not-running', 'many hosts at once', ['b']],
    ])
    expect(joined(at('a', false), at('b', false), at('c', false))).toEqual([])
  })

  test('what each of them was before is a symptom of the one that it turned out to be', () => {
    const [one] = joinDiseases(
      ['a', 'b', 'c'].map((host) => on(host, 'service-not-running', 'dovecot.service')),
      'en',
    )
    expect(one?.diagnosis.explains.map(({ subject }) => subject)).toEqual([
      'a: dovecot.service',
      'b: dovecot.service',
      'c: dovecot.service',
    ])
    expect(one?.diagnosis.title).toContain('3 hosts')
    expect(one?.diagnosis.impact).toMatchObject({ messages: 6, users: 3 })
  })
})
