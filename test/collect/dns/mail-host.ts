import type { CertificateSeen } from '../../../src/access/net/net.ts'
import type { ZoneWorld } from './zone-world.ts'

/** A healthy Postfix host, mail.example.org at 203.0.113.10 and 2001:db8::10, with the DNS that it should have. */
export const host4 = '203.0.113.10'
export const host6 = '2001:db8::10'
export const reverse4 = '10.113.0.203.in-addr.arpa PTR'
export const reverse6 = '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR'
export const keyHash = 'ab'.repeat(32)

export const leaf: CertificateSeen = {
  subject: 'CN=mail.example.org',
  issuer: 'CN=Test CA',
  serialNumber: '1',
  names: ['mail.example.org'],
  notBefore: 0,
  notAfter: 4e12,
  fingerprint: 'cd'.repeat(32),
  spkiFingerprint: keyHash,
  keyType: 'ec',
  selfIssued: false,
  certificateAuthority: false,
}

export const mailHost: ZoneWorld = {
  files: {
    '/etc/resolv.conf': '# by hand\nnameserver 127.0.0.1\n',
    '/etc/postfix/main.cf': [
      'myhostname = mail.example.org',
      'mydestination = $myhostname, localhost',
      'virtual_mailbox_domains = example.org',
      'inet_protocols = all',
      'smtpd_milters = inet:127.0.0.1:11332',
      '',
    ].join('\n'),
    '/etc/postfix/master.cf':
      'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\ncleanup unix n - y - 0 cleanup\n',
    '/usr/sbin/postfix': '',
  },
  commands: {
    'ip -j address': JSON.stringify([
      { ifname: 'lo', addr_info: [{ family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host' }] },
      {
        ifname: 'eth0',
        addr_info: [
          { family: 'inet', local: host4, prefixlen: 24, scope: 'global' },
          { family: 'inet6', local: host6, prefixlen: 64, scope: 'global' },
        ],
      },
    ]),
    'ip -j route get 198.41.0.4': `[{"dst":"198.41.0.4","prefsrc":"${host4}"}]`,
    'ip -j route get 2001:503:ba3e::2:30': `[{"dst":"2001:503:ba3e::2:30","prefsrc":"${host6}"}]`,
  },
  connects: { [`${host4}:25`]: 'connected', [`${host6}:25`]: 'connected' },
  zone: {
    '. NS': ['a.root.example'],
    'example.org NS': ['ns1.example.org', 'ns2.example.org'],
    'example.org SOA': ['ns1.example.org hostmaster.example.org 7 1 1 1 1'],
    'ns1.example.org A': ['192.0.2.53'],
    'ns2.example.org A': ['192.0.2.54'],
    'example.org MX': ['10 mail.example.org'],
    'example.org A': ['203.0.113.80'],
    'mail.example.org A': [host4],
    'mail.example.org AAAA': [host6],
    [reverse4]: ['mail.example.org'],
    [reverse6]: ['mail.example.org'],
    'example.org TXT': ['v=spf1 mx -all', 'some-other-record'],
    'mail.example.org TXT': ['v=spf1 a -all'],
    '_dmarc.example.org TXT': ['v=DMARC1; p=reject; rua=mailto:dmarc@example.org'],
    '_25._tcp.mail.example.org TLSA': [`3 1 1 ${keyHash}`],
    // The digest of that key (RFC 4034 §5.1.4), so that the chain fits.
    'example.org DS': ['1038 13 2 7a58b041809d1e6e7f3c3ba8b352453a2cb7c3712bf5256d758ed8b5b7cdf42f'],
    'example.org DNSKEY': ['257 3 13 AAAA ; key id = 1038'],
    '_smtp._tls.example.org TXT': ['v=TLSRPTv1; rua=mailto:tls@example.org'],
    '2.0.0.127.zen.spamhaus.org A': ['127.0.0.2', '127.0.0.4', '127.0.0.10'],
  },
  authenticated: ['example.org MX', '_25._tcp.mail.example.org TLSA'],
  dialogues: {
    [`${host4}:25`]: {
      end: 'completed',
      greeting: '220 mail.example.org ESMTP Postfix',
      tls: {
        protocol: 'TLSv1.3',
        cipher: 'TLS_AES_256_GCM_SHA384',
        chain: [leaf],
        verified: true,
        nameMatches: true,
      },
    },
  },
}

/** The healthy host with some records set, or taken away (undefined). */
export function withZone(changes: Readonly<Record<string, readonly string[] | undefined>>): ZoneWorld {
  const zone: Record<string, readonly string[]> = { ...mailHost.zone }
  for (const [key, data] of Object.entries(changes)) {
    if (data === undefined) delete zone[key]
    else zone[key] = data
  }
  return { ...mailHost, zone }
}

/** With further lines at the end of main.cf. */
export function withMainCf(world: ZoneWorld, ...lines: readonly string[]): ZoneWorld {
  const path = '/etc/postfix/main.cf'
  return { ...world, files: { ...world.files, [path]: `${world.files?.[path] ?? ''}${lines.join('\n')}\n` } }
}

/** Behind a translator: the machine has a private address only. */
export function behindNat(world: ZoneWorld): ZoneWorld {
  const here = { family: 'inet', local: '10.0.0.5', prefixlen: 24, scope: 'global' }
  const commands = {
    'ip -j address': JSON.stringify([{ ifname: 'eth0', addr_info: [here] }]),
    'ip -j route get 198.41.0.4': '[{"prefsrc":"10.0.0.5"}]',
  }
  return { ...world, commands }
}

/** The resolver names the MX host by a private address that the host has as well; the world sees the public one. */
export function splitHorizon(world: ZoneWorld): ZoneWorld {
  const addresses = [host4, '10.0.0.25'].map((local) => ({
    family: 'inet',
    local,
    prefixlen: 24,
    scope: 'global',
  }))
  const zone: Record<string, readonly string[]> = { ...world.zone, 'mail.example.org A': ['10.0.0.25'] }
  delete zone['mail.example.org AAAA']
  const commands = {
    ...ipv4Only(world).commands,
    'ip -j address': JSON.stringify([{ ifname: 'eth0', addr_info: addresses }]),
  }
  return { ...world, zone, commands }
}

/** Without IPv6: neither address nor route. */
export function ipv4Only(world: ZoneWorld): ZoneWorld {
  const here = { family: 'inet', local: host4, prefixlen: 24, scope: 'global' }
  const commands = {
    'ip -j address': JSON.stringify([{ ifname: 'eth0', addr_info: [here] }]),
    'ip -j route get 198.41.0.4': `[{"prefsrc":"${host4}"}]`,
    'ip -j route get 2001:503:ba3e::2:30': {
      stderr: 'RTNETLINK answers: Network is unreachable',
      exitCode: 2,
    },
  }
  return { ...world, commands }
}

/** The resolver answers nothing. */
export const deadResolver: ZoneWorld = { ...mailHost, failing: { '@127.0.0.1': 'timeout' } }

/** The MX is another server, at 192.0.2.25. */
export const elsewhere = {
  'example.org MX': ['10 mx.example.net'],
  'mx.example.net A': ['192.0.2.25'],
} as const

/** What that server answers to RCPT TO:<postmaster@example.org>. */
export function answering(reply: string): NonNullable<ZoneWorld['dialogues']> {
  return {
    '192.0.2.25:25': {
      end: 'completed',
      greeting: '220 mx.example.net ESMTP',
      replies: [
        { command: 'MAIL FROM:<>', reply: '250 2.1.0 Ok' },
        { command: 'RCPT TO:<postmaster@example.org>', reply },
      ],
    },
  }
}
