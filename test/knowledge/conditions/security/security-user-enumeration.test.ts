import { securityUserEnumeration } from '../../../../src/knowledge/conditions/security/security-user-enumeration.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { answered, probed } from '../../written-servers.ts'

const real = 'VRFY postmaster@example.org'
const nobody = 'VRFY mailmedic-nobody-7f3a91c2@example.org'
const expand = 'EXPN postmaster@example.org'
const mx = (replies: Readonly<Record<string, string>>) => ({
  domains: probed,
  answers: known([answered(replies)]),
})

testCondition(securityUserEnumeration, {
  fine: [
    [
      'switched off',
      mx({
        [real]: '502 5.5.1 VRFY command is disabled',
        [nobody]: '502 5.5.1 VRFY command is disabled',
        [expand]: '500 5.5.2 Error',
      }),
    ],
    [
      'the same answer for everybody (Exim, Exchange)',
      mx({ [real]: '252 2.0.0 Cannot VRFY', [nobody]: '252 2.0.0 Cannot VRFY' }),
    ],
    ['nothing answers', { domains: probed, answers: absent() }],
  ],
  lookalike: [
    [
      'refused for another reason',
      mx({ [real]: '504 5.5.2 Helo command rejected', [nobody]: '504 5.5.2 Helo command rejected' }),
    ],
  ],
  problem: [
    [
      'Postfix with its default',
      mx({ [real]: '252 2.0.0 postmaster@example.org', [nobody]: '550 5.1.1 User unknown' }),
      { values: { command: 'VRFY' } },
    ],
    [
      'EXPN lists',
      mx({ [real]: '252 2.0.0 no', [expand]: '250 2.1.5 Anna <anna@example.org>' }),
      { values: { command: 'EXPN' } },
    ],
  ],
})
