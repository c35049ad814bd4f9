import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress, parseIpv4, parseIpv6 } from '../../../src/access/recording/address.ts'
import { addressMapping } from '../../../src/access/recording/address-mapping.ts'
import { Pseudonyms, reveal, type TextKind } from '../../../src/access/recording/pseudonyms.ts'

const key = Buffer.alloc(32, 3)
const mapping = addressMapping(key)

function mapped(text: string): string {
  const address = parseIpv4(text) ?? parseIpv6(text)
  if (address === undefined) throw new Error(text)
  return formatAddress(mapping.forward(address))
}

function hide(text: string, kind: TextKind = 'text', seen: string[] = []): string {
  const pseudonyms = new Pseudonyms(key)
  pseudonyms.learn([], [text, ...seen], kind)
  return pseudonyms.replace(text, kind)
}

const a = mapped('198.51.100.10')
const reversed = a.split('.').reverse().join('.')
const six = mapped('2001:db8:1::25')
const nibbles = (text: string) => {
  const hex = Buffer.from(parseIpv6(text) ?? []).toString('hex')
  return [...hex].reverse().join('.')
}
const name = (local: string) => /user-[0-9a-f]{6}/.exec(hide(`${local}@example.org`))?.[0] ?? 'none'

describe('addresses in texts', () => {
  it.each([
    ['postfix 3.7.11-0+deb12u1 and 5.10.0.1-amd64'],
    ['/usr/share/doc/1.2.3.4/x'],
    ['Dovecot v2.3.19.1 (9b53102964) starting up'],
    ['# 2.3.19.1 (9b53102964): /etc/dovecot/dovecot.conf'],
    ['"version": "2.3.19.1"'],
    ['linux-image-5.10.0.1'],
    ['1.3.6.1.4.1.311.2 is an OID'],
    ['dsn=4.7.1, delays=0.04/0.01/0.5/0.2'],
    ['12:34:56 2026-08-01T10:11:12Z [10/Oct/2000:13:55:36 +0000]'],
    ['mynetworks = 127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128 10.0.0.0/8 [fe80::]/64'],
    ['ether 52:54:00:12:34:56'],
    ['Mail::SpamAssassin::Plugin::DKIM, Add::Bee'],
    ['2.0.0.127.zen.example'],
    ['300.1.2.3 and 1.2.3 and 1.2.3.4.5'],
    ['nameserver 8.8.8.8'],
    ['SHA256 AA:BB:CC:DD:EE:FF:00:11:22:33:44:55'],
  ])('%s stays', (text) => {
    expect(hide(text)).toBe(text)
  })

  it.each([
    ['unknown[198.51.100.10]: 550', `unknown[${a}]: 550`],
    ['from [198.51.100.10]:25 to 198.51.100.10:25', `from [${a}]:25 to ${a}:25`],
    ['connect to 198.51.100.10.', `connect to ${a}.`],
    ['rip=198.51.100.10, lip=10.0.0.1', `rip=${a}, lip=10.0.0.1`],
    ['ip4:198.51.100.10 ip6:2001:db8:1::25 -all', `ip4:${a} ip6:${six} -all`],
    ['[IPv6:2001:db8:1::25] [2001:db8:1::25]:25', `[IPv6:${six}] [${six}]:25`],
    ['from 2001:db8:1::25: refused', `from ${six}: refused`],
    ['inet6 2001:db8:1::25/64 scope global', `inet6 ${six}/64 scope global`],
    ['::ffff:198.51.100.10', `::ffff:${a}`],
    ['10.100.51.198.in-addr.arpa PTR @127.0.0.1', `${reversed}.in-addr.arpa PTR @127.0.0.1`],
    ['100.51.198.in-addr.arpa', `${reversed.split('.').slice(1).join('.')}.in-addr.arpa`],
    ['10.100.51.198.zen.example.org', `${reversed}.zen.example.org`],
    [`${nibbles('2001:db8:1::25')}.ip6.arpa`, `${nibbles(six)}.ip6.arpa`],
    [`${nibbles('2001:db8:1::25')}.zen.example`, `${nibbles(six)}.zen.example`],
    ['198.51.100.10-198.51.100.10', `${a}-${a}`],
    ['http://198.51.100.10/x', `http://${a}/x`],
    ['"text\\n198.51.100.10\\n2001:db8:1::25"', `"text\\n${a}\\n${six}"`],
    ['server=/example.org/198.51.100.10', `server=/example.org/${a}`],
  ])('%s', (text, expected) => {
    expect(hide(text)).toBe(expected)
  })

  it('replaces a reverse name of IPv6 once, also where the pseudonym has four decimal digits in a row', () => {
    const address = '2001:db8:a::25'
    const wrong = Array.from({ length: 300 }, (_, index) => {
      const other = Buffer.alloc(32, index % 256).fill(index >> 8, 0, 1)
      const pseudonyms = new Pseudonyms(other)
      const text = `${address} ${nibbles(address)}.ip6.arpa ${nibbles(address)}.zen.example`
      pseudonyms.learn([], [text], 'text')
      const [plain = '', ...names] = pseudonyms.replace(text).split(' ')
      return names.filter((one) => !one.startsWith(`${nibbles(plain)}.`))
    })
    expect(wrong.flat()).toEqual([])
  })

  it('keeps networks free of host bits, in their relation to the addresses in them', () => {
    const text = hide(
      '198.51.100.0/24 198.51.100.10 2001:db8::/32 {"addr": "198.51.100.0", "len": 24} 198.51.100.10/24',
    )
    const octets = a.split('.').slice(0, 3).join('.')
    expect(text).toBe(
      `${octets}.0/24 ${a} ${mapped('2001:db8::').split(':').slice(0, 2).join(':')}::/32 {"addr": "${octets}.0", "len": 24} ${a}/24`,
    )
  })

  it('keeps names that a provider made of an address in step with it, and only those', () => {
    const dashed = a.replaceAll('.', '-')
    expect(hide('connect from ip-198-51-100-10.isp.example[198.51.100.10]')).toBe(
      `connect from ip-${dashed}.isp.example[${a}]`,
    )
    expect(hide('static.10.100.51.198.isp.example[198.51.100.10]')).toBe(
      `static.${reversed}.isp.example[${a}]`,
    )
    expect(hide('static.198.51.100.10.isp.example[198.51.100.10]')).toBe(`static.${a}.isp.example[${a}]`)
    expect(hide('backup-2026-08-01-10-11.tar 10-20-30-40.isp.example')).toBe(
      'backup-2026-08-01-10-11.tar 10-20-30-40.isp.example',
    )
  })

  it('reads the kernel’s tables', () => {
    const hex = (text: string) =>
      Buffer.from(parseIpv4(text) ?? [])
        .swap32()
        .toString('hex')
        .toUpperCase()
    const line = (address: string) =>
      `   0: ${address}:0019 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1234 1 0`
    expect(hide(line(hex('198.51.100.10')), 'sockets')).toBe(line(hex(a)))
    expect(hide(line('0100007F'), 'sockets')).toBe(line('0100007F'))
    const hex6 = (text: string) =>
      Buffer.from(parseIpv6(text) ?? [])
        .swap32()
        .toString('hex')
        .toUpperCase()
    expect(hide(line(hex6('2001:db8:1::25')), 'sockets')).toBe(line(hex6(six)))
    const mappedHex = (text: string) => `0000000000000000FFFF0000${hex(text)}`
    expect(hide(line(mappedHex('198.51.100.10')), 'sockets')).toBe(line(mappedHex(a)))
    const plain6 = (text: string) => Buffer.from(parseIpv6(text) ?? []).toString('hex')
    expect(hide(`${plain6('2001:db8:1::25')} 02 40 00 80     eth0`, 'interfaces')).toBe(
      `${plain6(six)} 02 40 00 80     eth0`,
    )
    const route = (net: string, gateway: string) =>
      `eth0\t${net}\t${gateway}\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0`
    const network = `${a.split('.').slice(0, 3).join('.')}.0`
    expect(hide(route(hex('198.51.100.0'), hex('198.51.100.10')), 'routes')).toBe(route(hex(network), hex(a)))
  })

  it('leaves versions in a list of packages', () => {
    expect(hide('dovecot-core\t1.2.3.4\tii\n', 'versions')).toBe('dovecot-core\t1.2.3.4\tii\n')
  })
})

