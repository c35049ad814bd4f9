import { securityBackscatter } from '../../../../src/knowledge/conditions/security/security-backscatter.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { answered, probed } from '../../written-servers.ts'

const nobody = 'RCPT TO:<mailmedic-nobody-7f3a91c2@example.org>'
const mx = (reply: string) => ({ domains: probed, answers: known([answered({ [nobody]: reply })]) })

testCondition(securityBackscatter, {
  fine: [
    ['refused', mx('550 5.1.1 User unknown in virtual mailbox table')],
    ['Exchange says it in its words', mx('550 5.1.10 RESOLVER.ADR.RecipientNotFound')],
    ['nothing answers', { domains: probed, answers: absent() }],
  ],
  lookalike: [['put off: could not tell', mx('450 4.2.0 Recipient address rejected: Greylisted')]],
  problem: [['accepted', mx('250 2.1.5 Ok'), { confidence: 'possible' }]],
})
