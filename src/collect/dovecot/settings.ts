import type { DovecotSection, DovecotSetting } from './sections.ts'

/**
 * A setting of a section. 2.4's doveconf prints `ssl_server_cert_file` as `cert_file` inside a section
 * `ssl_server { }`: both are found under the long name.
 */
export function settingOf(section: DovecotSection, name: string): DovecotSetting | undefined {
  const direct = section.settings.get(name)
  if (direct !== undefined) return direct
  for (const inner of section.sections) {
    if (inner.argument !== '' || !name.startsWith(`${inner.name}_`)) continue
    const nested = inner.settings.get(name.slice(inner.name.length + 1))
    if (nested !== undefined) return { ...nested, name }
  }
  return undefined
}

/** 2.4 writes lists as `protocols { imap = yes }`: the names that say yes, joined by blanks. */
export function listSettingOf(section: DovecotSection, name: string): DovecotSetting | undefined {
  const list = section.sections.find((one) => one.name === name && one.argument === '')
  if (list === undefined) return undefined
  const yes = [...list.settings.values()].filter(({ value }) => value === 'yes')
  return { name, value: yes.map((setting) => setting.name).join(' '), path: list.path, line: list.line }
}

export function sectionValue(section: DovecotSection, name: string): string | undefined {
  return settingOf(section, name)?.value
}
