import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'

/** When the master process of a mail program was started; milliseconds since 1970 UTC. */
export interface ProgramStart {
  readonly program: 'postfix' | 'dovecot'
  readonly at: number
}

export const programStarts = fact({
  id: 'system.program-starts',
  privilege: 'root',
  summary: 'When Postfix and Dovecot were started: the times of their pid files.',
  optional: { postfix: postfixConfiguration },
  async collect(world, { postfix }): Promise<Fact<readonly ProgramStart[]>> {
    const queue = postfix.status === 'known' ? postfix.value.queueDirectory : '/var/spool/postfix'
    const files = [
      ['postfix', `${queue}/pid/master.pid`],
      ['dovecot', '/run/dovecot/master.pid'],
    ] as const
    const found = await Promise.all(
      files.map(async ([program, path]) => {
        const status = await world.host.status(path)
        return status.status === 'known' ? [{ program, at: status.value.modifiedAt }] : []
      }),
    )
    const starts = found.flat()
    return starts.length === 0 ? absent() : known(starts)
  },
})
