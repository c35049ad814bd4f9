import { describe, expect, test } from 'vitest'
import { Collector } from '../../src/collect/collector.ts'
import { diagnose } from '../../src/diagnose/diagnose.ts'
import { examine } from '../../src/diagnose/examine.ts'
import { severityOf } from '../../src/diagnose/finding.ts'
import { allConditions } from '../../src/knowledge/registry.ts'
import { host4, host6, reverse4, reverse6 } from '../collect/dns/mail-host.ts'
import { healthyDialogue, probed, withRecords } from '../collect/dns/probed.ts'
import { type ZoneWorld, zoneWorld } from '../collect/dns/zone-world.ts'

/** What a probe says from severity medium up, by all conditions. */
async function graveOf(world: ZoneWorld): Promise<string[]> {
  const findings = await examine(allConditions, new Collector(zoneWorld(world)))
  return diagnose(findings)
    .map(({ cause }) => ({ id: cause.condition.id, subject: cause.subject, severity: severityOf(cause) }))
    .filter(({ severity }) => severity !== 'low' && severity !== 'info')
    .map(({ id, subject, severity }) => `${id} (${severity}) ${subject}`)
}

const noMailHost = {
  'mail.example.org A': undefined,
  'mail.example.org AAAA': undefined,
  '_25._tcp.mail.example.org TLSA': undefined,
  [reverse4]: undefined,
  [reverse6]: undefined,
}

/** A provider's MX host for somebody's domain, its certificate for its own names. */
function atProvider(
  mx: string,
  spf: string,
  records: Readonly<Record<string, readonly string[]>>,
): ZoneWorld {
  const address = '192.0.2.25'
  const world = withRecords({
    ...noMailHost,
    'example.org MX': [`0 ${mx}`],
    [`${mx} A`]: [address],
    '25.2.0.192.in-addr.arpa PTR': ['mail-in-25.provider.example'],
    'mail-in-25.provider.example A': [address],
    'example.org TXT': [`v=spf1 include:${spf} ~all`],
    [`${spf} TXT`]: ['v=spf1 ip4:192.0.2.0/24 ~all'],
    ...records,
  })
  const greeting = '220 provider.example ESMTP'
  return { ...world, dialogues: { [`${address}:25`]: { ...healthyDialogue, greeting } } }
}

