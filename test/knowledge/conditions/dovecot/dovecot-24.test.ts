import { dovecot24ConfigIncompatible } from '../../../../src/knowledge/conditions/dovecot/dovecot-24-config-incompatible.ts'
import { dovecot24ProtocolsEmpty } from '../../../../src/knowledge/conditions/dovecot/dovecot-24-protocols-empty.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { dovecot } from '../../written-dovecot.ts'

const state = (running: boolean) =>
  known({ running, activeState: running ? 'active' : 'failed', enabled: 'enabled', evidence: [seen] })
const first = {
  text: 'Error in configuration file /etc/dovecot/dovecot.conf line 24: The first setting must be dovecot_config_version',
  path: '/etc/dovecot/dovecot.conf',
  line: 24,
}
const typing = {
  text: 'Error in configuration file /etc/dovecot/local.conf line 3: Unknown setting: protcols',
  path: '/etc/dovecot/local.conf',
  line: 3,
}

testCondition(dovecot24ConfigIncompatible, {
  fine: [
    ['2.3 with a 2.3 configuration', { configuration: dovecot('protocols = imap') }],
    ['2.4 with its own', { configuration: dovecot('protocols = imap', { version: '2.4.1', syntax: '2.4' }) }],
    ['no Dovecot', { configuration: absent() }],
  ],
  lookalike: [
    [
      'a typing error under 2.4',
      { configuration: dovecot('', { version: '2.4.1', syntax: '2.4', refusal: typing }) },
    ],
    ['a typing error under 2.3', { configuration: dovecot('', { refusal: typing }) }],
  ],
  problem: [
    [
      'after the upgrade to Debian 13',
      {
        configuration: dovecot('protocols = imap', { version: '2.4.1', refusal: first }),
        state: state(false),
      },
      { subject: '/etc/dovecot/dovecot.conf', severity: 'critical', confidence: 'certain' },
    ],
    [
      'the old process still runs',
      {
        configuration: dovecot('protocols = imap', { version: '2.4.1', refusal: first }),
        state: state(true),
      },
      { severity: 'high' },
    ],
    [
      'half converted',
      {
        configuration: dovecot('', {
          version: '2.4.1',
          syntax: '2.4',
          refusal: { text: 'line 92: Unknown setting: ssl_cert', path: '/etc/dovecot/x.conf', line: 92 },
        }),
      },
      { subject: '/etc/dovecot/x.conf' },
    ],
  ],
})

const packages = known(
  new Map([
    ['dovecot-imapd', '1:2.4.1'],
    ['dovecot-core', '1:2.4.1'],
  ]),
)
const running = state(true)
const as24 = { version: '2.4.1', syntax: '2.4' as const }

testCondition(dovecot24ProtocolsEmpty, {
  fine: [
    [
      'protocols are set',
      { state: running, packages, configuration: dovecot('protocols {\n imap = yes\n}', as24) },
    ],
    [
      'only log-ins for Postfix, on purpose',
      {
        state: running,
        packages: known(new Map([['dovecot-core', '1:2.4.1']])),
        configuration: dovecot('', as24),
      },
    ],
    ['no Dovecot', { state: absent(), packages, configuration: absent() }],
    ['2.3', { state: running, packages, configuration: dovecot('') }],
  ],
  lookalike: [
    ['it does not run at all', { state: state(false), packages, configuration: dovecot('', as24) }],
  ],
  problem: [
    [
      '2.4 serves nothing',
      { state: running, packages, configuration: dovecot('listen = *', as24) },
      { confidence: 'certain' },
    ],
  ],
})
