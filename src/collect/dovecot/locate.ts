import type { DovecotSection, DovecotSetting } from './sections.ts'

/** doveconf tells what counts, the files tell where it stands: the first, with the places of the second. */
export function locatedIn(resolved: DovecotSection, files: DovecotSection): DovecotSection {
  const settings = [...resolved.settings].map(
    ([name, setting]) => [name, locatedSetting(setting, files)] as const,
  )
  const used = new Map<string, number>()
  const sections = resolved.sections.map((section) => {
    const key = `${section.name} ${section.argument}`
    const position = used.get(key) ?? 0
    used.set(key, position + 1)
    const alike = files.sections.filter(
      (one) => one.name === section.name && one.argument === section.argument,
    )
    const place = alike[position] ?? flattened(section, files)
    return place === undefined ? section : locatedIn(section, place)
  })
  const { path, line } = files
  return { ...resolved, path, line, settings: new Map(settings), sections }
}

function locatedSetting(setting: DovecotSetting, files: DovecotSection): DovecotSetting {
  const written = files.settings.get(setting.name)
  if (written === undefined) return setting
  // doveconf hides keys and passwords; that a key is in a file, and in which, is no secret.
  const value = setting.value === '' && written.value.startsWith('<') ? written.value : setting.value
  return { ...setting, value, path: written.path, line: written.line }
}

/** 2.4's doveconf groups `ssl_server_…` lines into a section that no file has. */
function flattened(section: DovecotSection, files: DovecotSection): DovecotSection | undefined {
  if (section.argument !== '') return undefined
  const prefix = `${section.name}_`
  const written = [...files.settings].filter(([name]) => name.startsWith(prefix))
  if (written.length === 0) return undefined
  const settings = written.map(([name, setting]) => [name.slice(prefix.length), setting] as const)
  return { ...section, path: undefined, line: undefined, settings: new Map(settings), sections: [] }
}
