import { postfixFilterEndpoints } from '../../../../src/collect/postfix/filter-endpoints.ts'
import { filterPolicyServiceDown } from '../../../../src/knowledge/conditions/filter/filter-policy-service-down.ts'
import type { WrittenWorld } from '../../../collect/written-world.ts'
import { factOf, plainMaster, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'

const now = known(testNow)
const postgrey =
  'smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination, check_policy_service inet:127.0.0.1:10023\n'
const spawned =
  'smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service unix:private/policyd-spf\n'
const spawnedMaster = `${plainMaster}policyd-spf unix - n n - 0 spawn\n  user=policyd-spf argv=/usr/bin/policyd-spf\n`
const filters = (main: string, more: WrittenWorld = {}, master = plainMaster) =>
  factOf(postfixWorld(main, master, more), postfixFilterEndpoints)

testCondition(filterPolicyServiceDown, {
  fine: [
    [
      'it answers',
      { filters: await filters(postgrey, { connects: { '127.0.0.1:10023': 'connected' } }), now },
    ],
    [
      'on ::1 only, asked as localhost',
      {
        filters: await filters(postgrey.replace('127.0.0.1', 'localhost'), {
          connects: { '::1:10023': 'connected' },
        }),
        now,
      },
    ],
    [
      'spawned by master itself',
      {
        filters: await filters(
          spawned,
          {
            statuses: { '/var/spool/postfix/private/policyd-spf': { type: 'socket' } },
            files: { '/proc/net/unix': '' },
          },
          spawnedMaster,
        ),
        now,
      },
    ],
    ['none asked', { filters: await filters('') }],
    ['no Postfix', { filters: absent() }],
  ],
  problem: [
    [
      'refused',
      { filters: await filters(postgrey), now },
      { subject: 'inet:127.0.0.1:10023', severity: 'critical', values: { program: 'postgrey' } },
    ],
    [
      'refused, and told to let mail pass: advice',
      {
        filters: await filters(
          'smtpd_recipient_restrictions = reject_unauth_destination, { check_policy_service inet:127.0.0.1:10023, default_action=DUNNO }\n',
        ),
        now,
      },
      { severity: 'low' },
    ],
  ],
})
