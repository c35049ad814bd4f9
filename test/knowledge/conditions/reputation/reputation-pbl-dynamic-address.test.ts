import { reputationPblDynamicAddress } from '../../../../src/knowledge/conditions/reputation/reputation-pbl-dynamic-address.ts'
import { host4, mailHost, withMainCf, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const listing = (...codes: string[]) => withZone({ '10.113.0.203.zen.spamhaus.org A': codes })

testWorlds(reputationPblDynamicAddress, {
  fine: [
    ['not listed', mailHost],
    ['a relay host sends', withMainCf(listing('127.0.0.10'), 'relayhost = [smtp.example.net]')],
  ],
  lookalike: [['a spam source', listing('127.0.0.4')]],
  problem: [['PBL', listing('127.0.0.10'), { subject: host4, confidence: 'certain' }]],
  unseen: [
    ['the list refuses this resolver', withZone({ '2.0.0.127.zen.spamhaus.org A': ['127.255.255.254'] })],
  ],
})
