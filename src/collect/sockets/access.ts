import type { Reason } from '../../access/answer.ts'
import type { FileStatus, Host } from '../../access/host/host.ts'
import type { Accounts } from '../system/accounts.ts'

/** Who a process is for the kernel: its user and all its groups. */
export interface Identity {
  readonly name: string
  readonly uid: number
  readonly gids: ReadonlySet<number>
}

/** The first thing on the way that denies it. */
interface Obstacle {
  readonly path: string
  readonly status: FileStatus
  /** `x` to pass a folder, `r` to read a file, `rw` to connect to a socket, `wx` to write into a folder. */
  readonly needs: 'x' | 'r' | 'rw' | 'wx'
}

export type PathAccess =
  | { readonly access: 'allowed'; readonly status: FileStatus }
  | { readonly access: 'denied'; readonly obstacle: Obstacle; readonly status: FileStatus | undefined }
  | { readonly access: 'missing'; readonly missing: string }
  | { readonly access: 'unknown'; readonly because: Reason }

/** A user with his primary and supplementary groups; undefined: no such account here. */
export function identityOf(accounts: Accounts, name: string): Identity | undefined {
  const user = accounts.users.find((one) => one.name === name || String(one.uid) === name)
  if (user === undefined) return undefined
  const groups = accounts.groups.filter(({ members }) => members.includes(user.name)).map(({ gid }) => gid)
  return { name: user.name, uid: user.uid, gids: new Set([user.gid, ...groups]) }
}

/** path_resolution(7): every folder above needs `x`; the last component what is asked for. Root may all. */
export async function pathAccess(
  host: Host,
  path: string,
  identity: Identity,
  needs: 'r' | 'rw' | 'wx',
): Promise<PathAccess> {
  for (const folder of foldersAbove(path)) {
    const status = await host.status(folder)
    if (status.status === 'unknown') return { access: 'unknown', because: status.because }
    if (status.status === 'absent') return { access: 'missing', missing: folder }
    if (!isGranted(status.value, identity, 'x')) {
      const last = await host.status(path)
      const obstacle = { path: folder, status: status.value, needs: 'x' } as const
      return { access: 'denied', obstacle, status: last.status === 'known' ? last.value : undefined }
    }
  }
  const status = await host.status(path)
  if (status.status === 'unknown') return { access: 'unknown', because: status.because }
  if (status.status === 'absent') return { access: 'missing', missing: path }
  return isGranted(status.value, identity, needs)
    ? { access: 'allowed', status: status.value }
    : { access: 'denied', obstacle: { path, status: status.value, needs }, status: status.value }
}

const bits = { x: 1, r: 4, rw: 6, wx: 3 } as const

/** The class that fits first counts, as in the kernel: an owner without rights is not saved by the group. */
export function isGranted(status: FileStatus, identity: Identity, needs: keyof typeof bits): boolean {
  if (identity.uid === 0) return true
  const shift = status.uid === identity.uid ? 6 : identity.gids.has(status.gid) ? 3 : 0
  return ((status.mode >> shift) & bits[needs]) === bits[needs]
}

/** `/a/b/c` → `/`, `/a`, `/a/b`. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').filter(Boolean)
  return parts.map((_, index) => `/${parts.slice(0, index).join('/')}`)
}

/** `drwxr-x---`-like text is for people; the octal mode is for chmod: `0750`. */
export function octalMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0')
}
