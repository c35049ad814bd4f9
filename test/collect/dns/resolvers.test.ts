import { describe, expect, test } from 'vitest'
import { parseResolvConf } from '../../../src/collect/dns/resolvers.ts'

const addresses = (text: string) => parseResolvConf(text, '').map(({ address }) => address)

describe('resolv.conf(5)', () => {
  test.each<[string, string, string[]]>([
    ['one', 'nameserver 127.0.0.1\n', ['127.0.0.1']],
    [
      'the stub of systemd-resolved',
      '# managed\nnameserver 127.0.0.53\noptions edns0 trust-ad\nsearch .\n',
      ['127.0.0.53'],
    ],
    ['a tab, IPv6 with a zone, a comment', 'nameserver\tfe80::1%eth0 # router\n', ['fe80::1%eth0']],
    [
      'three count',
      ['1', '2', '3', '4'].map((n) => `nameserver 192.0.2.${n}`).join('\n'),
      ['192.0.2.1', '192.0.2.2', '192.0.2.3'],
    ],
    ['commented out', '#nameserver 192.0.2.1\n; nameserver 192.0.2.2\n', []],
    ['indented lines do not count', ' nameserver 192.0.2.1\n', []],
    ['a name is no address', 'nameserver dns.example.org\n', []],
  ])('%s', (_, text, expected) => expect(addresses(text)).toEqual(expected))

  test('says where it stands', () => {
    const [first] = parseResolvConf('# x\n\nnameserver 192.0.2.1', 'now')
    expect(first?.source).toEqual({
      kind: 'file',
      where: '/etc/resolv.conf:3',
      text: 'nameserver 192.0.2.1',
      at: 'now',
    })
  })
})
