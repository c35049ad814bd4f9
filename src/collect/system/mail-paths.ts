import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

export type MailPathUse = 'queue' | 'mailboxes' | 'logs' | 'temporary files'

/** A folder without which mail stops, and what for. */
export interface MailPath {
  readonly path: string
  readonly use: MailPathUse
}

const usual: readonly MailPath[] = [
  { path: '/var/spool/postfix', use: 'queue' },
  { path: '/var/spool/exim4', use: 'queue' },
  { path: '/var/mail', use: 'mailboxes' },
  { path: '/var/vmail', use: 'mailboxes' },
  { path: '/var/log', use: 'logs' },
  { path: '/tmp', use: 'temporary files' },
]

export const mailPaths = fact({
  id: 'system.mail-paths',
  summary: 'The folders that mail needs room in: queue, mailboxes, logs, temporary files.',
  async collect(world): Promise<Fact<readonly MailPath[]>> {
    const there = await Promise.all(
      usual.map(async (one) => ({ one, status: await world.host.status(one.path) })),
    )
    const found = there.filter(({ status }) => status.status === 'known').map(({ one }) => one)
    return found.length === 0 ? absent() : known(found)
  },
})
