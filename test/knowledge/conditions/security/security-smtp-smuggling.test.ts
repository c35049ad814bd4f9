import { securitySmtpSmuggling } from '../../../../src/knowledge/conditions/security/security-smtp-smuggling.ts'
import { postfixFacts } from '../../postfix-facts.ts'
import { testCondition } from '../../test-condition.ts'

const asked = async (main: string, builtIn: string) => {
  const commands = {
    'postconf -d': `mail_version = 3.7.11\n${builtIn}`,
    'postconf -x': 'mail_version = 3.7.11\n',
    'postconf -n': 'x = y\n',
  }
  const { configuration } = await postfixFacts(main, undefined, { commands })
  return { configuration }
}

testCondition(securitySmtpSmuggling, {
  fine: [
    ['normalised by default', await asked('', 'smtpd_forbid_bare_newline = normalize\n')],
    ['set by hand', await asked('smtpd_forbid_bare_newline = yes\n', 'smtpd_forbid_bare_newline = no\n')],
    [
      'from files alone the default of this build is not known',
      { configuration: (await postfixFacts()).configuration },
    ],
  ],
  problem: [
    [
      'off by default',
      await asked('', 'smtpd_forbid_bare_newline = no\nsmtpd_forbid_unauth_pipelining = no\n'),
      { severity: 'low', values: { value: 'no' } },
    ],
    [
      'off, but early pipelining is refused',
      await asked('smtpd_data_restrictions = reject_unauth_pipelining\n', 'smtpd_forbid_bare_newline = no\n'),
      { severity: 'info' },
    ],
  ],
})
