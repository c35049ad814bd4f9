import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { commandLine } from '../../access/host/commands.ts'
import { type Fact, fact } from '../fact.ts'
import { dovecotState } from './state.ts'

/** What one mailbox may hold and holds, in the unit of its limit. */
export interface MailboxQuota {
  readonly mailbox: string
  readonly kind: 'storage' | 'messages'
  /** KiB for storage, a number for messages. */
  readonly used: number
  readonly limit: number
  readonly evidence: Evidence
}

const command = { name: 'doveadm-quota' } as const

export const mailboxQuotas = fact({
  id: 'dovecot.mailbox-quotas',
  privilege: 'root',
  summary: 'Quota use and limit of every mailbox that has a limit, from doveadm; KiB or messages.',
  needs: { state: dovecotState },
  async collect(world, { state }): Promise<Fact<readonly MailboxQuota[]>> {
    if (state.status === 'absent') return absent()
    // doveadm waits long for an auth process that is not there.
    if (!state.value.running) return unknown('not-running-here', 'Dovecot does not run')
    const answer = await world.host.run(command)
    if (answer.status !== 'known') return answer
    const at = isoTime(world.clock.now())
    const quotas = parseQuotaTable(answer.value.stdout, at)
    return quotas.length === 0 ? absent(...answer.evidence) : known(quotas)
  },
})

/**
 * `doveadm -f tab quota get -A`: Username, Quota name, Type, Value, Limit, %; `-` is no limit. Asked about one
 * user (`-u`), doveadm leaves out the first column: `of` says whose it is.
 */
export function parseQuotaTable(
  output: string,
  at: string,
  of: { readonly mailbox: string; readonly where: string } = { mailbox: '', where: commandLine(command) },
): MailboxQuota[] {
  const [header = '', ...rows] = output.split('\n')
  const column = (name: string) => header.split('\t').indexOf(name)
  const [user, type, value, limit] = ['Username', 'Type', 'Value', 'Limit'].map(column)
  return rows.flatMap((row) => {
    const fields = row.split('\t')
    const cell = (index: number | undefined) => fields[index ?? -1] ?? ''
    const mailbox = of.mailbox === '' ? cell(user) : of.mailbox
    const kind = cell(type) === 'STORAGE' ? 'storage' : 'messages'
    if (mailbox === '' || !/^\d+$/.test(cell(limit)) || !/^\d+$/.test(cell(value))) return []
    const evidence: Evidence = { kind: 'command', where: of.where, text: row, at }
    return [{ mailbox, kind, used: Number(cell(value)), limit: Number(cell(limit)), evidence }]
  })
}
