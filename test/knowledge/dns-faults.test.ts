import { describe, expect, test } from 'vitest'
import { Collector } from '../../src/collect/collector.ts'
import { examine } from '../../src/diagnose/examine.ts'
import { isProblem } from '../../src/diagnose/finding.ts'
import { daneTlsaMismatch } from '../../src/knowledge/conditions/dane/dane-tlsa-mismatch.ts'
import { dkimKeyMismatch } from '../../src/knowledge/conditions/dkim/dkim-key-mismatch.ts'
import { dnsFcrdnsMismatch } from '../../src/knowledge/conditions/dns/dns-fcrdns-mismatch.ts'
import { dnsLocalResolverDown } from '../../src/knowledge/conditions/dns/dns-local-resolver-down.ts'
import { dnsMxMissing } from '../../src/knowledge/conditions/dns/dns-mx-missing.ts'
import { dnsMxStaleAfterMigration } from '../../src/knowledge/conditions/dns/dns-mx-stale-after-migration.ts'
import { dnsPtrMissing } from '../../src/knowledge/conditions/dns/dns-ptr-missing.ts'
import { networkIpv6NoPtr } from '../../src/knowledge/conditions/network/network-ipv6-no-ptr.ts'
import { spfMultipleRecords } from '../../src/knowledge/conditions/spf/spf-multiple-records.ts'
import { host4, mailHost, reverse4, reverse6, withZone } from '../collect/dns/mail-host.ts'
import { type ZoneWorld, zoneWorld } from '../collect/dns/zone-world.ts'

/** From what the machine and the DNS say to the verdict, through the real facts: exactly these problems. */
const conditions = [
  dnsLocalResolverDown,
  dnsPtrMissing,
  networkIpv6NoPtr,
  dnsFcrdnsMismatch,
  dnsMxMissing,
  dnsMxStaleAfterMigration,
  spfMultipleRecords,
  dkimKeyMismatch,
  daneTlsaMismatch,
]

async function problemsOf(world: ZoneWorld): Promise<string[]> {
  const findings = await examine(conditions, new Collector(zoneWorld(world)))
  return findings.filter(isProblem).map(({ condition, subject }) => `${condition.id} ${subject}`)
}

const elsewhere = { 'example.org MX': ['10 mx.example.net'], 'mx.example.net A': ['192.0.2.25'] }
const greeting = { end: 'completed', greeting: '220 mx.example.net ESMTP' } as const
const answers = (reply: string): ZoneWorld['dialogues'] => ({
  '192.0.2.25:25': {
    ...greeting,
    replies: [
      { command: 'MAIL FROM:<>', reply: '250 2.1.0 Ok' },
      { command: 'RCPT TO:<postmaster@example.org>', reply },
    ],
  },
})
const behindNat: ZoneWorld['commands'] = {
  'ip -j address':
    '[{"ifname":"eth0","addr_info":[{"family":"inet","local":"10.0.0.5","prefixlen":24,"scope":"global"}]}]',
  'ip -j route get 198.41.0.4': '[{"prefsrc":"10.0.0.5"}]',
}

