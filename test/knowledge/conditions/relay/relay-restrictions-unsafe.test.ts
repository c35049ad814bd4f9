import { relayRestrictionsUnsafe } from '../../../../src/knowledge/conditions/relay/relay-restrictions-unsafe.ts'
import { plainMaster, postfixFacts } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'

testCondition(relayRestrictionsUnsafe, {
  fine: [
    ['the defaults', await postfixFacts()],
    [
      'protection in the recipient list',
      await postfixFacts(
        'smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination\n',
      ),
    ],
    [
      'protection in a restriction class',
      await postfixFacts(
        'smtpd_restriction_classes = inner\ninner = reject\nsmtpd_relay_restrictions = permit_mynetworks, inner\n',
      ),
    ],
    ['no Postfix', { configuration: absent(), services: absent() }],
  ],
  problem: [
    [
      'nothing refuses',
      await postfixFacts('smtpd_relay_restrictions = permit_mynetworks\n'),
      { subject: 'smtpd_relay_restrictions', values: { services: 'smtp' } },
    ],
    [
      'permit comes first',
      await postfixFacts('smtpd_relay_restrictions = permit, reject_unauth_destination\n'),
    ],
    [
      'only in an override',
      await postfixFacts(
        '',
        `${plainMaster}submission inet n - y - - smtpd\n  -o smtpd_relay_restrictions=permit_sasl_authenticated\n`,
      ),
      { values: { services: 'submission' } },
    ],
  ],
})
