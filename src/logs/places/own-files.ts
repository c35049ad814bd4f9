import { type ConfigurationFile, filePattern, type LogPlace } from './place.ts'

const nothing = /(?!)/g

/** Postfix: `maillog_file` (postconf(5), since 3.4); `$name` of the same file is put in. */
export function postfixPlace({ path, text }: ConfigurationFile): LogPlace | undefined {
  const settings = new Map(
    [
      ...text
        .replace(/^#.*\n?/gm, '')
        .replace(/\n[ \t]+/g, ' ')
        .matchAll(/^(\w{1,60})[ \t]*=[ \t]*(.*)$/gm),
    ].map(([, name = '', value = '']) => [name, value.trim()]),
  )
  const value = settings
    .get('maillog_file')
    ?.replace(
      /\$(?:\{(\w{1,60})\}|(\w{1,60}))/g,
      (_whole, braced, bare) => settings.get(braced ?? bare) ?? '',
    )
  const file = filePattern(value ?? '', nothing)
  return file === undefined ? undefined : own(file, `Postfix: maillog_file in ${path}`)
}

/**
 * Exim: `log_file_path` (specification, chapter "Log files"): a list with `:`, `%s` is main, reject or panic
 * (the reject log repeats lines of the main log), `%D` and `%M` are dates; empty or missing: what is
 * compiled in, which Debian and the others set to what `usual` says. `syslog` alone: no file.
 */
export function eximPlace({ path, text }: ConfigurationFile, usual: string): LogPlace | undefined {
  const line = /^[ \t]*log_file_path[ \t]*=[ \t]*(.*)$/m.exec(text)?.[1]?.trim()
  const parts = (line ?? '').split(/\s*:\s*/).filter((part) => part !== '')
  if (parts.length > 0 && parts.every((part) => part === 'syslog')) return undefined
  const named = parts.find((part) => part.startsWith('/'))
  const file = filePattern((named ?? usual).replace('%s', 'main'), /%[DM]/g)
  if (file === undefined) return undefined
  return own(
    file,
    named === undefined ? `Exim: its usual main log (${path} names none)` : `Exim: log_file_path in ${path}`,
  )
}

/** Dovecot: `log_path`, and where notices go to another file, `info_log_path`; `syslog` is none. */
export function dovecotPlaces(files: readonly ConfigurationFile[]): LogPlace[] {
  const found = new Map<string, LogPlace>()
  for (const { path, text } of files) {
    for (const [, name = '', value = ''] of text.matchAll(
      /^[ \t]*(log_path|info_log_path)[ \t]*=[ \t]*(\S{0,300})/gm,
    )) {
      const file = filePattern(value.replace(/^["']|["']$/g, ''), nothing)
      // The last one that is read wins.
      if (file === undefined) found.delete(name)
      else found.set(name, own(file, `Dovecot: ${name} in ${path}`))
    }
  }
  return [...found.values()]
}

/** Rspamd: `type = "file"`, `filename = "…"` in its `logging` section. */
export function rspamdPlace(files: readonly ConfigurationFile[]): LogPlace | undefined {
  let type = ''
  let place: LogPlace | undefined
  for (const { path, text } of files) {
    type = /^[ \t]*type[ \t]*[=:][ \t]*["']?(\w{1,20})/m.exec(text)?.[1] ?? type
    const value = /^[ \t]*filename[ \t]*[=:][ \t]*["']?([^"';\s]{1,300})/m.exec(text)?.[1]
    const file = filePattern(value?.replace('$LOGDIR', '/var/log/rspamd') ?? '', nothing)
    if (file !== undefined) place = own(file, `Rspamd: filename in ${path}`)
  }
  return type === 'file' ? place : undefined
}

function own(path: string, why: string): LogPlace {
  return { path, why, scope: 'program', level: 0 }
}
