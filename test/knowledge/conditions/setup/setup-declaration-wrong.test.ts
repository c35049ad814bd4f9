import { dnsMxStaleAfterMigration } from '../../../../src/knowledge/conditions/dns/dns-mx-stale-after-migration.ts'
import { dnsPtrMissing } from '../../../../src/knowledge/conditions/dns/dns-ptr-missing.ts'
import { dnsResolverDiffers } from '../../../../src/knowledge/conditions/dns/dns-resolver-differs.ts'
import { setupDeclarationWrong } from '../../../../src/knowledge/conditions/setup/setup-declaration-wrong.ts'
import { spfNetworkTooWide } from '../../../../src/knowledge/conditions/spf/spf-network-too-wide.ts'
import { behindNat, host4, mailHost, reverse4, withZone } from '../../../collect/dns/mail-host.ts'
import type { ZoneWorld } from '../../../collect/dns/zone-world.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

/** With the file of the own set-up: a value, or a text that is none. */
function declaring(world: ZoneWorld, setup: unknown): ZoneWorld {
  const text = typeof setup === 'string' ? setup : JSON.stringify(setup, null, 1)
  return { ...world, files: { ...world.files, '/etc/mailmedic/own-setup.json': text } }
}

const nameless = withZone({ [reverse4]: undefined })
const gatewayZone = withZone({
  'example.org MX': ['10 mx.filter.example'],
  'mx.filter.example A': ['198.51.100.25'],
})
/** A gateway that takes no mail from those whose mail it filters. */
const behindGateway: ZoneWorld = {
  ...gatewayZone,
  dialogues: {
    ...gatewayZone.dialogues,
    '198.51.100.25:25': {
      end: 'completed',
      greeting: '220 mx.filter.example ESMTP',
      replies: [
        { command: 'MAIL FROM:<>', reply: '250 ok' },
        { command: 'RCPT TO:<postmaster@example.org>', reply: '550 5.7.1 Relaying denied' },
      ],
    },
  },
}
const quoted = (address: string) =>
  logOf([[`450 4.7.25 Client host rejected: cannot find your hostname, [${address}]`]])

testWorlds(setupDeclarationWrong, {
  fine: [
    ['nothing is declared', mailHost],
    ['a file that declares nothing', declaring(mailHost, {})],
    ['a gateway that is the MX', declaring(behindGateway, { gateways: ['198.51.100.0/24'] })],
    [
      'a translator, and receivers name its address',
      declaring(behindNat(mailHost), { publicAddresses: [host4] }),
      await quoted(host4),
    ],
    ['a sender that SPF allows', declaring(mailHost, { spfSenders: [host4] })],
    ['DNS elsewhere', declaring(mailHost, { dns: { runBy: 'others', insideView: true } })],
  ],
  lookalike: [
    [
      'the record of a sender cannot be looked up',
      declaring({ ...mailHost, failing: { 'example.org TXT': 'servfail' } }, { spfSenders: ['192.0.2.9'] }),
    ],
    [
      'no MX could be looked up',
      declaring(
        { ...mailHost, failing: { 'example.org MX': 'servfail' } },
        { gateways: ['mx.filter.example'] },
      ),
    ],
  ],
  problem: [
    ['no JSON', declaring(mailHost, '{\n"gateways": [,]\n}'), { confidence: 'certain' }],
    ['a field that is none', declaring(mailHost, { gateway: [] }), { subject: 'gateway' }],
    [
      'a gateway that no MX names',
      declaring(mailHost, { gateways: ['mx.filter.example'] }),
      { subject: 'gateways' },
    ],
    [
      'receivers see another address than the declared one',
      declaring(behindNat(mailHost), { publicAddresses: ['203.0.113.99'] }),
      { subject: 'publicAddresses' },
      await quoted(host4),
    ],
    [
      'a smarthost, but receivers see this host',
      declaring(mailHost, { smarthost: { host: 'relay.example.net' } }),
      { subject: 'smarthost.host' },
      await quoted(host4),
    ],
    [
      'a sender that no SPF record allows',
      declaring(mailHost, { spfSenders: ['192.0.2.9'] }),
      { subject: 'spfSenders.0' },
    ],
    [
      'an include that is not there',
      declaring(mailHost, { spfSenders: ['_spf.news.example'] }),
      { subject: 'spfSenders.0' },
    ],
  ],
})

// What is declared is believed, and no more than what was seen allows.
testWorlds(dnsPtrMissing, {
  fine: [
    ['behind a translator, with a name', declaring(behindNat(mailHost), { publicAddresses: [host4] })],
    [
      'all leaves through a smarthost that no setting names',
      declaring(nameless, { smarthost: { host: 'relay.example.net' } }),
    ],
  ],
  problem: [
    [
      'behind a declared translator, without a name',
      declaring(behindNat(nameless), { publicAddresses: [host4] }),
      { subject: host4 },
    ],
    [
      'a declared smarthost, but receivers see this host',
      declaring(nameless, { smarthost: { host: 'relay.example.net' } }),
      { subject: host4 },
      await quoted(host4),
    ],
    [
      'receivers see another address than the declared one',
      declaring(behindNat(nameless), { publicAddresses: ['203.0.113.99'] }),
      { subject: host4 },
      await quoted(host4),
    ],
  ],
  unseen: [['behind a translator, and the file is none', declaring(behindNat(nameless), 'no JSON')]],
})

testWorlds(dnsMxStaleAfterMigration, {
  fine: [
    [
      'a declared gateway that takes nothing from inside',
      declaring(behindGateway, { gateways: ['mx.filter.example'] }),
    ],
  ],
  problem: [
    [
      'the same, and another gateway is declared',
      declaring(behindGateway, { gateways: ['mx.x.example'] }),
      {},
    ],
    ['the same, and nothing is declared', behindGateway, {}],
  ],
})

const twoViews = withZone({
  'example.org MX @192.0.2.53': ['10 mx.outside.example'],
  'example.org MX @192.0.2.54': ['10 mx.outside.example'],
})
testWorlds(dnsResolverDiffers, {
  fine: [['an inner view that is declared', declaring(twoViews, { dns: { insideView: true } })]],
  problem: [['one that is not', declaring(twoViews, { dns: { runBy: 'others' } }), {}]],
})

const wide = withZone({ 'example.org TXT': ['v=spf1 mx ip4:10.0.0.0/12 -all'] })
testWorlds(spfNetworkTooWide, {
  fine: [['the declared network is as wide', declaring(wide, { spfSenders: ['10.0.0.0/12'] })]],
  problem: [['another one is declared', declaring(wide, { spfSenders: ['10.0.0.0/16'] }), {}]],
})
