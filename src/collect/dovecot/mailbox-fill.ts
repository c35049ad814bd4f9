import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { commandLine, type NamedCommand } from '../../access/host/commands.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import { type MailboxQuota, parseQuotaTable } from './quota.ts'

/**
 * How full one mailbox of this host is: by doveadm, else by the maildirsize file of Maildir++ (which Dovecot,
 * Courier and Exim keep). absent: the user is known here and has no limit, or is not known. Asked only when a
 * reply speaks of this mailbox.
 */
export async function mailboxFillOf(world: World, address: string): Promise<Fact<readonly MailboxQuota[]>> {
  const names = [...new Set([address, address.split('@')[0] ?? address])]
  let first: Fact<readonly MailboxQuota[]> | undefined
  for (const name of names) {
    const answer = await askDoveadm(world, name)
    if (answer.status === 'known') return answer
    first ??= answer
    const byFile = await readMaildirSize(world, name)
    if (byFile.status === 'known') return byFile
  }
  return first ?? absent()
}

async function askDoveadm(world: World, name: string): Promise<Fact<readonly MailboxQuota[]>> {
  const command: NamedCommand = { name: 'doveadm-quota-user', arguments: [name] }
  const answer = await world.host.run(command)
  if (answer.status !== 'known') return answer
  const { stdout, stderr, exitCode } = answer.value
  // 67 (EX_NOUSER): doveadm does not know such a user.
  if (exitCode !== 0 && exitCode !== 67) return unknown('failed', stderr.split('\n')[0] ?? `exit ${exitCode}`)
  const quotas = parseQuotaTable(stdout, isoTime(world.clock.now()), {
    mailbox: name,
    where: commandLine(command),
  })
  return quotas.length === 0 ? absent(...answer.evidence) : known(quotas)
}

/** `maildir:/var/vmail/example.org/bob` or `maildir:~/Maildir`, of `doveadm user`; without it, the home. */
async function readMaildirSize(world: World, name: string): Promise<Fact<readonly MailboxQuota[]>> {
  const answer = await world.host.run({ name: 'doveadm-user', arguments: [name] })
  if (answer.status !== 'known') return answer
  const field = (wanted: string): string | undefined =>
    new RegExp(`^${wanted}\\t(.{1,500})$`, 'm').exec(answer.value.stdout)?.[1]
  const home = field('home') ?? ''
  const location = /^(?:maildir:)?(~?\/[^:]*)/.exec(field('mail') ?? '')?.[1] ?? '~/Maildir'
  const folder = location.replace(/^~/, home)
  if (!folder.startsWith('/')) return absent()
  const file = await world.host.readFile(`${folder}/maildirsize`, 64 << 10)
  if (file.status !== 'known') return file
  const quotas = parseMaildirSize(Buffer.from(file.value).toString('latin1'), name, {
    kind: 'file',
    where: `${folder}/maildirsize`,
    text: Buffer.from(file.value).toString('latin1').split('\n')[0] ?? '',
    at: isoTime(world.clock.now()),
  })
  return quotas.length === 0 ? absent() : known(quotas)
}

/**
 * Maildir++: the limits (`1000000S,5000C`, bytes and messages), then one `bytes messages` a line to be added
 * up. Lines that are none are left out.
 */
export function parseMaildirSize(text: string, mailbox: string, evidence: Evidence): MailboxQuota[] {
  const [limits = '', ...lines] = text.split('\n')
  let [bytes, messages] = [0, 0]
  for (const line of lines) {
    const [, size, count] = /^\s*(-?\d{1,18})\s+(-?\d{1,12})\s*$/.exec(line) ?? []
    bytes += Number(size ?? 0)
    messages += Number(count ?? 0)
  }
  return limits.split(',').flatMap((limit): MailboxQuota[] => {
    const [, number, unit] = /^(\d{1,18})([SC])$/.exec(limit.trim()) ?? []
    if (number === undefined || Number(number) === 0) return []
    return unit === 'S'
      ? [
          {
            mailbox,
            kind: 'storage',
            used: Math.ceil(bytes / 1024),
            limit: Math.floor(Number(number) / 1024),
            evidence,
          },
        ]
      : [{ mailbox, kind: 'messages', used: messages, limit: Number(number), evidence }]
  })
}
