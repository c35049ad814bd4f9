import { absent, type Evidence, known } from '../../access/answer.ts'
import type { Host } from '../../access/host/host.ts'
import { fact } from '../fact.ts'
import { findMessages } from '../logs/find-messages.ts'
import { mailLog } from '../logs/mail-log.ts'
import { identityOf, isGranted, type PathAccess, pathAccess } from '../sockets/access.ts'
import { accounts } from '../system/accounts.ts'

/** A file or folder of a mailbox that a mail program was denied, with what stands on disk now. */
export interface DeniedPath {
  /** What the program could not pass or write: the folder or file that is in the way. */
  readonly path: string
  /** User name under which the program worked. */
  readonly user: string
  /** Mailbox owners whose mail or log-ins it hit, as logged. */
  readonly mailboxes: readonly string[]
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** The same question asked now. */
  readonly access: PathAccess
  /** The program says that modes look right: SELinux, AppArmor or a read-only unit. */
  readonly modesLookRight: boolean
  readonly evidence: readonly Evidence[]
}

/** What the text of one denial tells. */
export interface Denial {
  readonly path: string
  readonly user: string
  readonly needs: 'x' | 'rw' | 'wx'
  readonly modesLookRight: boolean
}

const maximalPaths = 100
/** Sockets and runtime files: other conditions' matter. */
const notMail = ['/run/', '/var/run/', '/proc/', '/etc/', 'private/', 'public/']

export const deniedPaths = fact({
  id: 'storage.denied-paths',
  privilege: 'root',
  summary: 'Mailbox paths that mail programs were denied in the log, with owner, mode and access now.',
  needs: { log: mailLog, accounts },
  async collect(world, { log, accounts }) {
    if (log.status === 'absent' || accounts.status === 'absent') return absent()
    const groups = findMessages(log.value, { contains: 'Permission denied' })
    const denials = groups.flatMap((group) => {
      const denial = parseDenial(group.text)
      return denial === undefined ? [] : [{ group, denial }]
    })
    const byPath = Map.groupBy(denials, ({ denial }) => `${denial.path} ${denial.user}`)
    const found = await Promise.all(
      [...byPath.values()].slice(0, maximalPaths).map(async (alike): Promise<DeniedPath[]> => {
        const [first] = alike
        if (first === undefined) return []
        const { path, user, modesLookRight } = first.denial
        const needs = alike.some(({ denial }) => denial.needs === 'wx') ? 'wx' : first.denial.needs
        return [
          {
            path,
            user,
            modesLookRight,
            mailboxes: [...new Set(alike.flatMap(({ group }) => mailboxOf(group.example.text)))],
            count: alike.reduce((sum, { group }) => sum + group.count, 0),
            firstAt: Math.min(...alike.map(({ group }) => group.firstAt)),
            lastAt: Math.max(...alike.map(({ group }) => group.lastAt)),
            access: await accessNow(world.host, path, identityOf(accounts.value, user), needs),
            evidence: alike.slice(0, 3).map(({ group }) => group.lastExample),
          },
        ]
      }),
    )
    const all = found.flat()
    return all.length === 0 ? absent() : known<readonly DeniedPath[]>(all)
  },
})

async function accessNow(
  host: Host,
  path: string,
  identity: ReturnType<typeof identityOf>,
  needs: Denial['needs'],
): Promise<PathAccess> {
  const who = identity ?? { name: '?', uid: -1, gids: new Set<number>() }
  const access = await pathAccess(host, path, who, needs === 'x' ? 'wx' : needs)
  // To pass a folder takes less than to write into it.
  if (needs !== 'x' || access.access !== 'denied' || access.obstacle.path !== path) return access
  return isGranted(access.obstacle.status, who, 'x')
    ? { access: 'allowed', status: access.obstacle.status }
    : access
}

/**
 * `stat(/v/anna/tmp) failed: Permission denied (euid=5000(vmail) egid=5000(vmail) missing +x perm: /v/anna,
 * dir owned by 0:0 mode=0700)` → the folder that is in the way (Dovecot's eacces_error_get).
 */
export function parseDenial(text: string): Denial | undefined {
  const asked = /\((\/[^()]{1,1024})\) failed: Permission denied/.exec(text)?.[1]
  const missing = /missing \+([rwx]) perm: (\/[^,)]{1,1024})/.exec(text)
  const path = withoutSlash(
    missing?.[2] ?? asked ?? /(?:file|directory) (\/\S{1,1024}): Permission denied/.exec(text)?.[1],
  )
  if (path === undefined || notMail.some((prefix) => path.startsWith(prefix))) return undefined
  const user = /euid=(\d+)(?:\(([^)]{1,64})\))?/.exec(text)
  return {
    path,
    user: user?.[2] ?? user?.[1] ?? 'vmail',
    needs: missing?.[1] === 'w' ? 'wx' : 'x',
    modesLookRight: text.includes('UNIX perms appear ok'),
  }
}

function withoutSlash(path: string | undefined): string | undefined {
  return path !== undefined && path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

/** `lmtp(anna@example.org)<411><…>` → the mailbox. */
function mailboxOf(line: string): string[] {
  const name = /\b(?:lmtp|imap|pop3|lda|managesieve|indexer-worker|submission)\(([^()<>\s]{1,320})\)/.exec(
    line,
  )?.[1]
  return name === undefined || /^\d+$/.test(name) ? [] : [name]
}
