import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** What the machine calls itself. */
export interface Machine {
  readonly hostName: string
  /** As /etc/os-release names it: `Debian GNU/Linux 12 (bookworm)`. */
  readonly system: string
  /** `debian`, `ubuntu` … and the version: `12`, `24.04`. */
  readonly distribution: string
  readonly release: string
}

export const machine = fact({
  id: 'system.machine',
  summary: 'Host name, distribution and release.',
  async collect(world): Promise<Fact<Machine>> {
    const [kernelName, fileName, release] = await Promise.all([
      text(world, '/proc/sys/kernel/hostname'),
      text(world, '/etc/hostname'),
      text(world, '/etc/os-release'),
    ])
    const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(release)?.[1] ?? ''
    const runningHere = world.host.kind !== 'root'
    return known({
      hostName: (runningHere && kernelName.trim()) || fileName.trim() || 'this server',
      system: field('PRETTY_NAME') || 'unknown system',
      distribution: field('ID'),
      release: field('VERSION_ID'),
    })
  },
})

async function text(world: World, path: string): Promise<string> {
  const file = await world.host.readFile(path)
  return file.status === 'known' ? new TextDecoder().decode(file.value) : ''
}
