import { networkInbound25Blocked } from '../../../../src/knowledge/conditions/network/network-inbound-25-blocked.ts'
import { printed } from '../../../collect/network/firewall/rulesets.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import {
  firewallOf,
  fromNetwork,
  nftFirewall,
  portRule,
  socketAt,
  waitingOn,
} from '../../written-firewall.ts'

const domains = known(['example.org'])
const sockets = waitingOn(25)
const open = await nftFirewall('input', 'drop', portRule([22, 25], 'accept'))
const closed = await nftFirewall('input', 'drop', portRule([22, 465, 587], 'accept'))
const ufw = {
  'nft -j list ruleset': printed('ufw-nft.txt'),
  'iptables-save': printed('ufw-iptables-save.txt'),
  'ip6tables-save': printed('ufw-ip6tables-save.txt'),
}

function exchanger(address: string) {
  const addresses = known([address])
  return known([
    { preference: 10, host: 'mx.example.org', addresses, alias: undefined, domains: ['example.org'] },
  ])
}

testCondition(networkInbound25Blocked, {
  fine: [
    ['port 25 is open', { rules: open, sockets, domains }],
    ['no firewall tool is installed', { rules: absent(seen), sockets, domains }],
    ['ufw lets it in', { rules: await firewallOf(ufw), sockets, domains }],
    [
      'firewalld lets it in',
      { rules: await firewallOf({ 'nft -j list ruleset': printed('firewalld-nft.txt') }), sockets, domains },
    ],
    [
      'fail2ban bans some, all others get in',
      {
        rules: await nftFirewall('input', 'accept', [
          fromNetwork('203.0.113.9', 32),
          ...portRule([25], 'drop'),
        ]),
        sockets,
        domains,
      },
    ],
    ['sends only: takes mail for no domain', { rules: closed, sockets, domains: absent(seen) }],
    [
      'null client: waits on the loopback alone',
      { rules: closed, sockets: known([socketAt('127.0.0.1', 25), socketAt('::1', 25)]), domains },
    ],
  ],
  lookalike: [
    [
      'a filtering service brings the mail: only its networks may connect',
      {
        rules: await nftFirewall('input', 'drop', [
          fromNetwork('192.0.2.0', 24),
          ...portRule([25], 'accept'),
        ]),
        sockets,
        domains,
      },
    ],
    [
      'the MX is another server’s',
      {
        rules: closed,
        sockets,
        domains,
        exchangers: exchanger('203.0.113.80'),
        own: known(['198.51.100.25']),
      },
    ],
    [
      'Docker takes the port over',
      {
        rules: await firewallOf({ 'iptables-save': printed('docker-iptables-save.txt') }),
        sockets: known([socketAt('0.0.0.0', 25)]),
        domains,
      },
    ],
    ['Postfix is stopped', { rules: closed, sockets: known([]), domains }],
    [
      'a rule that is not understood',
      {
        rules: await nftFirewall('input', 'drop', [
          { xt: { type: 'match', name: 'geoip' } },
          { accept: null },
        ]),
        sockets,
        domains,
      },
    ],
  ],
  problem: [
    [
      'the rules forget it',
      {
        rules: closed,
        sockets,
        domains,
        exchangers: exchanger('198.51.100.25'),
        own: known(['198.51.100.25']),
      },
      {
        subject: 'TCP port 25, incoming',
        confidence: 'certain',
        severity: 'critical',
        values: {
          domains: 'example.org',
          family: 'TCP',
          rule: 'inet filter input: policy drop',
          effect: 'a time-out',
          effectZh: '超时',
          command: "nft 'insert rule inet filter input tcp dport 25 accept'",
        },
      },
    ],
    [
      'a rule rejects it, behind NAT',
      {
        rules: await nftFirewall('input', 'accept', portRule([25], 'reject')),
        sockets,
        domains,
        exchangers: exchanger('198.51.100.25'),
        own: known(['192.168.1.2']),
      },
    ],
    [
      'only IPv6 is closed: senders fall back',
      { rules: await nftFirewall('input', 'accept', portRule([25], 'drop', 'ipv6')), sockets, domains },
      { severity: 'low' },
    ],
    [
      'IPv4 is closed',
      { rules: await nftFirewall('input', 'accept', portRule([25], 'drop', 'ipv4')), sockets, domains },
      { severity: 'critical' },
    ],
    [
      'ufw without a rule for it; an admin’s address is let in everywhere',
      {
        rules: await firewallOf({
          ...ufw,
          'iptables-save': ufw['iptables-save'].replace('--dport 25 ', '--dport 26 '),
          'ip6tables-save': ufw['ip6tables-save'].replace('--dport 25 ', '--dport 26 '),
        }),
        sockets,
        domains,
      },
      { severity: 'critical' },
    ],
  ],
})
