import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { parseOpendkimConf } from './opendkim-signing.ts'

/** Where OpenDKIM waits, as its configuration says, and whether the socket is there. */
export interface OpendkimSocket {
  readonly path: string
  readonly exists: boolean
  readonly evidence: readonly Evidence[]
}

const mainFile = '/etc/opendkim.conf'

export const opendkimSocket = fact({
  id: 'filters.opendkim-socket',
  summary: 'The UNIX-domain socket of opendkim.conf. Absent: no OpenDKIM, or it waits on a TCP port.',
  async collect(world): Promise<Fact<OpendkimSocket>> {
    const file = await world.host.readFile(mainFile)
    if (file.status !== 'known') return file
    const setting = parseOpendkimConf(new TextDecoder().decode(file.value)).get('socket') ?? ''
    const path = /^(?:local|unix):(\/\S+)$/.exec(setting)?.[1]
    if (path === undefined) return absent(...file.evidence)
    const status = await world.host.status(path)
    if (status.status === 'unknown') return status
    const at = isoTime(world.clock.now())
    const evidence: Evidence = { kind: 'file', where: mainFile, text: `Socket ${setting}`, at }
    return known({ path, exists: status.status === 'known', evidence: [evidence] })
  },
})
