import { authSaslLibraryMissing } from '../../../../src/knowledge/conditions/auth/auth-sasl-library-missing.ts'
import { configurationOf } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, logWith, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const configuration = (await configurationOf()).configuration
const server = 'xsasl_cyrus_server_get_mechanism_list: no applicable SASL mechanisms'
const smtpd = { program: 'postfix/smtpd', service: 'smtpd', level: 'warning' } as const

testCondition(authSaslLibraryMissing, {
  fine: [
    ['never', { configuration, log: logWith(), now }],
    ['installed since', { configuration, log: logWith(message(server, { ...smtpd, at: longAgo })), now }],
    ['no Postfix', { configuration: absent(), log: logWith(), now }],
  ],
  lookalike: [
    [
      'the smarthost refused the password',
      {
        configuration,
        log: known(
          writtenLog({
            deliveries: [
              delivery('SASL authentication failed; server smtp.example.net[192.0.2.1] said: 535 5.7.8 no', {
                status: 'deferred',
              }),
            ],
          }),
        ),
        now,
      },
    ],
  ],
  problem: [
    [
      'server',
      { configuration, log: logWith(message(server, smtpd)), now },
      { subject: 'smtpd', values: { type: 'smtpd_sasl_type', value: 'cyrus' } },
    ],
    [
      'client',
      {
        configuration,
        log: known(
          writtenLog({
            deliveries: [
              delivery(
                'SASL authentication failed; cannot authenticate to server smtp.example.net[192.0.2.1]: no mechanism available',
                { status: 'deferred', daemon: 'smtp' },
              ),
            ],
          }),
        ),
        now,
      },
      { subject: 'smtp' },
    ],
  ],
})
