import type { MessageGroup, MessageLevel } from '../mail-log.ts'
import { templateOf } from '../template.ts'
import { keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { Counter, Groups } from './occurrences.ts'

class Group extends Counter {
  readonly program: string
  readonly service: string
  readonly level: MessageLevel
  readonly text: string
  readonly template: string

  constructor(entry: Entry, service: string, level: MessageLevel, text: string, template: string) {
    super(entry)
    this.program = entry.program.name
    this.service = keep(service, 100)
    this.level = level
    this.text = keep(text)
    this.template = keep(template)
  }
}

/** Warnings and errors by template: what others look up by their stable words. */
export class Messages {
  readonly #groups = new Groups<Group>()

  add(entry: Entry, service: string, level: MessageLevel, text: string): void {
    const template = templateOf(text)
    const key = `${entry.program.name} ${service} ${level} ${template}`
    this.#groups.get(key, () => new Group(entry, service, level, text, template)).add(entry)
  }

  groups(): readonly MessageGroup[] {
    return this.#groups.values().map((group) => {
      const { program, service, level, text, template } = group
      return { ...group.occurrences(), program, service, level, text, template }
    })
  }
}
