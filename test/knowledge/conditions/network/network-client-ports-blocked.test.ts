import type { ConfiguredService } from '../../../../src/collect/services/configured-services.ts'
import { networkClientPortsBlocked } from '../../../../src/knowledge/conditions/network/network-client-ports-blocked.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { fromNetwork, nftFirewall, portRule, waitingOn } from '../../written-firewall.ts'

function service(port: number, parts: Partial<ConfiguredService> = {}): ConfiguredService {
  return {
    id: `${port}/x`,
    port,
    name: 'x',
    protocol: 'imap',
    tls: 'implicit',
    offersTls: true,
    program: 'Dovecot',
    addresses: [],
    behindProxy: false,
    evidence: [seen],
    ...parts,
  }
}

const services = known([465, 587, 143, 993].map((port) => service(port)))
const sockets = waitingOn(465, 587, 143, 993)
const all = await nftFirewall('input', 'drop', portRule([25, 465, 587, 143, 993], 'accept'))
const none = await nftFirewall('input', 'drop', portRule([22, 25], 'accept'))

testCondition(networkClientPortsBlocked, {
  fine: [
    ['all open', { rules: all, sockets, services }],
    [
      'only those with TLS from the first byte are open, as is best',
      { rules: await nftFirewall('input', 'drop', portRule([465, 993], 'accept')), sockets, services },
    ],
    ['no firewall', { rules: absent(seen), sockets, services }],
    [
      'a gateway: no service for mail programs',
      { rules: none, sockets: waitingOn(25), services: absent(seen) },
    ],
    [
      'webmail on this host: IMAP is bound to the loopback',
      { rules: none, sockets: waitingOn(), services: known([service(143, { addresses: ['127.0.0.1'] })]) },
    ],
    [
      'for the office only',
      {
        rules: await nftFirewall('input', 'drop', [
          fromNetwork('192.0.2.0', 24),
          ...portRule([465, 587, 143, 993], 'accept'),
        ]),
        sockets,
        services,
      },
    ],
  ],
  lookalike: [['the services are stopped', { rules: none, sockets: waitingOn(), services }]],
  problem: [
    [
      'all closed',
      { rules: none, sockets, services },
      { severity: 'high', confidence: 'certain', subject: 'TCP ports 465, 587, 143, 993, incoming' },
    ],
    [
      'mail can be read, not sent',
      { rules: await nftFirewall('input', 'drop', portRule([143, 993], 'accept')), sockets, services },
      { severity: 'high', subject: 'TCP ports 465, 587, incoming' },
    ],
    [
      'mail can be sent, not read',
      { rules: await nftFirewall('input', 'drop', portRule([465, 587], 'accept')), sockets, services },
      { severity: 'medium', subject: 'TCP ports 143, 993, incoming' },
    ],
  ],
})
