import { dkimNotSigning } from '../../../../src/knowledge/conditions/dkim/dkim-not-signing.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)
const own = known(['example.org'])
const noKeyOf = (domain: string) =>
  message(
    `lua_dkim_sign_handler: cannot load dkim key /var/lib/rspamd/dkim/${domain}.dkim.key: No such file or directory`,
    {
      program: 'rspamd',
    },
  )

testCondition(dkimNotSigning, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(message("4A429BABA: no signing table match for 'anna@example.org'", { at: longAgo })),
      },
    ],
  ],
  lookalike: [
    [
      'Rspamd finds no key for the sender of forwarded mail',
      { now, own, log: logWith(noKeyOf('example.net')) },
    ],
    [
      'signatures of others fail',
      {
        now,
        log: logWith(
          message('dkim=fail (signature verification failed) header.d=example.net', {
            program: 'opendkim',
            service: 'opendkim',
            level: 'notice',
          }),
        ),
      },
    ],
  ],
  problem: [
    ['Rspamd finds no key for the own domain', { now, own, log: logWith(noKeyOf('example.org')) }],
    ['nobody can say whose the domain is', { now, log: logWith(noKeyOf('example.net')) }],
    [
      'the log names it',
      {
        now,
        log: logWith(
          message("4A429BABA: no signing table match for 'anna@example.org'", {
            program: 'opendkim',
            service: 'opendkim',
            level: 'notice',
          }),
        ),
      },
      { subject: 'example.org' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message(
            'lua_dkim_sign_handler: cannot load dkim key /var/lib/rspamd/dkim/x.key: Permission denied',
            { program: 'rspamd', service: 'rspamd' },
          ),
        ),
      },
      { subject: 'rspamd' },
    ],
  ],
})
