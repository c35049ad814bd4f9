import { absent, type Evidence, known, mapKnown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { commandLine } from '../../access/host/commands.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** A mounted file system as `df -P -T` shows it. Inode counts are 0 where it has none of its own (btrfs). */
export interface FileSystem {
  readonly device: string
  readonly type: string
  readonly mountPoint: string
  readonly sizeBytes: number
  /** Available to ordinary users: less than free, by the blocks kept for root. */
  readonly availableBytes: number
  readonly inodes: number
  readonly availableInodes: number
  readonly evidence: readonly Evidence[]
}

interface DiskRow {
  readonly device: string
  readonly type: string
  readonly total: number
  readonly available: number
  readonly mountPoint: string
  readonly line: string
}

/** Without data of their own, or images that are full by nature. */
const withoutStorage = new Set(['devtmpfs', 'proc', 'sysfs', 'squashfs', 'iso9660', 'efivarfs', 'cgroup2fs'])

export const fileSystems = fact({
  id: 'system.file-systems',
  summary: 'Mounted file systems: size, available bytes and inodes, by mount point.',
  async collect(world): Promise<Fact<readonly FileSystem[]>> {
    const [bytes, inodes] = await Promise.all([rows(world, 'disk-bytes'), rows(world, 'disk-inodes')])
    if (bytes.status !== 'known') return bytes
    const inodeRows = new Map(
      inodes.status === 'known' ? inodes.value.map((row) => [row.mountPoint, row]) : [],
    )
    const found = bytes.value.map((row) => fileSystem(world, row, inodeRows.get(row.mountPoint)))
    return found.length === 0 ? absent(...bytes.evidence) : known(found, ...bytes.evidence)
  },
})

async function rows(world: World, name: 'disk-bytes' | 'disk-inodes'): Promise<Fact<DiskRow[]>> {
  return mapKnown(await world.host.run({ name }), ({ stdout }) =>
    parseDiskRows(stdout).filter((row) => !withoutStorage.has(row.type)),
  )
}

/** `df -P -T`: device, type, total, used, available, use %, mount point (which may hold blanks). */
export function parseDiskRows(output: string): DiskRow[] {
  return output
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [device, type, total, , available, , ...mountPoint] = line.trim().split(/ +/)
      if (device === undefined || type === undefined || mountPoint.length === 0) return []
      return [
        {
          device,
          type,
          total: Number(total) || 0,
          available: Number(available) || 0,
          mountPoint: mountPoint.join(' '),
          line,
        },
      ]
    })
}

function fileSystem(world: World, bytes: DiskRow, inodes: DiskRow | undefined): FileSystem {
  const at = isoTime(world.clock.now())
  const cite = (name: 'disk-bytes' | 'disk-inodes', row: DiskRow): Evidence => ({
    kind: 'command',
    where: commandLine({ name }),
    text: row.line,
    at,
  })
  return {
    device: bytes.device,
    type: bytes.type,
    mountPoint: bytes.mountPoint,
    sizeBytes: bytes.total,
    availableBytes: bytes.available,
    inodes: inodes?.total ?? 0,
    availableInodes: inodes?.available ?? 0,
    evidence: [cite('disk-bytes', bytes), ...(inodes === undefined ? [] : [cite('disk-inodes', inodes)])],
  }
}

/** The file system that holds a path: the longest mount point that is a folder above it. */
export function fileSystemOf(path: string, all: readonly FileSystem[]): FileSystem | undefined {
  return all
    .filter(
      ({ mountPoint }) => mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`),
    )
    .reduce<FileSystem | undefined>(
      (best, next) => (best === undefined || next.mountPoint.length > best.mountPoint.length ? next : best),
      undefined,
    )
}
