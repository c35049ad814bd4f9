import { filterUnknownRestrictionName } from '../../../../src/knowledge/conditions/filter/filter-unknown-restriction-name.ts'
import { plainMaster, postfixFacts } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'

const rich = `smtpd_restriction_classes = mua_only, Greylist
mua_only = permit_sasl_authenticated, reject
Greylist = check_policy_service inet:127.0.0.1:10023
smtpd_client_restrictions = permit_mynetworks, sleep 1, reject_unauth_pipelining
smtpd_recipient_restrictions = permit_mynetworks, { check_policy_service unix:private/spf, timeout=10s },
    check_client_access cidr:/etc/postfix/clients, hash:/etc/postfix/access, mua_only
    check_client_access inline:{ 192.0.2.1=OK, 192.0.2.2=reject_rbl }
    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11], warn_if_reject reject_unknown_client_hostname
    Reject_Unauth_Destination, greylist
`
const complaint = (name: string) =>
  message(`unknown smtpd restriction: "${name}"`, {
    program: 'postfix/smtpd',
    service: 'smtpd',
    level: 'warning',
  })

testCondition(filterUnknownRestrictionName, {
  fine: [
    ['the defaults', await postfixFacts()],
    ['all sorts of right names', await postfixFacts(rich)],
    [
      'a name that a newer Postfix may know',
      await postfixFacts('smtpd_sender_restrictions = permit_quantum_entangled_clients\n'),
    ],
    [
      'after reject nothing is read',
      await postfixFacts('smtpd_relay_restrictions = permit_mynetworks, reject, reject_unauth_destinaton\n'),
    ],
    ['no Postfix', { configuration: absent(), services: absent() }],
  ],
  problem: [
    [
      'a letter is missing',
      {
        ...(await postfixFacts(
          'smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_pipelining, reject_non_fqdn_recipent\n',
        )),
        log: logWith(complaint('reject_non_fqdn_recipent')),
      },
      {
        subject: 'reject_non_fqdn_recipent',
        values: { parameter: 'smtpd_recipient_restrictions', near: 'reject_non_fqdn_recipient' },
      },
    ],
    [
      'from the file alone',
      await postfixFacts('smtpd_relay_restrictions = permit_mynetworks reject_unauth_destinaton\n'),
      { subject: 'reject_unauth_destinaton', confidence: 'certain' },
    ],
    [
      'in an override of master.cf',
      await postfixFacts(
        '',
        `${plainMaster}587 inet n - y - - smtpd\n  -o smtpd_client_restrictions=permit_sasl_autenticated,reject\n`,
      ),
      { subject: 'permit_sasl_autenticated' },
    ],
    [
      'like nothing known, and the log complains',
      {
        ...(await postfixFacts('smtpd_sender_restrictions = foo_bar_baz\n')),
        log: logWith(complaint('foo_bar_baz')),
      },
      { subject: 'foo_bar_baz' },
    ],
  ],
})
