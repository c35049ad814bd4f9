import { absent, type Evidence, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { accounts, groupName, userName } from '../system/accounts.ts'
import { opensmtpdInstalled } from './installed.ts'

/** Owner and mode of a folder that smtpd's queue process works in. */
export interface QueueFolder {
  readonly path: string
  /** `opensmtpq:root` */
  readonly owner: string
  readonly mode: number
  /** Whether smtpd takes it: owned by the queue's user, and for nobody else (`ckdir` in smtpd's util.c). */
  readonly sound: boolean
  /** Who should own it. */
  readonly user: string
  readonly evidence: readonly Evidence[]
}

const folders = ['/var/spool/smtpd/queue', '/var/spool/smtpd/incoming']
/** Debian's and Ubuntu's; OpenBSD's and others'. */
const queueUsers = ['opensmtpq', '_smtpq', 'smtpq']

export const opensmtpdQueueFolders = fact({
  id: 'opensmtpd.queue-folders',
  privilege: 'root',
  summary: 'Owner and mode of /var/spool/smtpd/queue and incoming. Absent: no OpenSMTPD, or no such user.',
  needs: { installed: opensmtpdInstalled, accounts },
  async collect(world, { installed, accounts }): Promise<Fact<readonly QueueFolder[]>> {
    if (installed.status === 'absent' || accounts.status === 'absent') return absent()
    const user = accounts.value.users.find(({ name }) => queueUsers.includes(name))
    if (user === undefined) return absent()
    const found: QueueFolder[] = []
    for (const path of folders) {
      const status = await world.host.status(path)
      if (status.status === 'unknown') return status
      if (status.status === 'absent') continue
      const { uid, gid, mode } = status.value
      const owner = `${userName(accounts.value, uid)}:${groupName(accounts.value, gid)}`
      const sound = uid === user.uid && (mode & 0o777) === 0o700
      found.push({ path, owner, mode, sound, user: user.name, evidence: status.evidence })
    }
    return found.length === 0 ? absent() : known(found, ...found.flatMap(({ evidence }) => evidence))
  },
})
