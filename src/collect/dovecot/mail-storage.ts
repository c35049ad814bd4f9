import type { DovecotConfiguration } from './configuration.ts'
import { sectionsNamed } from './sections.ts'
import { sectionValue } from './settings.ts'

/** Where mailboxes are and whose they are, in so far as it is the same for all users. */
export interface MailStorage {
  /** `maildir`, `mbox`, `sdbox`, `mdbox` …; undefined: Dovecot guesses (autodetection). */
  readonly driver: string | undefined
  /** As configured, with its variables: `/var/vmail/%d/%n`, `~/Maildir`. */
  readonly path: string | undefined
  /** Home folder as configured, from mail_home or a userdb's fixed fields. */
  readonly home: string | undefined
  /** The fixed part: the folder below which all mailboxes are, `/var/vmail`; undefined: homes differ. */
  readonly folder: string | undefined
  /** User name or number under which mailboxes are opened; undefined: each user has his own. */
  readonly user: string | undefined
  readonly group: string | undefined
}

export function mailStorage(configuration: DovecotConfiguration): MailStorage {
  const location = splitLocation(configuration.value('mail_location') ?? '')
  const fixed = userdbFields(configuration)
  const driver = configuration.value('mail_driver') ?? location.driver
  const path = nonEmpty(configuration.value('mail_path')) ?? location.path
  const home = nonEmpty(configuration.value('mail_home')) ?? fixed.get('home')
  return {
    driver: nonEmpty(driver),
    path,
    home,
    folder: fixedPart(path, home),
    user: fixed.get('uid') ?? nonEmpty(configuration.value('mail_uid')),
    group: fixed.get('gid') ?? nonEmpty(configuration.value('mail_gid')),
  }
}

/** 2.3: `maildir:/var/vmail/%d/%n:INDEX=…` */
function splitLocation(location: string): { driver: string | undefined; path: string | undefined } {
  const [driver, path] = location.split(':')
  return { driver: nonEmpty(driver), path: nonEmpty(path) }
}

/**
 * Fields that a userdb gives to every user: 2.3 `args = uid=vmail gid=vmail home=…` of the static driver or
 * `default_fields`/`override_fields`; 2.4 `fields { uid = vmail }`.
 */
function userdbFields(configuration: DovecotConfiguration): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const userdb of sectionsNamed(configuration.root, 'userdb')) {
    const driver = userdbDriver(userdb.argument, sectionValue(userdb, 'driver'))
    const texts = ['default_fields', 'override_fields', ...(driver === 'static' ? ['args'] : [])]
    for (const text of texts) addFields(fields, sectionValue(userdb, text) ?? '')
    for (const inner of [...sectionsNamed(userdb, 'fields'), ...sectionsNamed(userdb, 'userdb_fields')])
      for (const { name, value } of inner.settings.values()) fields.set(name, value)
  }
  return fields
}

function addFields(fields: Map<string, string>, text: string): void {
  for (const word of text.split(/\s+/)) {
    const equals = word.indexOf('=')
    if (equals > 0) fields.set(word.slice(0, equals), word.slice(equals + 1))
  }
}

function userdbDriver(argument: string, driver: string | undefined): string {
  return driver ?? argument
}

/** `passdb`s or `userdb`s in their order: driver (`sql`, `ldap`, `passwd-file`, `pam`, …) and what it reads. */
export function databaseDrivers(
  configuration: DovecotConfiguration,
  kind: 'passdb' | 'userdb',
): readonly { readonly driver: string; readonly arguments: string }[] {
  return sectionsNamed(configuration.root, kind).map((section) => ({
    driver: userdbDriver(section.argument, sectionValue(section, 'driver')),
    arguments: sectionValue(section, 'args') ?? sectionValue(section, 'passwd_file_path') ?? '',
  }))
}

/** The folders before the first variable: `/var/vmail/%d/%n` → `/var/vmail`. */
function fixedPart(path: string | undefined, home: string | undefined): string | undefined {
  const whole = (path ?? home)?.replace(/^(?:~|%h|%\{home\})(?=\/|$)/, home ?? '~')
  if (whole === undefined || !whole.startsWith('/')) return undefined
  const variable = whole.indexOf('%')
  if (variable < 0) return whole
  const folder = whole.slice(0, whole.lastIndexOf('/', variable))
  return folder === '' ? undefined : folder
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}
