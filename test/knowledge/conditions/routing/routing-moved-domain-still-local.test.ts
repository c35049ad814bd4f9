import { routingMovedDomainStillLocal } from '../../../../src/knowledge/conditions/routing/routing-moved-domain-still-local.ts'
import { answering, elsewhere, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'
import { lately, reject } from '../../written-log.ts'

const unknown = reject(
  '<bob@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
  {
    code: 550,
    dsn: '5.1.1',
    restriction: 'recipient',
    recipients: ['bob@example.org'],
  },
)
const moved = { ...withZone(elsewhere), dialogues: answering('250 Ok') }

testWorlds(routingMovedDomainStillLocal, {
  fine: [
    ['the MX is here', mailHost, await logOf([], { rejects: [unknown] })],
    ['nobody wrote there', moved, await logOf([])],
    [
      'a filter stands before this host, which delivers',
      moved,
      await logOf([], {
        rejects: [unknown],
        accepted: {
          count: 3,
          lastAt: lately,
          domains: [{ name: 'example.org', count: 3, firstAt: lately, lastAt: lately, local: true }],
          relays: [],
        },
      }),
    ],
  ],
  lookalike: [
    [
      'the other server refuses the domain: its MX is stale',
      {
        ...withZone(elsewhere),
        dialogues: answering('554 5.7.1 <postmaster@example.org>: Relay access denied'),
      },
      await logOf([], { rejects: [unknown] }),
    ],
  ],
  problem: [
    [
      'own users write to the domain that has moved',
      moved,
      { subject: 'example.org', confidence: 'certain' },
      await logOf([], { rejects: [unknown] }),
    ],
  ],
})
