import { identitySenderDomainUnresolvable } from '../../../../src/knowledge/conditions/identity/identity-sender-domain-unresolvable.ts'
import { mailHost } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'

const refused = (sender: string) =>
  [
    [
      `450 4.1.8 <${sender}>: Sender address rejected: Domain not found`,
      { senders: [sender], status: 'deferred', dsn: '4.1.8' },
    ],
  ] as const

testWorlds(identitySenderDomainUnresolvable, {
  fine: [
    ['nobody complained', mailHost, await logOf([])],
    [
      'a receiver complains, but the domain exists: its resolver is ill',
      mailHost,
      await logOf(refused('anna@example.org')),
    ],
  ],
  lookalike: [
    [
      'a recipient’s domain does not exist',
      mailHost,
      await logOf([
        ['Host or domain name not found. Name service error for name=exmaple.net type=A: Host not found'],
      ]),
    ],
  ],
  problem: [
    [
      'cron under the internal name',
      mailHost,
      { subject: 'server01.lan', confidence: 'certain' },
      await logOf(refused('www-data@server01.lan')),
    ],
    ['a bare name', mailHost, { subject: 'server01' }, await logOf(refused('root@server01'))],
  ],
  unseen: [
    [
      'SERVFAIL',
      { ...mailHost, failing: { 'broken.example.net MX': 'servfail' } },
      await logOf(refused('a@broken.example.net')),
    ],
  ],
})
