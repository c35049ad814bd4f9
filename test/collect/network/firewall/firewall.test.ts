import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Collector } from '../../../../src/collect/collector.ts'
import { judge } from '../../../../src/collect/network/firewall/evaluate.ts'
import { firewall, type PortJudgement } from '../../../../src/collect/network/firewall/firewall.ts'
import { parseIptablesRuleset } from '../../../../src/collect/network/firewall/iptables-ruleset.ts'
import { parseNftRuleset } from '../../../../src/collect/network/firewall/nft-ruleset.ts'
import { type WrittenWorld, worldOf } from '../../written-world.ts'
import { nftChain } from './nft-chain.ts'
import { printed } from './rulesets.ts'

const addresses = JSON.stringify([
  { ifname: 'lo', addr_info: [{ family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host' }] },
  {
    ifname: 'eth0',
    addr_info: [
      { family: 'inet', local: '198.51.100.25', prefixlen: 24, scope: 'global' },
      { family: 'inet6', local: '2001:db8:a::25', prefixlen: 64, scope: 'global' },
    ],
  },
])
const routes = {
  'ip -j -4 route show table all': '[{"dst":"default","gateway":"198.51.100.1","dev":"eth0","flags":[]}]',
  'ip -j -6 route show table all': '[{"dst":"default","gateway":"2001:db8:a::1","dev":"eth0","flags":[]}]',
}

async function judged(commands: NonNullable<WrittenWorld['commands']>) {
  const world = worldOf({ commands: { 'ip -j address': addresses, ...routes, ...commands } })
  return new Collector(world).get(firewall)
}

async function incoming(commands: NonNullable<WrittenWorld['commands']>, port: number) {
  const fact = await judged(commands)
  if (fact.status !== 'known') throw new Error(fact.status)
  return fact.value.incoming(port).map(shortly)
}

function shortly({ family, fate, someAccepted }: PortJudgement): string {
  return `${family} ${fate}${someAccepted ? ', some accepted' : ''}`
}

const nft = 'nft -j list ruleset'
const ufw = {
  'iptables-save': printed('ufw-iptables-save.txt'),
  'ip6tables-save': printed('ufw-ip6tables-save.txt'),
  [nft]: printed('ufw-nft.txt'),
}
const firewalld = { [nft]: printed('firewalld-nft.txt') }
const docker = { 'iptables-save': printed('docker-iptables-save.txt') }
const written = { [nft]: printed('hand-written-nft.txt') }

describe('firewall', () => {
  test.each([
    ['no rules at all', { [nft]: '{"nftables": []}' }, 25, ['4 accepted', '6 accepted']],
    ['ufw, an open port', ufw, 25, ['4 accepted', '6 accepted']],
    ['ufw, one of several ports', ufw, 993, ['4 accepted', '6 accepted']],
    ['ufw limit: taken unless too many', ufw, 143, ['4 accepted', '6 accepted']],
    // "allow from 203.0.113.7" is how an admin lets himself in, not a reason for silence about port 110.
    ['ufw, a closed port', ufw, 110, ['4 dropped', '6 dropped']],
    ['firewalld, an open service', firewalld, 25, ['4 accepted', '6 accepted']],
    [
      'firewalld, open to a network by rich rule and to all by service',
      firewalld,
      993,
      ['4 accepted', '6 accepted'],
    ],
    ['firewalld, a closed port', firewalld, 143, ['4 rejected', '6 rejected']],
    ['Docker takes port 25 over', docker, 25, ['4 unclear', '6 accepted']],
    ['Docker, ssh', docker, 22, ['4 accepted', '6 accepted']],
    ['fail2ban beside a drop policy', docker, 465, ['4 accepted', '6 accepted']],
    ['a range with a rate', docker, 993, ['4 accepted', '6 accepted']],
    [
      'Docker, a closed port, but some networks may',
      docker,
      4190,
      ['4 unclear, some accepted', '6 accepted'],
    ],
    ['by hand: named set of ports', written, 25, ['4 accepted', '6 accepted']],
    ['by hand: a range in the named set', written, 994, ['4 accepted', '6 accepted']],
    ['by hand: verdict map accepts', written, 22, ['4 accepted', '6 accepted']],
    [
      'by hand: named verdict map drops; NAT to another host before it',
      written,
      80,
      ['4 unclear', '6 dropped'],
    ],
    ['by hand: rejected by range', written, 2500, ['4 rejected', '6 rejected']],
    ['by hand: redirected', written, 2525, ['4 unclear', '6 rejected']],
    ['by hand: rate', written, 4190, ['4 accepted', '6 accepted']],
  ])('%s', async (_what, commands, port, expected) => {
    expect(await incoming(commands, port)).toEqual(expected)
  })

  test('iptables-nft tables are read from iptables-save, not from nft, which hides their matches', async () => {
    expect(await incoming({ [nft]: printed('ufw-nft.txt') }, 25)).toEqual(['4 unclear', '6 unclear'])
    expect(await incoming(ufw, 110)).toEqual(['4 dropped', '6 dropped'])
  })

  test.each([
    ['nothing is installed', {}, 'absent'],
    ['not root', { [nft]: { exitCode: 1, stderr: 'Operation not permitted (you must be root)' } }, 'unknown'],
    ['not JSON', { [nft]: 'table inet filter {' }, 'unknown'],
  ])('%s', async (_what, commands, status) => {
    expect((await judged(commands)).status).toBe(status)
  })

  test('names the rule that decides', async () => {
    const fact = await judged(written)
    const [four] = fact.status === 'known' ? fact.value.incoming(2500) : []
    expect(four?.evidence[0]).toMatchObject({
      where: 'nft list ruleset',
      text: 'inet filter tcpin: tcp dport 2000-3000 reject with tcp reset',
    })
  })

  test('outgoing: what depends on the user is not clear', async () => {
    const fact = await judged(written)
    const outgoing = (port: number) => (fact.status === 'known' ? fact.value.outgoing(port).map(shortly) : [])
    expect(outgoing(25)).toEqual(['4 unclear', '6 unclear'])
    expect(outgoing(587)).toEqual(['4 accepted', '6 accepted'])
  })
})

const port25 = { payload: { protocol: 'tcp', field: 'dport' } }
const source = { payload: { protocol: 'ip', field: 'saddr' } }
const is = (left: unknown, right: unknown, op = '==') => ({ match: { op, left, right } })
const accept = { accept: null }
const drop = { drop: null }

describe('one chain with policy drop', () => {
  test.each([
    ['accepts the port', [[is(port25, 25), accept]], 'accepted'],
    ['accepts another port', [[is(port25, 26), accept]], 'dropped'],
    ['accepts all ports but this', [[is(port25, 25, '!='), accept]], 'dropped'],
    ['accepts udp', [[is({ payload: { protocol: 'udp', field: 'dport' } }, 25), accept]], 'dropped'],
    ['accepts established', [[is({ ct: { key: 'state' } }, 'established', 'in'), accept]], 'dropped'],
    ['accepts all but invalid', [[is({ ct: { key: 'state' } }, 'invalid', '!='), accept]], 'accepted'],
    ['accepts from loopback', [[is({ meta: { key: 'iifname' } }, 'lo'), accept]], 'dropped'],
    ['accepts from the outside interface', [[is({ meta: { key: 'iifname' } }, 'eth*'), accept]], 'accepted'],
    ['accepts from a VPN', [[is({ meta: { key: 'iifname' } }, 'wg0'), accept]], 'dropped'],
    [
      'accepts on its address',
      [[is({ payload: { protocol: 'ip', field: 'daddr' } }, '198.51.100.25'), is(port25, 25), accept]],
      'accepted',
    ],
    [
      'accepts on an address that is not its own',
      [[is({ payload: { protocol: 'ip', field: 'daddr' } }, '198.51.100.99'), is(port25, 25), accept]],
      'dropped',
    ],
    [
      'accepts from private networks',
      [[is(source, { prefix: { addr: '10.0.0.0', len: 8 } }), accept]],
      'dropped',
    ],
    ['accepts from anywhere', [[is(source, { prefix: { addr: '0.0.0.0', len: 0 } }), accept]], 'accepted'],
    [
      'accepts port 25 from a filtering service only',
      [[is(source, { prefix: { addr: '192.0.2.0', len: 24 } }), is(port25, 25), accept]],
      'dropped, some',
    ],
    [
      'accepts port 25 from one address',
      [[is(source, '192.0.2.9'), is(port25, 25), accept]],
      'dropped, some',
    ],
    [
      'drops all but a filtering service, accepts the rest',
      [[is(source, '192.0.2.9', '!='), is(port25, 25), drop], [accept]],
      'dropped, some',
    ],
    ['accepts an admin’s address', [[is(source, '192.0.2.9'), accept]], 'dropped'],
    [
      'drops banned addresses first',
      [
        [is(source, '192.0.2.9'), drop],
        [is(port25, 25), accept],
      ],
      'accepted',
    ],
    ['something unknown accepts', [[{ xt: { type: 'match', name: 'geoip' } }, accept]], 'unclear'],
    [
      'something unknown drops before the port is accepted',
      [
        [{ xt: { type: 'match', name: 'bpf' } }, drop],
        [is(port25, 25), accept],
      ],
      'unclear',
    ],
    [
      'something unknown drops, and the policy does',
      [[{ xt: { type: 'match', name: 'bpf' } }, drop]],
      'dropped',
    ],
    ['a queue decides', [[{ queue: { num: 1 } }]], 'unclear'],
    ['jumps to a chain that is not there', [[{ jump: { target: 'gone' } }]], 'unclear'],
    ['jumps to itself', [[{ jump: { target: 'input' } }]], 'unclear'],
  ])('%s', (_what, rules, expected) => {
    const ruleset = parseNftRuleset(nftChain('input', 'drop', rules)) ?? new Map()
    const packet = {
      direction: 'in' as const,
      family: 4 as const,
      port: 25,
      ownAddresses: ['198.51.100.25'],
      interfaces: ['eth0'],
    }
    const { fate, someAccepted } = judge(ruleset, packet)
    expect(`${fate}${someAccepted ? ', some' : ''}`).toBe(expected)
  })
})

describe('parsers', () => {
  const packet = { direction: 'in' as const, family: 4 as const, port: 25, ownAddresses: [], interfaces: [] }
  const mangled = (text: string) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 40 }))
      .map(([at, cut, added]) => text.slice(0, at) + added + text.slice(at + cut))

  test('never throw on broken iptables-save output', () => {
    fc.assert(
      fc.property(mangled(printed('docker-iptables-save.txt')), (text) => {
        judge(parseIptablesRuleset(text, { family: 4, where: 'iptables-save' }), packet)
      }),
    )
  })

  test('never throw on any JSON', () => {
    const whole = JSON.parse(printed('hand-written-nft.txt')) as { nftables: unknown[] }
    fc.assert(
      fc.property(
        fc.nat(whole.nftables.length - 1),
        fc.jsonValue(),
        fc.constantFrom('rule', 'chain', 'set', 'map'),
        (at, value, kind) => {
          const changed = whole.nftables.with(at, { [kind]: value })
          const ruleset = parseNftRuleset(JSON.stringify({ nftables: changed }))
          if (ruleset !== undefined) judge(ruleset, packet)
        },
      ),
    )
  })

  test('many chains that jump to each other take linear time', () => {
    const count = 2_000
    const lines = Array.from({ length: count }, (_, index) => {
      const next = (step: number) => `c${Math.min(index + step, count - 1)}`
      return `-A c${index} -j ${next(1)}\n-A c${index} -j ${next(2)}\n-A c${index} -j ${next(3)}`
    })
    const chains = Array.from({ length: count }, (_, index) => `:c${index} - [0:0]`)
    const text = ['*filter', ':INPUT ACCEPT [0:0]', ...chains, '-A INPUT -j c0', ...lines, 'COMMIT'].join(
      '\n',
    )
    const started = performance.now()
    judge(parseIptablesRuleset(text, { family: 4, where: 'iptables-save' }), packet)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
