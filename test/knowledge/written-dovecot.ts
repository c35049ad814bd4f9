import { known } from '../../src/access/answer.ts'
import type { DovecotConfiguration } from '../../src/collect/dovecot/configuration.ts'
import type { DovecotRefusal } from '../../src/collect/dovecot/doveconf.ts'
import { parseDoveconf } from '../../src/collect/dovecot/doveconf.ts'
import { listSettingOf, settingOf } from '../../src/collect/dovecot/settings.ts'
import { seen } from './test-condition.ts'

interface Source {
  readonly version?: string
  readonly syntax?: '2.3' | '2.4'
  readonly refusal?: DovecotRefusal
}

/** A known configuration that holds what doveconf would have printed. */
export function dovecot(text: string, { version = '2.3.19.1', syntax = '2.3', refusal }: Source = {}) {
  const root = parseDoveconf(text)
  const explicit = (name: string) => settingOf(root, name) ?? listSettingOf(root, name)
  const configuration: DovecotConfiguration = {
    version,
    syntax,
    source: refusal === undefined ? 'doveconf' : 'files',
    path: '/etc/dovecot/dovecot.conf',
    files: [],
    refusal,
    root,
    explicit,
    value: (name) => explicit(name)?.value,
    evidence: (name) => [{ ...seen, text: name }],
  }
  return known(configuration, seen)
}