describe('hosts without a fault', () => {
  test.each<[string, ZoneWorld]>([
    ['a healthy host', mailHost],
    [
      'IPv4 only, no AAAA',
      {
        ...withZone({ 'mail.example.org AAAA': undefined, [reverse6]: undefined }),
        commands: { ...mailHost.commands, 'ip -j route get 2001:503:ba3e::2:30': '' },
      },
    ],
    [
      'inet_protocols = ipv4 on a dual-stack machine',
      {
        ...withZone({ [reverse6]: undefined }),
        files: {
          ...mailHost.files,
          '/etc/postfix/main.cf': `${mailHost.files?.['/etc/postfix/main.cf']}inet_protocols = ipv4\n`,
        },
      },
    ],
    ['behind a translator: the public address is not known here', { ...mailHost, commands: behindNat }],
    [
      'a relay host sends: nobody sees the address',
      {
        ...withZone({ [reverse4]: undefined, [reverse6]: undefined }),
        files: {
          ...mailHost.files,
          '/etc/postfix/main.cf': `${mailHost.files?.['/etc/postfix/main.cf']}relayhost = [smtp.example.net]:587\n`,
        },
      },
    ],
    [
      'several reverse names, one of which leads back',
      withZone({ [reverse4]: ['old.example.org', 'mail.example.org'] }),
    ],
    ['a filter service takes the mail', { ...withZone(elsewhere), dialogues: answers('250 2.1.5 Ok') }],
    [
      'the other server distrusts this client, not the domain',
      { ...withZone(elsewhere), dialogues: answers('554 5.7.1 Service unavailable; Client host blocked') },
    ],
    [
      'a balancer before this server greets with its name',
      {
        ...withZone(elsewhere),
        dialogues: { '192.0.2.25:25': { ...greeting, greeting: '220 mail.example.org ESMTP' } },
      },
    ],
    [
      'a second MX elsewhere, as backup',
      withZone({ ...elsewhere, 'example.org MX': ['10 mail.example.org', '20 mx.example.net'] }),
    ],
    [
      'no MX, but the address of the domain is this host',
      withZone({ 'example.org MX': undefined, 'example.org A': [host4] }),
    ],
    ['DNSSEC is not used and there is no TLSA', withZone({ '_25._tcp.mail.example.org TLSA': undefined })],
    [
      'two TLSA records, one for the next key',
      withZone({
        '_25._tcp.mail.example.org TLSA': [`3 1 1 ${'00'.repeat(32)}`, `3 1 1 ${'ab'.repeat(32)}`],
      }),
    ],
  ])('%s: silent', async (_, world) => {
    expect(await problemsOf(world)).toEqual([])
  })
})

describe('one fault, one answer', () => {
  test.each<[string, ZoneWorld, string[]]>([
    ['no PTR', withZone({ [reverse4]: undefined }), ['dns-ptr-missing 203.0.113.10']],
    [
      'no PTR in both families',
      withZone({ [reverse4]: undefined, [reverse6]: undefined }),
      ['dns-ptr-missing 203.0.113.10', 'dns-ptr-missing 2001:db8::10'],
    ],
    ['no PTR over IPv6 alone', withZone({ [reverse6]: undefined }), ['network-ipv6-no-ptr 2001:db8::10']],
    [
      'the PTR names a host that does not exist',
      withZone({ [reverse4]: ['host10.otherhost.example'] }),
      ['dns-fcrdns-mismatch 203.0.113.10'],
    ],
    [
      'the MX is gone, the domain is a web server',
      withZone({ 'example.org MX': undefined }),
      ['dns-mx-missing example.org'],
    ],
    [
      'the MX has no address',
      withZone({ 'example.org MX': ['10 gone.example.org'] }),
      ['dns-mx-missing example.org'],
    ],
    [
      'the MX is another server, which refuses',
      {
        ...withZone(elsewhere),
        dialogues: answers('554 5.7.1 <postmaster@example.org>: Relay access denied'),
      },
      ['dns-mx-stale-after-migration example.org'],
    ],
    [
      'OpenSMTPD refuses in its words',
      { ...withZone(elsewhere), dialogues: answers('550 Invalid recipient: <postmaster@example.org>') },
      ['dns-mx-stale-after-migration example.org'],
    ],
    [
      'the old server is switched off',
      {
        ...withZone(elsewhere),
        dialogues: { '192.0.2.25:25': { end: 'refused', error: 'connection refused' } },
      },
      ['dns-mx-stale-after-migration example.org'],
    ],
    [
      'two SPF records',
      withZone({ 'example.org TXT': ['v=spf1 mx -all', 'v=spf1 include:example.net -all'] }),
      ['spf-multiple-records example.org'],
    ],
    [
      'TLSA of the old key',
      withZone({ '_25._tcp.mail.example.org TLSA': [`3 1 1 ${'00'.repeat(32)}`] }),
      ['dane-tlsa-mismatch _25._tcp.mail.example.org'],
    ],
    [
      'the resolver is dead: nothing else speaks',
      { ...withZone({ [reverse4]: undefined }), failing: { '@127.0.0.1': 'timeout' } },
      ['dns-local-resolver-down 127.0.0.1'],
    ],
  ])('%s', async (_, world, expected) => {
    expect(await problemsOf(world)).toEqual(expected)
  })
})

describe('what could not be seen is not missing', () => {
  test.each([
    reverse4,
    'example.org MX',
    'example.org TXT',
    '_25._tcp.mail.example.org TLSA',
    'mail.example.org A',
  ])('no answer for %s', async (question) => {
    expect(await problemsOf({ ...mailHost, failing: { [question]: 'servfail' } })).toEqual([])
  })
})
