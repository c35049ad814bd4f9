import type { DialogueSeen } from '../../../src/access/net/net.ts'
import { host4, host6, leaf, mailHost } from './mail-host.ts'
import type { ZoneWorld } from './zone-world.ts'

/** The dialogue of a healthy MX host, up to RCPT. */
export const healthyDialogue: Partial<DialogueSeen> = {
  ...mailHost.dialogues?.[`${host4}:25`],
  replies: [
    { command: 'MAIL FROM:<>', reply: '250 2.1.0 Ok' },
    { command: 'RCPT TO:<postmaster@example.org>', reply: '250 2.1.5 Ok' },
    { command: 'RSET', reply: '250 2.0.0 Ok' },
  ],
}

/** example.org as it should be, looked at from outside: two name servers, one MX host, all standards. */
export const probed: ZoneWorld = {
  task: { domain: 'example.org', selectors: [] },
  zone: {
    ...mailHost.zone,
    'org NS': ['a.nic.example'],
    'a.nic.example A': ['192.0.2.1'],
    'ns2.example.org A': ['198.51.100.54'],
    'example.org SOA': ['ns1.example.org hostmaster.example.org 7 14400 3600 1209600 3600'],
    'example.org TXT': ['v=spf1 mx -all'],
    '_domainkey.example.org TXT': ['o=-'],
    [`mail._domainkey.example.org TXT`]: [`v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`],
  },
  authenticated: mailHost.authenticated ?? [],
  connects: { [`${host4}:25`]: 'connected', [`${host6}:25`]: 'connected' },
  dialogues: { [`${host4}:25`]: healthyDialogue, [`${host6}:25`]: healthyDialogue },
}

/** The same with some records set, or taken away (undefined). */
export function withRecords(
  changes: Readonly<Record<string, readonly string[] | undefined>>,
  others: Partial<ZoneWorld> = {},
): ZoneWorld {
  const zone: Record<string, readonly string[]> = { ...probed.zone }
  for (const [key, data] of Object.entries(changes)) {
    if (data === undefined) delete zone[key]
    else zone[key] = data
  }
  return { ...probed, zone, ...others }
}

export { leaf }
