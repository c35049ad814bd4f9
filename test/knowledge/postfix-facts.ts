import { Collector } from '../../src/collect/collector.ts'
import type { Fact, FactDefinition } from '../../src/collect/fact.ts'
import { postfixConfiguration } from '../../src/collect/postfix/configuration.ts'
import { postfixServices } from '../../src/collect/postfix/services.ts'
import { type WrittenWorld, worldOf } from '../collect/written-world.ts'

/** master.cf of Debian, shortened to what matters. */
export const plainMaster = `smtp      inet  n       -       y       -       -       smtpd
#submission inet n       -       y       -       -       smtpd
#  -o syslog_name=postfix/submission
#  -o smtpd_sasl_auth_enable=yes
pickup    unix  n       -       y       60      1       pickup
cleanup   unix  n       -       y       -       0       cleanup
smtp      unix  -       -       y       -       -       smtp
relay     unix  -       -       y       -       -       smtp
local     unix  -       n       n       -       -       local
virtual   unix  -       n       n       -       -       virtual
lmtp      unix  -       -       y       -       -       lmtp
proxymap  unix  -       -       n       -       -       proxymap
error     unix  -       -       y       -       -       error
`

export const submissionMaster = `submission inet n - y - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
`

const defaultMain = 'compatibility_level = 3.6\nmyhostname = mail.example.org\n'

/** A world with Postfix on it: main.cf lines after the usual ones, master.cf, and more. */
export function postfixWorld(main = '', master = plainMaster, more: WrittenWorld = {}) {
  return worldOf({
    ...more,
    files: {
      '/etc/postfix/main.cf': `${defaultMain}${main}`,
      '/etc/postfix/master.cf': master,
      '/usr/sbin/postfix': '',
      ...more.files,
    },
  })
}

/** A fact, collected for real from what is written. */
export function factOf<T>(
  world: ReturnType<typeof worldOf>,
  definition: FactDefinition<T>,
): Promise<Fact<T>> {
  return new Collector(world).get(definition)
}

/** The two facts that most conditions on Postfix need. */
export async function postfixFacts(main = '', master = plainMaster, more: WrittenWorld = {}) {
  const collector = new Collector(postfixWorld(main, master, more))
  const [configuration, services] = await Promise.all([
    collector.get(postfixConfiguration),
    collector.get(postfixServices),
  ])
  return { configuration, services }
}

/** Only the configuration, for conditions that ask no more. */
export async function configurationOf(main = '') {
  const { configuration } = await postfixFacts(main)
  return { configuration }
}
