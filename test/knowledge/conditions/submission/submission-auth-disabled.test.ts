import { submissionAuthDisabled } from '../../../../src/knowledge/conditions/submission/submission-auth-disabled.ts'
import { plainMaster, postfixFacts, submissionMaster } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'

const off = submissionMaster.replace('smtpd_sasl_auth_enable=yes', 'smtpd_sasl_auth_enable=no')

testCondition(submissionAuthDisabled, {
  fine: [
    ['switched on for the service', await postfixFacts('', plainMaster + submissionMaster)],
    [
      'switched on for all',
      await postfixFacts(
        'smtpd_sasl_auth_enable = yes\n',
        plainMaster + off.replace(/.*auth_enable.*\n/, ''),
      ),
    ],
    ['no submission service', await postfixFacts('')],
    ['no Postfix', { configuration: absent(), services: absent() }],
    [
      'for own networks only, without log-in',
      await postfixFacts(
        'mynetworks = 10.0.0.0/8\n',
        plainMaster + off.replace('permit_sasl_authenticated', 'permit_mynetworks,permit_sasl_authenticated'),
      ),
    ],
    [
      'authenticates by certificate',
      await postfixFacts(
        '',
        plainMaster + off.replace('permit_sasl_authenticated', 'permit_tls_clientcerts'),
      ),
    ],
  ],
  problem: [
    [
      'switched off',
      await postfixFacts('', plainMaster + off),
      { subject: 'submission', values: { port: 587 } },
    ],
    [
      'forgotten',
      await postfixFacts('', plainMaster + off.replace(/.*auth_enable.*\n/, '')),
      { subject: 'submission' },
    ],
  ],
})