const domains: readonly (readonly [string, ZoneWorld])[] = [
  ['all standards', probed],
  [
    'null MX: it takes no mail, and sends none',
    withRecords({
      ...noMailHost,
      'example.org MX': ['0 .'],
      'example.org TXT': ['v=spf1 -all'],
      '_dmarc.example.org TXT': ['v=DMARC1; p=reject;'],
      '_smtp._tls.example.org TXT': undefined,
      'mail._domainkey.example.org TXT': undefined,
    }),
  ],
  [
    'parked: a web page, SPF and DMARC that refuse all, a revoked key under every selector',
    withRecords({
      ...noMailHost,
      'example.org MX': ['0 .'],
      'example.org TXT': ['v=spf1 -all'],
      '_dmarc.example.org TXT': ['v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s'],
      'mail._domainkey.example.org TXT': ['v=DKIM1; p='],
      'default._domainkey.example.org TXT': ['v=DKIM1; p='],
    }),
  ],
  [
    'at Google',
    atProvider('smtp.google.com', '_spf.google.com', {
      '_dmarc.example.org TXT': ['v=DMARC1; p=none; rua=mailto:dmarc@example.org'],
    }),
  ],
  [
    'at Microsoft: Autodiscover is an alias, DKIM keys are too',
    atProvider('example-org.mail.protection.outlook.com', 'spf.protection.outlook.com', {
      'autodiscover.example.org CNAME': ['autodiscover.outlook.com'],
      'autodiscover.outlook.com A': ['192.0.2.80'],
      'selector1._domainkey.example.org CNAME': ['selector1-example-org._domainkey.example.onmicrosoft.com'],
      'selector1-example-org._domainkey.example.onmicrosoft.com TXT': [
        `v=DKIM1; k=rsa; p=${Buffer.alloc(294, 7).toString('base64')}`,
      ],
    }),
  ],
  [
    'a subdomain for mail: its own SPF, the DMARC of the domain above',
    {
      ...withRecords({
        'news.example.org MX': ['10 mail.example.org'],
        'news.example.org TXT': ['v=spf1 mx -all'],
        '_domainkey.news.example.org TXT': ['o=-'],
      }),
      task: { domain: 'news.example.org', selectors: [] },
    },
  ],
  ['IPv6 only', withRecords({ 'mail.example.org A': undefined, [reverse4]: undefined })],
  ['IPv4 only', withRecords({ 'mail.example.org AAAA': undefined, [reverse6]: undefined })],
  [
    'no reverse zone for IPv6, an address that only receives',
    withRecords({ [reverse6]: undefined, 'example.org TXT': [`v=spf1 ip4:${host4} -all`] }),
  ],
  [
    'not signed with DNSSEC',
    withRecords(
      {
        'example.org DS': undefined,
        'example.org DNSKEY': undefined,
        '_25._tcp.mail.example.org TLSA': undefined,
      },
      { authenticated: [] },
    ),
  ],
  [
    'MTA-STS is tested',
    withRecords(
      {
        '_mta-sts.example.org TXT': ['v=STSv1; id=20261101'],
        'mta-sts.example.org A': ['203.0.113.80'],
      },
      {
        pages: {
          'https://mta-sts.example.org/.well-known/mta-sts.txt': {
            statusCode: 200,
            contentType: 'text/plain',
            body: 'version: STSv1\r\nmode: testing\r\nmx: *.example.org\r\nmax_age: 86400\r\n',
          },
        },
      },
    ),
  ],
  [
    'MTA-STS is being taken back: mode none',
    withRecords(
      {
        '_mta-sts.example.org TXT': ['v=STSv1; id=20261102'],
        'mta-sts.example.org A': ['203.0.113.80'],
      },
      {
        pages: {
          'https://mta-sts.example.org/.well-known/mta-sts.txt': {
            statusCode: 200,
            contentType: 'text/plain; charset=utf-8',
            body: 'version: STSv1\nmode: none\nmax_age: 86400\n',
          },
        },
      },
    ),
  ],
  [
    'DMARC is rolled out: p=none with reports',
    withRecords({ '_dmarc.example.org TXT': ['v=DMARC1; p=none; rua=mailto:dmarc@example.org; fo=1'] }),
  ],
  [
    'its web site behind a proxy, the MX host not',
    withRecords({ 'example.org A': ['104.16.1.1'], 'www.example.org A': ['104.16.1.1'] }),
  ],
  ['a wildcard for web hosts', withRecords({ '*.example.org A': ['203.0.113.80'] })],
  [
    'several DKIM keys: RSA beside Ed25519, the old one beside the new',
    withRecords({
      's1._domainkey.example.org TXT': [`v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 9).toString('base64')}`],
      'default._domainkey.example.org TXT': [
        `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 3).toString('base64')}`,
      ],
    }),
  ],
  [
    'SPF with exactly ten look-ups',
    withRecords({
      'example.org TXT': [
        `v=spf1 mx ${Array.from({ length: 9 }, (_, at) => `include:s${at}.example.net`).join(' ')} -all`,
      ],
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, at) => [
          `s${at}.example.net TXT`,
          [`v=spf1 ip4:198.51.100.${at} -all`],
        ]),
      ),
    }),
  ],
  [
    'SPF by redirect=',
    withRecords({
      'example.org TXT': ['v=spf1 redirect=_spf.example.org'],
      '_spf.example.org TXT': [`v=spf1 ip4:${host4} ip6:${host6} -all`],
    }),
  ],
  [
    'SPF with macros, one of a filter service',
    withRecords({
      'example.org TXT': ['v=spf1 mx exists:%{i}._spf.example.net include:%{d}._spf.example.net ~all'],
      'example.org._spf.example.net TXT': ['v=spf1 ip4:198.51.100.7 ~all'],
    }),
  ],
  [
    'a domain that forwards only: MX of a forwarding service, SPF of it',
    atProvider('mx1.forward.example', 'spf.forward.example', {
      'example.org MX': ['10 mx1.forward.example', '20 mx2.forward.example'],
      'mx2.forward.example A': ['192.0.2.25'],
      'mail._domainkey.example.org TXT': ['v=DKIM1; p='],
    }),
  ],
  [
    'forty verification records beside SPF',
    withRecords({
      'example.org TXT': [
        'v=spf1 mx -all',
        ...Array.from({ length: 40 }, (_, at) => `vendor-site-verification=${'x'.repeat(60)}${at}`),
      ],
    }),
  ],
  [
    'two MX hosts of equal preference share the load',
    withRecords(
      {
        'example.org MX': ['10 mail.example.org', '10 mail2.example.org'],
        'mail2.example.org A': ['203.0.113.11'],
        'mail2.example.org TXT': ['v=spf1 a -all'],
        '_25._tcp.mail2.example.org TLSA': [`3 1 1 ${'ab'.repeat(32)}`],
        '11.113.0.203.in-addr.arpa PTR': ['mail2.example.org'],
      },
      {
        authenticated: [...(probed.authenticated ?? []), '_25._tcp.mail2.example.org TLSA'],
        dialogues: {
          ...probed.dialogues,
          '203.0.113.11:25': { ...healthyDialogue, greeting: '220 mail2.example.org ESMTP' },
        },
      },
    ),
  ],
  [
    'MX hosts that put strangers off (greylisting)',
    {
      ...probed,
      dialogues: Object.fromEntries(
        Object.entries(probed.dialogues ?? {}).map(([where, seen]) => [
          where,
          {
            ...seen,
            replies: [
              { command: 'MAIL FROM:<>', reply: '250 2.1.0 Ok' },
              { command: 'RCPT TO:<postmaster@example.org>', reply: '450 4.2.0 Greylisted, try again' },
            ],
          },
        ]),
      ),
    },
  ],
]

describe('healthy domains that are unlike others', () => {
  test.each(domains)('%s: nothing from medium up', async (_what, world) => {
    expect(await graveOf(world)).toEqual([])
  })
})

test('the same eyes see a fault', async () => {
  const refused = { ...healthyDialogue, replies: [] }
  const world = withRecords(
    { 'example.org TXT': ['v=spf1 +all'] },
    { dialogues: { [`${host4}:25`]: refused } },
  )
  expect((await graveOf(world)).join('\n')).toContain('spf-permits-everyone')
})
