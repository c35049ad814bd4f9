import { dovecotPluginMissing } from '../../../../src/knowledge/conditions/dovecot/dovecot-plugin-missing.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(dovecotPluginMissing, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
  ],
  lookalike: [
    [
      'no plugin can be loaded for want of memory',
      {
        now,
        log: logWith(
          message(
            "Couldn't load required plugin /usr/lib/dovecot/modules/lib10_quota_plugin.so: dlopen() failed: /usr/lib/dovecot/modules/lib10_quota_plugin.so: failed to map segment from shared object",
          ),
        ),
      },
    ],
  ],
  problem: [
    [
      'a misspelt name',
      {
        now,
        log: logWith(
          message(
            "Raw user initialization failed: Plugin 'quotta' not found from directory /usr/lib/dovecot/modules",
          ),
        ),
      },
      { subject: 'quotta' },
    ],
    [
      'it needs another one',
      {
        now,
        log: logWith(
          message(
            "Couldn't load required plugin /usr/lib/dovecot/modules/lib11_imap_quota_plugin.so: Plugin quota must be loaded also (you must set: mail_plugins=$mail_plugins quota)",
          ),
        ),
      },
      { subject: 'imap_quota' },
    ],
  ],
})
