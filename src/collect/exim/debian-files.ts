import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { eximInstalled } from './installed.ts'

/** Debian makes Exim's configuration of one template, or of many files; never of both. */
export interface EximDebianFiles {
  /** dc_use_split_config: of the files below conf.d. */
  readonly split: boolean
  /** Files of the other kind that somebody has written into since the package was made. */
  readonly unusedEdits: readonly {
    readonly path: string
    readonly modifiedAt: number
    readonly evidence: Evidence
  }[]
}

const folder = '/etc/exim4'
const template = `${folder}/exim4.conf.template`
const parts = ['main', 'acl', 'router', 'transport', 'retry', 'rewrite', 'auth']
/** Files of one package carry times that lie this close together. */
const sameBuildMilliseconds = 86_400_000

export const eximDebianFiles = fact({
  id: 'exim.debian-files',
  privilege: 'root',
  summary: 'Whether Debian makes Exim’s configuration of conf.d or of the template, and edits in the other.',
  needs: { installed: eximInstalled },
  async collect(world, { installed }): Promise<Fact<EximDebianFiles>> {
    if (installed.status === 'absent') return absent()
    const settings = await world.host.readFile(`${folder}/update-exim4.conf.conf`)
    if (settings.status !== 'known') return settings
    // A file of one's own takes the place of all that.
    const own = await world.host.status(`${folder}/exim4.conf`)
    if (own.status !== 'absent') return own.status === 'unknown' ? own : absent()
    const split = /^dc_use_split_config=['"]?true/m.test(new TextDecoder().decode(settings.value))
    const [shipped, unused] = split
      ? [`${folder}/conf.d/main/01_exim4-config_listmacrosdefs`, [template]]
      : [template, await partFiles(world)]
    const built = await world.host.status(shipped)
    if (built.status !== 'known') return built
    const edits = await Promise.all(unused.map((path) => edited(world, path, built.value.modifiedAt)))
    return known({ split, unusedEdits: edits.flat() }, ...settings.evidence)
  },
})

async function partFiles(world: World): Promise<string[]> {
  const lists = await Promise.all(parts.map((part) => world.host.listDirectory(`${folder}/conf.d/${part}`)))
  return lists.flatMap((list, index) =>
    list.status === 'known' ? list.value.map(({ name }) => `${folder}/conf.d/${parts[index]}/${name}`) : [],
  )
}

async function edited(
  world: World,
  path: string,
  builtAt: number,
): Promise<EximDebianFiles['unusedEdits'][number][]> {
  const status = await world.host.status(path)
  if (status.status !== 'known' || status.value.modifiedAt - builtAt < sameBuildMilliseconds) return []
  const { modifiedAt } = status.value
  const at = isoTime(world.clock.now())
  return [
    {
      path,
      modifiedAt,
      evidence: { kind: 'file', where: path, text: `written into at ${isoTime(modifiedAt)}`, at },
    },
  ]
}
