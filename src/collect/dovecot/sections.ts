import type { Statement } from './statements.ts'

/** A setting, with the place where a person can change it (unknown in doveconf's own output). */
export interface DovecotSetting {
  readonly name: string
  readonly value: string
  readonly path: string | undefined
  readonly line: number | undefined
}

/** `service auth { … }`: name `service`, argument `auth`. The whole configuration has neither. */
export interface DovecotSection {
  readonly name: string
  readonly argument: string
  readonly path: string | undefined
  readonly line: number | undefined
  readonly settings: ReadonlyMap<string, DovecotSetting>
  readonly sections: readonly DovecotSection[]
}

interface OpenSection extends DovecotSection {
  readonly settings: Map<string, DovecotSetting>
  readonly sections: OpenSection[]
}

const maximalDepth = 32

/**
 * Puts statements together as Dovecot does: what comes later wins, sections of the same name and argument
 * are one; nameless `passdb`, `userdb` and `namespace` (2.3) are a new one each time.
 */
export class SectionBuilder {
  readonly root: OpenSection = emptySection('', '', undefined, undefined)
  #open: OpenSection[] = [this.root]

  add(statement: Statement, path: string | undefined): void {
    const line = path === undefined ? undefined : statement.line
    if (statement.kind === 'open') this.#enter(statement.name, statement.argument, path, line)
    else if (statement.kind === 'close') this.#leave()
    else if (statement.kind === 'setting') this.#set(statement.name, statement.value, path, line)
  }

  #enter(name: string, argument: string, path: string | undefined, line: number | undefined): void {
    const parent = this.#current()
    const earlier = isRepeated(name, argument) ? undefined : childOf(parent, name, argument)
    const section = earlier ?? emptySection(name, argument, path, line)
    if (earlier === undefined && this.#open.length < maximalDepth) parent.sections.push(section)
    this.#open.push(section)
  }

  #leave(): void {
    if (this.#open.length > 1) this.#open.pop()
  }

  #set(name: string, raw: string, path: string | undefined, line: number | undefined): void {
    const value = this.#expanded(raw)
    const steps = name.split('/')
    const last = steps.pop() ?? name
    // 2.4 lets `service/auth/unix_listener/…/mode = 0600` stand for nested sections; a path has no such names.
    const target = steps.length > 0 && steps.length < 8 ? this.#descend(steps, path, line) : this.#current()
    const key = steps.length > 0 ? last : name
    target.settings.set(key, { name: key, value, path, line })
  }

  #descend(steps: readonly string[], path: string | undefined, line: number | undefined): OpenSection {
    let section = this.#current()
    for (let index = 0; index < steps.length; index += 2) {
      const [name = '', argument = ''] = steps.slice(index, index + 2)
      let next = childOf(section, name, argument)
      if (next === undefined) {
        next = emptySection(name, argument, path, line)
        section.sections.push(next)
      }
      section = next
    }
    return section
  }

  /** `$name` (2.3) and `$SET:name` (2.4) stand for what the setting is so far. */
  #expanded(value: string): string {
    if (!value.includes('$')) return value
    return value
      .split(' ')
      .map((word) => {
        const name = /^\$(?:SET:)?([a-z_]+)$/.exec(word)?.[1]
        if (name === undefined) return word
        const earlier = this.#open.toReversed().find((section) => section.settings.has(name))
        return earlier?.settings.get(name)?.value ?? (variableDefaults.has(name) ? word : '')
      })
      .filter((word) => word !== '')
      .join(' ')
  }

  #current(): OpenSection {
    return this.#open[this.#open.length - 1] ?? this.root
  }
}

/** Their defaults are not empty, so `$name` stays for `DovecotConfiguration.value` to fill in. */
const variableDefaults = new Set(['default_internal_user', 'default_internal_group', 'default_login_user'])

function isRepeated(name: string, argument: string): boolean {
  return argument === '' && (name === 'passdb' || name === 'userdb' || name === 'namespace')
}

function childOf(parent: OpenSection, name: string, argument: string): OpenSection | undefined {
  return parent.sections.find((section) => section.name === name && section.argument === argument)
}

function emptySection(
  name: string,
  argument: string,
  path: string | undefined,
  line: number | undefined,
): OpenSection {
  return { name, argument, path, line, settings: new Map(), sections: [] }
}

/** The sections of one name, such as all `passdb`. */
export function sectionsNamed(section: DovecotSection, name: string): readonly DovecotSection[] {
  return section.sections.filter((one) => one.name === name)
}
