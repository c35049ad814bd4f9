import type { MailHostId } from './addresses.ts'
import { mailHosts, NAME_SERVER, places, WEB_ADDRESS } from './addresses.ts'
import { reverseName } from './reverse.ts'

/** Zone name (with its final dot) → its records, one a line, without SOA and NS. */
export type Zones = Map<string, string[]>

/** What the zones must know of keys made at start: hashes for TLSA, the public DKIM key. */
export interface Published {
  readonly tlsa: Readonly<Record<MailHostId, string>>
  readonly dkim: string
}

/** The zones that are signed, parents first: a chain from the root to each mail domain. */
export const SIGNED_ZONES = ['.', 'test.', ...Object.values(mailHosts).map(({ domain }) => `${domain}.`)]

const REVERSE_ZONES = [
  '2.0.192.in-addr.arpa.',
  '100.51.198.in-addr.arpa.',
  '113.0.203.in-addr.arpa.',
  '8.b.d.0.1.0.0.2.ip6.arpa.',
]

/** The zones of a healthy internet. */
export function healthyZones(published: Published): Zones {
  const zones: Zones = new Map()
  zones.set('.', [...['test.', 'org.', 'com.', 'arpa.'].map(delegation), ...glue()])
  zones.set('test.', [
    ...Object.values(mailHosts).map(({ domain }) => delegation(`${domain}.`)),
    ...glue(),
    ...addresses('home130.customers.test.', places.client.v4, places.client.v6),
  ])
  zones.set('arpa.', REVERSE_ZONES.map(delegation))
  zones.set('com.', [])
  zones.set('org.', [delegation('spamhaus.org.')])
  zones.set('spamhaus.org.', [delegation('zen.spamhaus.org.')])
  zones.set('zen.spamhaus.org.', blockListTestPoints())
  for (const zone of REVERSE_ZONES)
    zones.set(
      zone,
      pointers().filter((record) => record.split(' ')[0]?.endsWith(`.${zone}`)),
    )
  for (const id of Object.keys(mailHosts) as MailHostId[])
    zones.set(`${mailHosts[id].domain}.`, mailDomain(id, published))
  return zones
}

/** A whole zone file. The serial counts tenths of a second, so that each rewrite is newer. */
export function zoneText(zone: string, records: readonly string[]): string {
  const serial = Math.floor(Date.now() / 100) % 4_000_000_000
  const server = `${NAME_SERVER.name}.`
  return [
    '$TTL 3600',
    `${zone} 3600 IN SOA ${server} hostmaster.registry.test. ${serial} 7200 3600 1209600 300`,
    `${zone} 3600 IN NS ${server}`,
    ...records,
    '',
  ].join('\n')
}

function delegation(child: string): string {
  return `${child} IN NS ${NAME_SERVER.name}.`
}

function glue(): string[] {
  return addresses(`${NAME_SERVER.name}.`, NAME_SERVER.v4, NAME_SERVER.v6)
}

function addresses(name: string, v4: string, v6: string): string[] {
  return [`${name} IN A ${v4}`, `${name} IN AAAA ${v6}`]
}

/** RFC 5782 §5: 127.0.0.2 is listed, 127.0.0.1 is not. */
function blockListTestPoints(): string[] {
  const name = '2.0.0.127.zen.spamhaus.org.'
  return [
    `${name} IN A 127.0.0.2`,
    `${name} IN A 127.0.0.4`,
    `${name} IN A 127.0.0.10`,
    `${name} IN TXT "https://www.spamhaus.org/query/ip/127.0.0.2"`,
  ]
}

function pointers(): string[] {
  const named = (Object.keys(mailHosts) as MailHostId[]).map(
    (id) => [places[id], mailHosts[id].name] as const,
  )
  const all = [...named, [places.client, 'home130.customers.test'] as const]
  return all.flatMap(([place, name]) =>
    [place.v4, place.v6].map((address) => `${reverseName(address)} IN PTR ${name}.`),
  )
}

function mailDomain(id: MailHostId, { tlsa, dkim }: Published): string[] {
  const { domain, name } = mailHosts[id]
  const { v4, v6 } = places[id]
  const records = [
    `${domain}. IN MX 10 ${name}.`,
    ...addresses(`${name}.`, v4, v6),
    `${domain}. IN TXT "v=spf1 mx -all"`,
    `${name}. IN TXT "v=spf1 a -all"`,
    `_dmarc.${domain}. IN TXT "v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:postmaster@${domain}"`,
    `_25._tcp.${name}. IN TLSA 3 1 1 ${tlsa[id]}`,
    `_smtp._tls.${domain}. IN TXT "v=TLSRPTv1; rua=mailto:postmaster@${domain}"`,
  ]
  if (id !== 'a') return records
  return [
    ...records,
    `${domain}. IN A ${WEB_ADDRESS}`,
    `www.${domain}. IN A ${WEB_ADDRESS}`,
    `s1._domainkey.${domain}. IN TXT ${quoted(`v=DKIM1; k=rsa; p=${dkim}`)}`,
    `_submission._tcp.${domain}. IN SRV 0 1 587 ${name}.`,
    `_submissions._tcp.${domain}. IN SRV 0 1 465 ${name}.`,
    `_imaps._tcp.${domain}. IN SRV 0 1 993 ${name}.`,
  ]
}

/** A long TXT value as strings of at most 255 bytes. */
export function quoted(value: string): string {
  return (value.match(/.{1,250}/g) ?? []).map((part) => `"${part}"`).join(' ')
}
