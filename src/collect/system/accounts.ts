import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

/** Who owns what: the machine's local users and groups. */
export interface Accounts {
  readonly users: readonly {
    readonly name: string
    readonly uid: number
    readonly gid: number
    readonly home: string
  }[]
  readonly groups: readonly {
    readonly name: string
    readonly gid: number
    readonly members: readonly string[]
  }[]
}

export const accounts = fact({
  id: 'system.accounts',
  summary: 'Local users (name, uid, gid, home) and groups (name, gid, members).',
  async collect(world): Promise<Fact<Accounts>> {
    const [passwd, group] = await Promise.all([
      world.host.readFile('/etc/passwd'),
      world.host.readFile('/etc/group'),
    ])
    if (passwd.status !== 'known') return passwd
    if (group.status !== 'known') return group
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    return known(parseAccounts(decode(passwd.value), decode(group.value)), ...passwd.evidence)
  },
})

/** passwd(5) and group(5). */
export function parseAccounts(passwd: string, group: string): Accounts {
  const rows = (text: string) => text.split('\n').map((line) => line.split(':'))
  return {
    users: rows(passwd).flatMap(([name, , uid, gid, , home]) =>
      name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid), home: home ?? '' }] : [],
    ),
    groups: rows(group).flatMap(([name, , gid, members]) =>
      name && gid ? [{ name, gid: Number(gid), members: (members ?? '').split(',').filter(Boolean) }] : [],
    ),
  }
}

/** `vmail`, or the number where no account has it. */
export function userName(accounts: Accounts, uid: number): string {
  return accounts.users.find((user) => user.uid === uid)?.name ?? String(uid)
}

export function groupName(accounts: Accounts, gid: number): string {
  return accounts.groups.find((group) => group.gid === gid)?.name ?? String(gid)
}
