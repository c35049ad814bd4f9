import { readFileSync } from 'node:fs'

/** What the tools printed on a real kernel for a ruleset, by the name of its file in `rulesets/`. */
export function printed(name: string): string {
  return readFileSync(new URL(`./rulesets/${name}`, import.meta.url), 'utf8')
}
