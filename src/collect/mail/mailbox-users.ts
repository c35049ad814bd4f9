import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

/** More than any one machine serves; the rest is not looked at. */
const maximalUsers = 200_000

/**
 * Names of the users that have a mailbox here, lower case, as far as Dovecot can list them (passwd-file,
 * SQL with an iterate query; a static userdb lists none). Absent: it lists none.
 */
export const mailboxUsers = fact({
  id: 'mail.mailbox-users',
  privilege: 'root',
  summary: 'Names of users with a mailbox, from "doveadm user *".',
  async collect(world): Promise<Fact<ReadonlySet<string>>> {
    const answer = await world.host.run({ name: 'doveadm-users' })
    if (answer.status !== 'known') return answer
    const names = answer.value.stdout
      .toLowerCase()
      .split('\n', maximalUsers)
      .map((line) => line.trim())
    const users = new Set(names.filter((name) => name !== '' && !/\s/.test(name)))
    return users.size === 0 ? absent(...answer.evidence) : known(users, ...answer.evidence)
  },
})
