import { dnsMxRefusesDomain } from '../../../../src/knowledge/conditions/dns/dns-mx-refuses-domain.ts'
import { healthyDialogue, probed } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

function saying(reply: string) {
  const replies = [{ command: 'RCPT TO:<postmaster@example.org>', reply }]
  const dialogue = { ...healthyDialogue, replies }
  return {
    ...probed,
    dialogues: { '203.0.113.10:25': dialogue, '[2001:db8::10]:25': dialogue, '2001:db8::10:25': dialogue },
  }
}

testWorlds(dnsMxRefusesDomain, {
  fine: [['it takes mail', probed]],
  lookalike: [
    ['it greylists', saying('450 4.2.0 Greylisted, try again later')],
    ['it does not like us', saying('554 5.7.1 Client host rejected: blocked using zen.spamhaus.org')],
  ],
  problem: [
    [
      'no longer there',
      saying('554 5.7.1 <postmaster@example.org>: Relay access denied'),
      { severity: 'critical' },
    ],
    [
      'no postmaster',
      saying(
        '550 5.1.1 <postmaster@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
      ),
      { severity: 'low' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
