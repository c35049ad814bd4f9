import { addressClasses } from '../../../../src/collect/postfix/address-classes.ts'
import { postfixServices } from '../../../../src/collect/postfix/services.ts'
import { postfixTransports } from '../../../../src/collect/postfix/transports.ts'
import { routingDomainInTwoClasses } from '../../../../src/knowledge/conditions/routing/routing-domain-in-two-classes.ts'
import { routingInetInterfacesLoopback } from '../../../../src/knowledge/conditions/routing/routing-inet-interfaces-loopback.ts'
import { routingLoopsBackToMyself } from '../../../../src/knowledge/conditions/routing/routing-loops-back-to-myself.ts'
import { routingOwnDomainNotAccepted } from '../../../../src/knowledge/conditions/routing/routing-own-domain-not-accepted.ts'
import { routingTransportMapWrongNexthop } from '../../../../src/knowledge/conditions/routing/routing-transport-map-wrong-nexthop.ts'
import type { WrittenWorld } from '../../../collect/written-world.ts'
import { configurationOf, factOf, plainMaster, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, longAgo, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const classes = (main: string, files: Record<string, string> = {}) =>
  factOf(postfixWorld(main, plainMaster, { files }), addressClasses)
/** Where the DNS sends the domain’s mail. */
const route = (owner: 'ours' | 'foreign') =>
  known({
    exchangers: { domain: 'example.org', exchangers: [], source: 'mx' },
    targets: [
      {
        host: 'mail.example.org',
        address: '198.51.100.10',
        owner,
        answer: undefined,
        end: undefined,
        evidence: [],
      },
    ],
  })
const denied = reject('<anna@example.org>: Relay access denied', {
  code: 554,
  dsn: '5.7.1',
  restriction: 'relay',
  recipients: ['anna@example.org'],
})
const log = (parts: Parameters<typeof writtenLog>[0] = {}) => known(writtenLog(parts))

testCondition(routingDomainInTwoClasses, {
  fine: [
    [
      'Debian default',
      {
        classes: await classes(
          'mydestination = $myhostname, example.org, localhost.example.org, localhost\n',
        ),
      },
    ],
    [
      'virtual mailboxes, the host’s own name local',
      { classes: await classes('virtual_mailbox_domains = example.org\n') },
    ],
    [
      'aliases of mailbox domains in one table',
      {
        classes: await classes(
          'virtual_mailbox_domains = example.org\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
          {
            '/etc/postfix/virtual':
              'info@example.org anna@example.org\n@example.com anna@example.org\njohn.doe anna@example.org\n',
          },
        ),
      },
    ],
    [
      'relay_domains holds mydestination by old default',
      { classes: await classes('compatibility_level = 0\nmydestination = example.org\n') },
    ],
    ['no Postfix', { classes: absent() }],
  ],
  problem: [
    [
      'the mail domain is the host’s name',
      {
        classes: await classes(
          'mydestination = example.org, localhost\nvirtual_mailbox_domains = hash:/etc/postfix/domains\n',
          { '/etc/postfix/domains': 'example.com x\nexample.org x\n' },
        ),
      },
      {
        subject: 'example.org',
        values: {
          parameters: 'mydestination, virtual_mailbox_domains',
          first: 'mydestination',
          last: 'virtual_mailbox_domains',
        },
      },
    ],
    [
      'declared in the alias table, old style',
      {
        classes: await classes(
          'virtual_mailbox_domains = example.org\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
          { '/etc/postfix/virtual': 'example.org anything\ninfo@example.org anna\n' },
        ),
      },
    ],
  ],
})

testCondition(routingOwnDomainNotAccepted, {
  subject: 'example.org',
  fine: [
    [
      'a probe: the MX is elsewhere',
      { route: route('foreign'), classes: await classes(''), log: log({ rejects: [denied] }), now },
    ],
    [
      'listed by now',
      {
        route: route('ours'),
        classes: await classes('mydestination = example.org\n'),
        log: log({ rejects: [denied] }),
        now,
      },
    ],
    [
      'long ago',
      {
        route: route('ours'),
        classes: await classes(''),
        log: log({ rejects: [{ ...denied, lastAt: longAgo }] }),
        now,
      },
    ],
    ['no such domain', { route: absent(), classes: await classes(''), log: log({ rejects: [denied] }), now }],
  ],
  problem: [
    [
      'the MX is this host',
      { route: route('ours'), classes: await classes(''), log: log({ rejects: [denied] }), now },
      { subject: 'example.org', confidence: 'certain', values: { count: 20 } },
    ],
  ],
})

const own = known(['198.51.100.10'])
const exchangers = (address: string) =>
  known([
    {
      preference: 10,
      host: 'mail.example.org',
      addresses: known([address]),
      alias: undefined,
      domains: ['example.org'],
    },
  ])
const mx = { exchangers: exchangers('198.51.100.10'), own }
testCondition(routingInetInterfacesLoopback, {
  fine: [
    ['all interfaces', { ...(await configurationOf()), ...mx }],
    [
      'a host that only sends',
      {
        ...(await configurationOf('inet_interfaces = loopback-only\n')),
        exchangers: exchangers('203.0.113.1'),
        own,
      },
    ],
    [
      'own address beside loopback',
      { ...(await configurationOf('inet_interfaces = 127.0.0.1, 198.51.100.10\n')), ...mx },
    ],
    [
      'no domain has an MX',
      { ...(await configurationOf('inet_interfaces = localhost\n')), exchangers: absent(), own },
    ],
  ],
  problem: [
    [
      'loopback only, and an MX',
      { ...(await configurationOf('inet_interfaces = loopback-only\n')), ...mx },
      { subject: 'inet_interfaces', values: { interfaces: 'loopback-only', domains: 'example.org' } },
    ],
  ],
})

const looping = delivery('mail for example.org loops back to myself', {
  daemon: 'smtp',
  dsn: '5.4.6',
  domains: ['example.org'],
})
testCondition(routingLoopsBackToMyself, {
  fine: [
    ['never', { ...(await configurationOf()), log: log(), now }],
    [
      'long ago',
      { ...(await configurationOf()), log: log({ deliveries: [{ ...looping, lastAt: longAgo }] }), now },
    ],
  ],
  lookalike: [
    [
      'a forwarding loop',
      {
        ...(await configurationOf()),
        log: log({ deliveries: [delivery('mail forwarding loop for anna@example.org')] }),
        now,
      },
    ],
  ],
  problem: [
    [
      'own MX, not own domain',
      { ...(await configurationOf()), log: log({ deliveries: [looping] }), now },
      { subject: 'example.org', values: { count: 3 } },
    ],
  ],
})

const transports = async (main: string, master = plainMaster, more: WrittenWorld = {}) => {
  const world = postfixWorld(main, master, more)
  return {
    transports: await factOf(world, postfixTransports),
    services: await factOf(world, postfixServices),
  }
}
const transportFile: WrittenWorld = {
  files: {
    '/etc/postfix/transport':
      'example.net slow:\nexample.com :[192.0.2.9]\nexample.edu smtp:[192.0.2.8]:2525\n.example.edu error:no mail here\n',
  },
}
testCondition(routingTransportMapWrongNexthop, {
  fine: [
    ['LMTP to Dovecot', await transports('virtual_transport = lmtp:unix:private/dovecot-lmtp\n')],
    [
      'a slow lane that exists',
      await transports(
        'transport_maps = hash:/etc/postfix/transport\n',
        `${plainMaster}slow unix - - n - 1 smtp\n`,
        transportFile,
      ),
    ],
    ['a table that cannot be listed', await transports('transport_maps = mysql:/etc/postfix/transport.cf\n')],
    ['no Postfix', { transports: absent(), services: absent() }],
  ],
  problem: [
    [
      'no such service',
      await transports('transport_maps = hash:/etc/postfix/transport\n', plainMaster, transportFile),
      { subject: 'slow', values: { used: 'example.net' } },
    ],
    [
      'commented out',
      await transports('virtual_transport = dovecot\n', `${plainMaster}#dovecot unix - n n - - pipe\n`),
      { subject: 'dovecot' },
    ],
  ],
})
