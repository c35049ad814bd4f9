import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const cache = join(process.env['MAILMEDIC_LAB_CACHE'] ?? '/var/cache/mailmedic-lab', 'prometheus')
const unpacked = join(cache, 'usr/bin/promtool')

/** Prometheus's own checker: installed, or unpacked from Debian's package and kept; undefined: neither. */
export function promtool(): string | undefined {
  if (spawnSync('promtool', ['--version']).status === 0) return 'promtool'
  if (existsSync(unpacked)) return unpacked
  try {
    mkdirSync(cache, { recursive: true })
    execFileSync('apt-get', ['download', 'prometheus'], { cwd: cache, stdio: 'ignore', timeout: 60_000 })
    const deb = readdirSync(cache).find((name) => name.endsWith('.deb')) ?? ''
    execFileSync('dpkg-deb', ['-x', join(cache, deb), cache], { timeout: 60_000 })
    return unpacked
  } catch {
    return undefined
  }
}
