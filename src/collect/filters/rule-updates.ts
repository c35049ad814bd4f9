import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'

/** When SpamAssassin's rules were last brought by sa-update. */
export interface RuleUpdate {
  readonly path: string
  /** Milliseconds since 1970 UTC. */
  readonly updatedAt: number
  readonly evidence: readonly Evidence[]
}

const folder = '/var/lib/spamassassin'
const channelFile = 'updates_spamassassin_org.cf'

export const spamassassinRules = fact({
  id: 'filters.spamassassin-rules',
  summary: 'When sa-update last brought SpamAssassin rules (the newest of all versions). Absent: never.',
  async collect(world): Promise<Fact<RuleUpdate>> {
    const versions = await world.host.listDirectory(folder)
    if (versions.status !== 'known') return versions
    const paths = versions.value
      .filter(({ name }) => /^\d+\.\d+$/.test(name))
      .map(({ name }) => `${folder}/${name}/${channelFile}`)
    const found = await Promise.all(
      paths.slice(0, 20).map(async (path) => ({ path, status: await world.host.status(path) })),
    )
    const dated = found.flatMap(({ path, status }) =>
      status.status === 'known' ? [{ path, updatedAt: status.value.modifiedAt }] : [],
    )
    const newest = dated.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]
    if (newest === undefined) {
      const unseen = found.find(({ status }) => status.status === 'unknown')
      return unseen?.status.status === 'unknown' ? unseen.status : absent()
    }
    const { path, updatedAt } = newest
    const text = `last changed ${isoTime(updatedAt)}`
    const at = isoTime(world.clock.now())
    return known({ path, updatedAt, evidence: [{ kind: 'command', where: `stat ${path}`, text, at }] })
  },
})
