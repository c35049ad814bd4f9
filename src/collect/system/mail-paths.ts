import { absent, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { dovecotConfiguration } from '../dovecot/configuration.ts'
import { mailStorage } from '../dovecot/mail-storage.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'

export type MailPathUse = 'queue' | 'mailboxes' | 'logs' | 'temporary files'

/** A folder without which mail stops, and what for. */
export interface MailPath {
  readonly path: string
  readonly use: MailPathUse
}

/** Where distributions put them; those that are not there are left out. */
const usual: readonly MailPath[] = [
  { path: '/var/spool/exim4', use: 'queue' },
  { path: '/var/spool/smtpd', use: 'queue' },
  { path: '/var/mail', use: 'mailboxes' },
  { path: '/var/vmail', use: 'mailboxes' },
  { path: '/var/log', use: 'logs' },
  { path: '/tmp', use: 'temporary files' },
  { path: '/var/tmp', use: 'temporary files' },
  { path: '/var/lib/amavis/tmp', use: 'temporary files' },
  { path: '/var/lib/amavis/virusmails', use: 'temporary files' },
  { path: '/var/spool/amavis/tmp', use: 'temporary files' },
]

export const mailPaths = fact({
  id: 'system.mail-paths',
  summary: 'The folders that mail needs room in: queue, mailboxes, logs, temporary files.',
  optional: { postfix: postfixConfiguration, dovecot: dovecotConfiguration },
  async collect(world, { postfix, dovecot }): Promise<Fact<readonly MailPath[]>> {
    const fromPostfix: MailPath[] =
      postfix.status !== 'known'
        ? [{ path: '/var/spool/postfix', use: 'queue' }]
        : [
            ...folder(postfix.value.queueDirectory, 'queue'),
            ...folder(postfix.value.value('virtual_mailbox_base'), 'mailboxes'),
            ...folder(postfix.value.value('mail_spool_directory'), 'mailboxes'),
            ...folder(parentOf(postfix.value.value('maillog_file')), 'logs'),
          ]
    const fromDovecot =
      dovecot.status !== 'known'
        ? []
        : [
            // Without one folder for all, everybody's mail is in his home.
            ...folder(mailStorage(dovecot.value).folder ?? '/home', 'mailboxes'),
            ...['log_path', 'info_log_path'].flatMap((name) =>
              folder(parentOf(dovecot.value.value(name)), 'logs'),
            ),
            ...folder(dovecot.value.value('mail_temp_dir'), 'temporary files'),
          ]
    const scanner = await scannerFolders(world)
    const wanted = distinct([...fromPostfix, ...fromDovecot, ...usual, ...scanner])
    const found = (await Promise.all(wanted.map((one) => onDisk(world, one)))).flat()
    return found.length === 0 ? absent() : known(distinct(found))
  },
})

/** clamd.conf(5) TemporaryDirectory: where attachments are unpacked. */
async function scannerFolders(world: World): Promise<MailPath[]> {
  const file = await world.host.readFile('/etc/clamav/clamd.conf')
  if (file.status !== 'known') return []
  const text = new TextDecoder().decode(file.value)
  const path = /^TemporaryDirectory[ \t]+"?([^"\n]{1,500})"?$/m.exec(text)?.[1]?.trim()
  return folder(path, 'temporary files')
}

/** A link (`/var/vmail` → `/data/vmail`) is held by the file system that it leads to. */
async function onDisk(world: World, { path, use }: MailPath): Promise<MailPath[]> {
  const status = await world.host.status(path)
  return status.status === 'known' ? [{ path: status.value.target?.path ?? path, use }] : []
}

function folder(path: string | undefined, use: MailPathUse): MailPath[] {
  if (path === undefined || !path.startsWith('/') || path.startsWith('/dev/')) return []
  return [{ path: path.length > 1 ? path.replace(/\/+$/, '') : path, use }]
}

function parentOf(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path.slice(0, Math.max(1, path.lastIndexOf('/'))) : undefined
}

function distinct(paths: readonly MailPath[]): MailPath[] {
  return [...new Map(paths.map((one) => [`${one.use} ${one.path}`, one])).values()]
}
