import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'

/** A mounted file system with its options, as the kernel has them now. */
export interface Mount {
  readonly device: string
  readonly mountPoint: string
  readonly type: string
  readonly readOnly: boolean
  readonly evidence: readonly Evidence[]
}

const path = '/proc/self/mounts'

export const mounts = fact({
  id: 'storage.mounts',
  summary: 'Mounted file systems, with whether they are read-only, from /proc/self/mounts.',
  async collect(world): Promise<Fact<readonly Mount[]>> {
    const file = await world.host.readFile(path, 4 << 20)
    if (file.status !== 'known') return file
    return known(parseMounts(new TextDecoder().decode(file.value), isoTime(world.clock.now())))
  },
})

/** fstab(5) form; blanks in names are `\040`. */
export function parseMounts(text: string, at: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [device, mountPoint, type, options] = line.split(' ')
    if (device === undefined || mountPoint === undefined || type === undefined || options === undefined)
      return []
    const evidence: Evidence = { kind: 'file', where: path, text: line.slice(0, 500), at }
    return [
      {
        device,
        mountPoint: mountPoint.replaceAll('\\040', ' '),
        type,
        readOnly: options.split(',').includes('ro'),
        evidence: [evidence],
      },
    ]
  })
}

/** The mount that a path is on: the longest mount point above it, of those the one mounted last. */
export function mountOf(path: string, all: readonly Mount[]): Mount | undefined {
  return all
    .filter(
      ({ mountPoint }) => mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`),
    )
    .reduce<Mount | undefined>(
      (best, next) => (best === undefined || next.mountPoint.length >= best.mountPoint.length ? next : best),
      undefined,
    )
}
