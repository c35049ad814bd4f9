import { absent, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import { mergeUcl, parseUcl, type UclObject } from './ucl.ts'

export const rspamdFolder = '/etc/rspamd'

/** One section of Rspamd's configuration as its administrator set it, and the files it came from. */
export interface RspamdSection {
  readonly values: UclObject
  readonly paths: readonly string[]
}

/**
 * A module's or worker's own settings: `local.d/NAME`, then `override.d/NAME`. `absent`: neither is there,
 * Rspamd's defaults hold.
 */
export async function rspamdSection(world: World, file: string): Promise<Fact<RspamdSection>> {
  const paths = [`${rspamdFolder}/local.d/${file}`, `${rspamdFolder}/override.d/${file}`]
  const answers = await Promise.all(paths.map((path) => world.host.readFile(path)))
  let values: UclObject = {}
  const read: string[] = []
  for (const [index, answer] of answers.entries()) {
    if (answer.status === 'unknown') return answer
    if (answer.status === 'absent') continue
    values = mergeUcl(values, parseUcl(new TextDecoder().decode(answer.value)))
    read.push(paths[index] ?? '')
  }
  return read.length === 0 ? absent() : known({ values, paths: read })
}
