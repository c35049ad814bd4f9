import { type Evidence, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { installedPackages } from '../system/packages.ts'
import { type Doveconf, type DovecotRefusal, runDoveconf } from './doveconf.ts'
import { locatedIn } from './locate.ts'
import { type ReadFiles, readConfigurationFiles } from './read-files.ts'
import type { DovecotSection, DovecotSetting } from './sections.ts'
import { listSettingOf, settingOf } from './settings.ts'

/** Dovecot's configuration as Dovecot resolves it (`doveconf -n`), or, where that cannot run, as the files say. */
export interface DovecotConfiguration {
  /** Of the program, such as `2.3.19.1` or `2.4.1`; undefined: not known. */
  readonly version: string | undefined
  /** Which language the *files* are written in: 2.4 begins with `dovecot_config_version`. */
  readonly syntax: '2.3' | '2.4'
  readonly source: 'doveconf' | 'files'
  /** Main file, usually /etc/dovecot/dovecot.conf. */
  readonly path: string
  readonly files: readonly string[]
  /** Why Dovecot refuses this configuration (it would not start with it), in doveconf's words. */
  readonly refusal: DovecotRefusal | undefined
  /** All sections and explicit settings, with file and line. */
  readonly root: DovecotSection
  /** Effective value of a global setting: set, or Dovecot's default where doveconf tells it. */
  value(name: string): string | undefined
  /** A global setting that is set, with its place. */
  explicit(name: string): DovecotSetting | undefined
  evidence(name: string): readonly Evidence[]
}

const usualMainFile = '/etc/dovecot/dovecot.conf'

export const dovecotConfiguration = fact({
  id: 'dovecot.configuration',
  privilege: 'root',
  summary:
    'Dovecot configuration, 2.3 or 2.4, with includes resolved, file and line; absent: no Dovecot here.',
  optional: { packages: installedPackages },
  async collect(world, { packages }): Promise<Fact<DovecotConfiguration>> {
    const doveconf = await runDoveconf(world)
    const path = doveconf.path ?? usualMainFile
    const files = await readConfigurationFiles(world.host, path)
    if (doveconf.root === undefined && files.unreadable !== undefined) {
      if (files.unreadable !== 'absent') return { status: 'unknown', because: files.unreadable }
      if (doveconf.missing !== false) return { status: 'absent', evidence: [] }
      return unknown('failed', doveconf.refusal?.text ?? 'doveconf printed nothing')
    }
    const packaged = packages.status === 'known' ? packages.value.get('dovecot-core') : undefined
    const configuration = assemble(world, doveconf, files, path, packaged)
    const evidence = [...doveconf.evidence, ...mainFileEvidence(world, files, path)]
    return { status: 'known', value: configuration, evidence }
  },
})

function assemble(
  world: World,
  doveconf: Doveconf,
  files: ReadFiles,
  path: string,
  packaged: string | undefined,
): DovecotConfiguration {
  const at = isoTime(world.clock.now())
  const refusal = doveconf.refusal
  // What doveconf printed before it refused is not the whole configuration.
  const resolved = refusal === undefined ? doveconf.root : undefined
  const root = resolved === undefined ? files.root : locatedIn(resolved, files.root)
  const explicit = (name: string) => settingOf(root, name) ?? listSettingOf(root, name)
  const value = (name: string): string | undefined => {
    const text = explicit(name)?.value ?? doveconf.defaults.get(name) ?? defaults.get(name)
    return text === undefined ? undefined : withoutReference(text)
  }
  const withoutReference = (text: string): string => {
    const name = /^\$(?:SET:)?(default_[a-z_]+)$/.exec(text)?.[1]
    return name === undefined ? text : (explicit(name)?.value ?? defaults.get(name) ?? text)
  }
  return {
    version: doveconf.version ?? packaged?.replace(/^\d+:/, '').replace(/[+~-].*$/, ''),
    syntax: files.root.settings.has('dovecot_config_version') || is24(resolved) ? '2.4' : '2.3',
    source: resolved === undefined ? 'files' : 'doveconf',
    path,
    files: files.files,
    refusal,
    root,
    value,
    explicit,
    evidence: (name) => {
      const setting = explicit(name)
      if (setting !== undefined) return [settingEvidence(setting, at)]
      const text = `${name} = ${value(name) ?? ''}`
      return [{ kind: 'command', where: `doveconf ${name}`, text, at }]
    },
  }
}

function is24(root: DovecotSection | undefined): boolean {
  return root?.settings.has('dovecot_config_version') ?? false
}

/** The line that sets it, or, where the line is not known, doveconf's. */
export function settingEvidence(setting: DovecotSetting, at: string): Evidence {
  const text = `${setting.name} = ${setting.value}`
  return setting.path === undefined
    ? { kind: 'command', where: 'doveconf -n', text, at }
    : { kind: 'file', where: `${setting.path}:${setting.line ?? 1}`, text, at }
}

function mainFileEvidence(world: World, files: ReadFiles, path: string): Evidence[] {
  if (files.files.length === 0) return []
  const text = `${files.files.length} configuration files`
  return [{ kind: 'file', where: path, text, at: isoTime(world.clock.now()) }]
}

/** Defaults that are the same in 2.3 and 2.4, for where doveconf cannot run. */
const defaults: ReadonlyMap<string, string> = new Map([
  ['base_dir', '/run/dovecot'],
  ['default_internal_user', 'dovecot'],
  ['default_internal_group', 'dovecot'],
  ['default_login_user', 'dovenull'],
  ['first_valid_uid', '500'],
  ['listen', '*, ::'],
  ['mail_max_userip_connections', '10'],
  ['ssl', 'yes'],
])
