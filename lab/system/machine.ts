import { existsSync } from 'node:fs'
import { mustShell, run } from './command.ts'

/** The programs that the lab needs on the machine, and the Debian package of each. */
const NEEDED: readonly (readonly [program: string, package_: string])[] = [
  ['mmdebstrap', 'mmdebstrap'],
  ['systemd-nspawn', 'systemd-container'],
  ['ip', 'iproute2'],
  ['nft', 'nftables'],
  ['openssl', 'openssl'],
  ['nsenter', 'util-linux'],
]

/** Installs what is missing of the lab's own tools, saying so first. Never a mail server. */
export async function prepareMachine(say: (line: string) => void): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new Error('the lab needs root: it makes network namespaces and containers')
  const missing: string[] = []
  for (const [program, package_] of NEEDED) {
    const found = await run(['bash', '-c', `command -v ${program}`])
    if (found.code !== 0) missing.push(package_)
  }
  if (missing.length === 0) return
  if (!existsSync('/usr/bin/apt-get')) throw new Error(`please install: ${missing.join(' ')}`)
  say(`installing on this machine (apt): ${missing.join(' ')}`)
  const install = `DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${missing.join(' ')}`
  await mustShell(`${install} || { apt-get update && ${install}; }`, { timeoutSeconds: 600 })
}
