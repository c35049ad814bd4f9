import { recipientRoleAddressesRefused } from '../../../../src/knowledge/conditions/recipient/recipient-role-addresses-refused.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { answered, exchanger, probed, went } from '../../written-servers.ts'

const postmaster = (reply: string) =>
  exchanger(went({ replies: [{ command: 'RCPT TO:<postmaster@example.org>', reply }] }))
const abuse = (reply: string) => known([answered({ 'RCPT TO:<abuse@example.org>': reply })])
const missing = '550 5.1.1 <postmaster@example.org>: Recipient address rejected: User unknown'

testCondition(recipientRoleAddressesRefused, {
  fine: [
    [
      'both are taken',
      { domains: probed, exchangers: known([postmaster('250 2.1.5 Ok')]), answers: abuse('250 2.1.5 Ok') },
    ],
    [
      'one MX host puts us off, the other takes it',
      {
        domains: probed,
        exchangers: known([postmaster('450 4.2.0 Greylisted'), postmaster('250 2.1.5 Ok')]),
        answers: abuse('250 Ok'),
      },
    ],
    ['no MX host', { domains: probed, exchangers: absent() }],
  ],
  lookalike: [
    [
      'greylisted: could not tell',
      {
        domains: probed,
        exchangers: known([postmaster('450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help')]),
        answers: absent(),
      },
    ],
  ],
  problem: [
    [
      'no postmaster',
      { domains: probed, exchangers: known([postmaster(missing)]), answers: abuse('250 Ok') },
      { subject: 'postmaster@example.org', severity: 'medium' },
    ],
    [
      'no abuse',
      {
        domains: probed,
        exchangers: known([postmaster('250 Ok')]),
        answers: abuse('550 5.1.1 User unknown'),
      },
      { subject: 'abuse@example.org', severity: 'low' },
    ],
  ],
})
