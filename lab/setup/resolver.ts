import { NAME_SERVER } from '../world/addresses.ts'
import type { ConfigFiles } from './files.ts'

/** Unbound otherwise answers these documentation zones itself with NXDOMAIN (RFC 6303, RFC 6761). */
const OWN_ZONES = [
  'test.',
  '2.0.192.in-addr.arpa.',
  '100.51.198.in-addr.arpa.',
  '113.0.203.in-addr.arpa.',
  '8.b.d.0.1.0.0.2.ip6.arpa.',
]

/** A validating Unbound that starts at the lab's own root. */
export function unboundFiles(listen: readonly string[], rootAnchor: string): ConfigFiles {
  const access = listen.includes('127.0.0.1')
    ? []
    : ['  access-control: 0.0.0.0/0 allow', '  access-control: ::/0 allow']
  const { name, v4, v6 } = NAME_SERVER
  return {
    '/etc/unbound/unbound.conf.d/local.conf': [
      'server:',
      ...listen.map((address) => `  interface: ${address}`),
      ...access,
      '  root-hints: /etc/unbound/root.hints',
      '  trust-anchor-file: /etc/unbound/root-anchor.key',
      ...OWN_ZONES.map((zone) => `  local-zone: "${zone}" nodefault`),
      'remote-control:',
      '  control-enable: yes',
      '  control-interface: /run/unbound.ctl',
      '',
    ].join('\n'),
    '/etc/unbound/root.hints': `. 3600000 NS ${name}.\n${name}. 3600000 A ${v4}\n${name}. 3600000 AAAA ${v6}\n`,
    '/etc/unbound/root-anchor.key': rootAnchor,
  }
}

/** Takes Debian's trust anchor (the real internet's) out. */
export const UNBOUND_FINISH = `
rm -f /etc/unbound/unbound.conf.d/root-auto-trust-anchor-file.conf /etc/unbound/unbound.conf.d/remote-control.conf
`
