import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { must } from '../system/command.ts'

/** A file of a host's configuration. */
export interface ConfigFile {
  readonly text: string
  readonly mode?: number
}

/** Absolute path inside the host → what stands there; a bare string is a file of mode 0644. */
export type ConfigFiles = Readonly<Record<string, string | ConfigFile>>

/** Writes configuration files below a root directory. */
export function writeFiles(root: string, files: ConfigFiles): void {
  for (const [path, file] of Object.entries(files)) {
    const { text, mode = 0o644 } = typeof file === 'string' ? { text: file } : file
    const target = `${root}${path}`
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
    chmodSync(target, mode)
  }
}

/** Runs a script with the root directory as its world, without a network. */
export async function inRoot(root: string, script: string): Promise<string> {
  const argv = [
    'unshare',
    '--net',
    '--mount',
    'bash',
    '-euc',
    `ip link set lo up; mount --bind /dev/null ${root}/dev/null; exec chroot ${root} /bin/bash -eu -s`,
  ]
  return must(argv, {
    input: script,
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  })
}
