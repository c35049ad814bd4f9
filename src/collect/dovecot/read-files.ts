import type { Reason } from '../../access/answer.ts'
import { matchesPattern } from '../../access/host/file-pattern.ts'
import type { Host } from '../../access/host/host.ts'
import { type DovecotSection, SectionBuilder } from './sections.ts'
import { parseStatements } from './statements.ts'

/** The configuration as its files say it, with all that was included. */
export interface ReadFiles {
  readonly root: DovecotSection
  readonly files: readonly string[]
  /** What an `!include` (not `_try`) named and could not be read, and lines of no known form. */
  readonly trouble: readonly { readonly path: string; readonly line: number; readonly text: string }[]
  /** Set when the main file itself could not be read. */
  readonly unreadable?: Reason | 'absent'
}

const fileLimitBytes = 1 << 20
const maximalFiles = 500
const maximalDepth = 20
const maximalTrouble = 50

/** Reads `dovecot.conf` and everything that it includes; loops and floods end at the limits. */
export async function readConfigurationFiles(host: Host, mainFile: string): Promise<ReadFiles> {
  const reader = new Reader(host)
  const unreadable = await reader.read(mainFile)
  const { builder, files, trouble } = reader
  return { root: builder.root, files, trouble, ...(unreadable === undefined ? {} : { unreadable }) }
}

class Reader {
  readonly builder = new SectionBuilder()
  readonly files: string[] = []
  readonly trouble: { path: string; line: number; text: string }[] = []
  readonly #host: Host
  readonly #open: string[] = []

  constructor(host: Host) {
    this.#host = host
  }

  async read(path: string): Promise<Reason | 'absent' | undefined> {
    const file = await this.#host.readFile(path, fileLimitBytes)
    if (file.status === 'absent') return 'absent'
    if (file.status === 'unknown') return file.because
    this.files.push(path)
    this.#open.push(path)
    for (const statement of parseStatements(new TextDecoder().decode(file.value))) {
      const place = { path, line: statement.line }
      if (statement.kind === 'include') await this.#include(statement, place)
      else if (statement.kind === 'unreadable') this.#note(place, statement.text)
      else this.builder.add(statement, path)
    }
    this.#open.pop()
    return undefined
  }

  async #include(
    statement: { pattern: string; mayBeMissing: boolean },
    place: { path: string; line: number },
  ): Promise<void> {
    const paths = await this.#expand(absolutePath(statement.pattern, place.path))
    if (paths.length === 0 && !statement.mayBeMissing) this.#note(place, `no such file: ${statement.pattern}`)
    for (const path of paths) {
      if (this.#open.includes(path)) this.#note(place, `includes itself: ${path}`)
      else if (this.#open.length >= maximalDepth || this.files.length >= maximalFiles)
        this.#note(place, `too many included files: ${path} was left out`)
      else {
        const answer = await this.read(path)
        const missing = answer === 'absent'
        if (answer !== undefined && !(missing && statement.mayBeMissing))
          this.#note(place, missing ? `no such file: ${path}` : `${path}: ${answer.text}`)
      }
    }
  }

  #note(place: { path: string; line: number }, text: string): void {
    if (this.trouble.length < maximalTrouble) this.trouble.push({ ...place, text })
  }

  /** glob(3) over each component; a pattern without wildcards is itself. */
  async #expand(pattern: string): Promise<string[]> {
    if (!hasWildcard(pattern)) return [pattern]
    let found = ['']
    for (const component of pattern.split('/').slice(1)) {
      const next: string[] = []
      for (const folder of found) {
        if (!hasWildcard(component)) next.push(`${folder}/${component}`)
        else next.push(...(await this.#matching(folder, component)))
      }
      found = next.slice(0, maximalFiles)
    }
    return found.toSorted()
  }

  async #matching(folder: string, component: string): Promise<string[]> {
    const entries = await this.#host.listDirectory(folder === '' ? '/' : folder)
    if (entries.status !== 'known') return []
    return entries.value
      .filter(({ name }) => matchesPattern(component, name))
      .map(({ name }) => `${folder}/${name}`)
  }
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?')
}

/** Relative names are relative to the file that includes them. */
function absolutePath(pattern: string, from: string): string {
  return pattern.startsWith('/') ? pattern : `${from.slice(0, from.lastIndexOf('/'))}/${pattern}`
}
