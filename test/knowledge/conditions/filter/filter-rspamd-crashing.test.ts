import { filterRspamdCrashing } from '../../../../src/knowledge/conditions/filter/filter-rspamd-crashing.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(filterRspamdCrashing, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('rspamd_crash_sig_handler: caught fatal signal 11(Segmentation fault), pid: 4, trace:', {
            at: longAgo,
          }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'something else crashes',
      { now, log: logWith(message('php-fpm[9]: segfault at 0', { program: 'kernel', service: 'kernel' })) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message('rspamd_crash_sig_handler: caught fatal signal 11(Segmentation fault), pid: 4, trace:', {
            program: 'rspamd',
            service: 'rspamd',
          }),
        ),
      },
      { subject: 'rspamd' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message('rspamd[812]: segfault at 0 ip 00007f sp 00007f error 4 in librspamd-server.so', {
            program: 'kernel',
            service: 'kernel',
          }),
        ),
      },
      { subject: 'rspamd' },
    ],
  ],
})
