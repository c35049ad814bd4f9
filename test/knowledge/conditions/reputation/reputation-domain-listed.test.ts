import { reputationDomainListed } from '../../../../src/knowledge/conditions/reputation/reputation-domain-listed.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const tests = { 'dbltest.com.dbl.spamhaus.org A': ['127.0.1.2'] }

testWorlds(reputationDomainListed, {
  fine: [['not listed', withZone(tests)]],
  lookalike: [['its address is', withZone({ ...tests, '10.113.0.203.zen.spamhaus.org A': ['127.0.0.2'] })]],
  problem: [
    [
      'DBL',
      withZone({ ...tests, 'example.org.dbl.spamhaus.org A': ['127.0.1.102'] }),
      { subject: 'example.org', confidence: 'certain' },
    ],
  ],
  unseen: [
    ['the list does not know its own test entry', mailHost],
    ['refused', withZone({ ...tests, 'example.org.dbl.spamhaus.org A': ['127.255.255.254'] })],
  ],
})
