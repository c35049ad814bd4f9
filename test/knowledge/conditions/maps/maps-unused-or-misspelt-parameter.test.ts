import { mapsUnusedOrMisspeltParameter } from '../../../../src/knowledge/conditions/maps/maps-unused-or-misspelt-parameter.ts'
import { plainMaster, postfixFacts } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'

testCondition(mapsUnusedOrMisspeltParameter, {
  fine: [
    ['the defaults', await postfixFacts()],
    [
      'own macros, transports, classes, LDAP in main.cf',
      await postfixFacts(
        `mua_client_restrictions = permit
smtpd_restriction_classes = local_only
local_only = reject
indirect = $mua_client_restrictions
smtpd_client_restrictions = $indirect
slow_destination_concurrency_limit = 1
dovecot_destination_recipient_limit = 1
policyd-spf_time_limit = 3600
virtual_alias_maps = ldap:accounts
accounts_server_host = localhost
lmtp_tls_security_level = may
`,
        `${plainMaster}587 inet n - y - - smtpd\n  -o smtpd_helo_restrictions=$mua_helo\n`,
      ),
    ],
    ['resembles nothing', await postfixFacts('frobnicate_the_queue = yes\n')],
    ['a near name, and the right one is set too', await postfixFacts('myhostnam = x\n')],
    ['no Postfix', { configuration: absent() }],
  ],
  problem: [
    [
      'a letter is missing',
      await postfixFacts('smtpd_recipent_restrictions = reject\n'),
      {
        subject: 'smtpd_recipent_restrictions',
        severity: 'medium',
        values: { near: 'smtpd_recipient_restrictions', effect: 'unused parameter' },
      },
    ],
    [
      'a line without =',
      await postfixFacts('relayhost [smtp.example.net]:587\n'),
      { subject: '/etc/postfix/main.cf:3', severity: 'critical' },
    ],
  ],
})
