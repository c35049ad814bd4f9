import { dkimKeyPermissions } from '../../../../src/knowledge/conditions/dkim/dkim-key-permissions.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dkimKeyPermissions, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message(
            'default._domainkey.example.org: key data is not secure: /etc/opendkim/keys/example.org is in group 1001 which has multiple users (e.g., "anna")',
            { at: longAgo },
          ),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'the key is not there',
      {
        now,
        log: logWith(
          message("error loading key 'default'", {
            program: 'opendkim',
            service: 'opendkim',
            level: 'notice',
          }),
        ),
      },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message(
            'default._domainkey.example.org: key data is not secure: /etc/opendkim/keys/example.org is in group 1001 which has multiple users (e.g., "anna")',
            { program: 'opendkim', service: 'opendkim', level: 'notice' },
          ),
        ),
      },
      { subject: 'default._domainkey.example.org' },
    ],
  ],
})
