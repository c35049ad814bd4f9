/** Other log analysers, where they are on this machine: none of them is needed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Debian's packages are fetched and unpacked, not installed: their dependencies would bring a mail server.
 * Undefined where that does not work.
 */
export function unpacked(debianPackage: string, program: string): string | undefined {
  const installed = join('/usr/sbin', program)
  if (existsSync(installed)) return installed
  try {
    const folder = mkdtempSync(join(tmpdir(), 'mailmedic-bench-'))
    execFileSync('apt-get', ['download', debianPackage], { cwd: folder, stdio: 'ignore' })
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'))
    if (archive === undefined) return undefined
    execFileSync('dpkg', ['-x', join(folder, archive), folder])
    const path = join(folder, 'usr/sbin', program)
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
