/** A file (or a pattern with `*`) that some configuration says mail is logged to. */
export interface LogPlace {
  readonly path: string
  /** Which configuration says so, in words: `rsyslog: mail.* in /etc/rsyslog.conf`. */
  readonly why: string
  /** `mail`: all of the mail facility; `program`: one program's own; `all`: the host's log of everything. */
  readonly scope: 'mail' | 'program' | 'all'
  /** Lowest level that is written there: 0 debug … 7 emergency. */
  readonly level: number
}

/** A configuration file, with what it includes already read. */
export interface ConfigurationFile {
  readonly path: string
  readonly text: string
}

/** An absolute path in which a template's variable parts have become `*`; undefined: no file. */
export function filePattern(path: string, variable: RegExp): string | undefined {
  const pattern = path.replace(variable, '*').replace(/\*+/g, '*')
  const isFile = pattern.startsWith('/') && !pattern.startsWith('/dev/') && !pattern.startsWith('/proc/')
  // A star in place of a folder is fine; a path of stars alone would read the whole disk.
  return isFile && /^\/[\w.-]+\//.test(pattern) && pattern.length < 400 ? pattern : undefined
}