describe('people in texts', () => {
  it.each([
    ['postmaster@example.org root@mail.example.org MAILER-DAEMON@example.org www-data@web'],
    ['systemd: postfix@-.service getty@tty1.service user@1000.service serial-getty@ttyS0.service: ok'],
    ['systemd-fsck@dev-disk\\x2dby.service'],
    ['mail_location = maildir:/var/mail/%d/%n, %u@%d, ${user}@example.org, %{user}@%{domain}'],
    ['@example.org OK'],
    ['dig MX example.org @127.0.0.53'],
    ['imap(1234): x, lmtp(77, x)'],
    ['redis://:[redacted]@localhost/0'],
  ])('%s stays', (text) => {
    expect(hide(text)).toBe(text)
  })

  it.each([
    ['to=<anna@example.org>, orig_to=<ben>', `to=<${name('anna')}@example.org>, orig_to=<${name('ben')}>`],
    ['sasl_username=anna@example.org, x', `sasl_username=${name('anna')}@example.org, x`],
    ['sasl_username=anna, x', `sasl_username=${name('anna')}, x`],
    ['From: <Anna@Example.org>', `From: <${name('anna')}@Example.org>`],
    ['user=<anna>, imap(anna)<1><x>: ok', `user=<${name('anna')}>, imap(${name('anna')})<1><x>: ok`],
    ['passwd-file(anna,198.51.100.10): x', `passwd-file(${name('anna')},${a}): x`],
    [
      '<SRS0=ab12=XY=other.example=anna@example.org>',
      `<SRS0=ab12=XY=other.example=${name('anna')}@example.org>`,
    ],
    ['prvs=12345=anna@example.org', `prvs=12345=${name('anna')}@example.org`],
    [
      '/^anna@example\\.org$/ ben@example.org',
      `/^${name('anna')}@example\\.org$/ ${name('ben')}@example.org`,
    ],
    ['<"anna b"@example.org>', `<${name('"anna b"')}@example.org>`],
    ['anna@[198.51.100.10]', `${name('anna')}@[${a}]`],
    ['"anna@example.org","ben@example.org"', `"${name('anna')}@example.org","${name('ben')}@example.org"`],
    ['müller@example.org', `${name('müller')}@example.org`],
  ])('%s', (text, expected) => {
    expect(hide(text).startsWith(expected)).toBe(true)
    expect(hide(text)).not.toMatch(/anna|ben@|müller/i)
  })

  it('maps the two parts of user+detail each', () => {
    expect(hide('anna+box@example.org')).toMatch(/^user-[0-9a-f]{6}\+user-[0-9a-f]{6}@example\.org$/)
    expect(hide('anna+box@example.org')).toContain(`${name('anna')}+`)
  })
})

