import { describe, expect, test } from 'vitest'
import { checkedAddress, testMessage } from '../../src/cli/send-test-message.ts'
import { exitOf } from '../../src/cli/send-test-outcome.ts'
import { routesOf, routeTo } from '../../src/cli/send-test-route.ts'
import { readMail } from '../../src/explain/mail/mail.ts'
import { zoneWorld } from '../collect/dns/zone-world.ts'

describe('the message', () => {
  test('says what it is, once, and is no bounce', () => {
    const { token, messageId, text } = testMessage('a@example.org', 'b@example.net', 0)
    expect(token).toMatch(/^mailmedic-test-[0-9a-f]{24}$/)
    expect(messageId).toBe(`<${token}@example.org>`)
    expect(text).toContain('\r\nAuto-Submitted: auto-generated\r\n')
    expect(text).toContain('Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n')
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(readMail(Buffer.from(text)).kind).toBe('not-a-bounce')
    expect(testMessage('a@example.org', 'b@example.net', 0).token).not.toBe(token)
  })

  test.each(['a', 'a@b>\r\nRCPT TO:<c@d', 'a b@c', '"a"@b', '<a@b>', `${'a'.repeat(65)}@b`])(
    '%j is no address',
    (text) => expect(() => checkedAddress('--to', text)).toThrow('is not an address'),
  )
  test('addresses with a plus stay as they are', () =>
    expect(checkedAddress('--to', 'a+b@example.org')).toBe('a+b@example.org'))
})

describe('the way', () => {
  const world = zoneWorld({
    files: { '/etc/resolv.conf': 'nameserver 127.0.0.1\n' },
    zone: {
      'example.org MX': ['20 mx2.example.org', '10 mx1.example.org'],
      'mx1.example.org A': ['192.0.2.1'],
      'mx2.example.org A': ['192.0.2.2'],
      'null.example MX': ['0 .'],
    },
  })

  test('MX hosts in their order', async () => {
    const routes = await routesOf(world, 'someone@Example.org')
    expect(routes.map(({ endpoint }) => endpoint.address)).toEqual(['192.0.2.1', '192.0.2.2'])
  })

  test.each([
    ['a@null.example', 'takes no mail'],
    ['a@nothing.example', 'neither MX nor address'],
  ])('%s: %s', async (to, why) => expect(routesOf(world, to)).rejects.toThrow(why))

  test.each([
    ['mx1.example.org', { address: '192.0.2.1', port: 587 }],
    ['mx1.example.org:465', { address: '192.0.2.1', port: 465 }],
    ['[2001:db8::1]:25', { address: '2001:db8::1', port: 25 }],
  ])('--via %s', async (via, endpoint) => expect((await routeTo(world, via, 587)).endpoint).toEqual(endpoint))

  test.each(['mx1.example.org:99999', 'a:b:c', 'gone.example'])('--via %s is refused', async (via) =>
    expect(routeTo(world, via, 25)).rejects.toThrow(),
  )
})

test('exit codes', () => {
  expect((['arrived', 'accepted', 'refused', 'bounced', 'not seen'] as const).map(exitOf)).toEqual([
    0, 0, 1, 1, 2,
  ])
})
