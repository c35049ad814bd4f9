import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { installedPackages } from './packages.ts'

export type MailRole = 'mta' | 'mailbox' | 'filter'

/** A program that serves mail, as installed. */
export interface MailSoftware {
  readonly name: string
  readonly role: MailRole
  /** The package's version, or '' where it was not installed as a package. */
  readonly version: string
}

/** Debian and Ubuntu package, and a file that tells where there is no package (own builds, other systems). */
const programs: readonly { name: string; role: MailRole; packages: readonly string[]; file: string }[] = [
  { name: 'Postfix', role: 'mta', packages: ['postfix'], file: '/usr/sbin/postfix' },
  { name: 'Exim', role: 'mta', packages: ['exim4-base'], file: '/usr/sbin/exim4' },
  { name: 'OpenSMTPD', role: 'mta', packages: ['opensmtpd'], file: '/usr/sbin/smtpd' },
  { name: 'Dovecot', role: 'mailbox', packages: ['dovecot-core'], file: '/usr/sbin/dovecot' },
  { name: 'Rspamd', role: 'filter', packages: ['rspamd'], file: '/usr/bin/rspamd' },
  { name: 'SpamAssassin', role: 'filter', packages: ['spamassassin', 'spamd'], file: '/usr/sbin/spamd' },
  { name: 'ClamAV', role: 'filter', packages: ['clamav-daemon'], file: '/usr/sbin/clamd' },
  { name: 'OpenDKIM', role: 'filter', packages: ['opendkim'], file: '/usr/sbin/opendkim' },
  { name: 'Amavis', role: 'filter', packages: ['amavisd-new', 'amavis'], file: '/usr/sbin/amavisd' },
]

export const mailSoftware = fact({
  id: 'system.mail-software',
  summary: 'Mail programs installed here, with versions. Absent: this is no mail server.',
  optional: { packages: installedPackages },
  async collect(world, { packages }): Promise<Fact<readonly MailSoftware[]>> {
    const installed = packages.status === 'known' ? packages.value : new Map<string, string>()
    const found = await Promise.all(
      programs.map(async ({ name, role, packages: names, file }) => {
        const version = names.map((one) => installed.get(one)).find((one) => one !== undefined)
        if (version !== undefined) return [{ name, role, version }]
        const status = await world.host.status(file)
        return status.status === 'known' ? [{ name, role, version: '' }] : []
      }),
    )
    // A filter alone serves no mail.
    const software = found.flat()
    return software.some(({ role }) => role !== 'filter') ? known(software) : absent()
  },
})

/** Whether one of them is installed here: for the facts about it, which are absent where it is not. */
export function installedSoftware(id: string, name: string) {
  return fact({
    id,
    summary: `${name} as installed, with its version. Absent: it is not installed.`,
    needs: { software: mailSoftware },
    collect: (_world, { software }): Fact<MailSoftware> => {
      const found = software.status === 'known' ? software.value.find((one) => one.name === name) : undefined
      return found === undefined ? absent() : known(found, ...software.evidence)
    },
  })
}