describe('Dovecot’s sessions', () => {
  // The last four bytes of this base64 are 203.0.113.131.
  const session = 'ACsAPPRgsM/LAHGD'

  it('no longer tell the address, and stay joined', () => {
    const lines = [
      `rip=203.0.113.131, session=<${session}>`,
      `imap(anna)<77><${session}>: x`,
      `sql(anna,203.0.113.131,<${session}>): x`,
    ]
    const hidden = lines.map((line) => hide(line))
    const found = hidden.map((line) => /<([A-Za-z0-9+/]{16})>/.exec(line)?.[1])
    expect(new Set(found).size).toBe(1)
    expect(found[0]).not.toBe(session)
  })

  it('of LMTP stay: they are the reply that Postfix logs', () => {
    const line = 'lmtp(root)<416><ZuY4LzJsBGugAQAA5uBHOg>: 250 2.0.0 <root> ZuY4LzJsBGugAQAA5uBHOg Saved'
    expect(hide(line)).toBe(line)
  })
})

describe('Pseudonyms', () => {
  it('leaves what only the program’s own questions name', () => {
    const pseudonyms = new Pseudonyms(key)
    pseudonyms.learn(
      ['198.41.0.4', 'probe@example.org'],
      ['198.41.0.4 dev eth0 src 198.51.100.10', 'probe@example.org unknown'],
      'text',
    )
    pseudonyms.learn(['198.51.100.10'], ['x'], 'text')
    expect(pseudonyms.replace('198.41.0.4 198.51.100.10 probe@example.org 4.0.41.198.zen.example')).toBe(
      `198.41.0.4 ${a} probe@example.org 4.0.41.198.zen.example`,
    )
    expect(reveal(pseudonyms.replace('198.41.0.4 198.51.100.10'), pseudonyms.ownersKey())).toBe(
      '198.41.0.4 198.51.100.10',
    )
  })

  it('gives two names two pseudonyms even where their digits collide', () => {
    const pseudonyms = new Pseudonyms(key)
    const names = Array.from({ length: 12_000 }, (_, index) => `n${index}`)
    const given = new Set(names.map((local) => pseudonyms.replace(`${local}@example.org`)))
    expect(given.size).toBe(names.length)
  })

  it('can be turned back', () => {
    const text =
      'to=<anna+box@example.org> relay=mx.example.org[198.51.100.10]:25 ip6:2001:db8::/32 198.51.100.0/24 ' +
      '10.100.51.198.in-addr.arpa ip-198-51-100-10.isp.example user=<ben> 8.8.8.8 127.0.0.1 [2001:db8:1::25]:25'
    const pseudonyms = new Pseudonyms(key)
    pseudonyms.learn([], [text], 'text')
    const hidden = pseudonyms.replace(text)
    expect(hidden).not.toMatch(/anna|ben|198\.51|198-51|2001:db8:1::25/)
    expect(reveal(hidden, pseudonyms.ownersKey())).toBe(text)
  })

  it('gives the same names with the key of an earlier capture', () => {
    const first = new Pseudonyms(key)
    const text = first.replace('anna@example.org 198.51.100.10')
    const { key: kept, names } = first.ownersKey()
    expect(new Pseudonyms(kept, names).replace('anna@example.org 198.51.100.10')).toBe(text)
  })

  it('keeps an address an address of its family, whatever stands around it', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6())
    fc.assert(
      fc.property(fc.string(), address, fc.string(), (before, text, after) => {
        const given = `${before} ${text} ${after}`
        const hidden = hide(given)
        expect(hide(given)).toBe(hidden)
        expect(hidden.split('\n')).toHaveLength(given.split('\n').length)
        const alone = hide(text)
        expect(parseIpv4(alone) !== undefined).toBe(parseIpv4(text) !== undefined)
        expect(parseIpv6(alone) !== undefined).toBe(parseIpv6(text) !== undefined)
      }),
      { numRuns: 1000 },
    )
  })
})
