import type { FileSystem } from '../../../../src/collect/system/file-systems.ts'
import { storageDiskFull } from '../../../../src/knowledge/conditions/storage/storage-disk-full.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'

const gigabyte = 1 << 30
const paths = known([
  { path: '/var/spool/postfix', use: 'queue' },
  { path: '/var/log', use: 'logs' },
])
const root = disk('/', 8 * gigabyte, 7 * gigabyte)

function disk(mountPoint: string, sizeBytes: number, availableBytes: number): FileSystem {
  return {
    device: '/dev/vda1',
    type: 'ext4',
    mountPoint,
    sizeBytes,
    availableBytes,
    inodes: 1e6,
    availableInodes: 9e5,
    evidence: [seen],
  }
}

testCondition(storageDiskFull, {
  fine: [
    ['plenty of room', { all: known([root]), paths }],
    [
      'a small queue volume with room for some mails',
      { all: known([root, disk('/var/spool/postfix', 64 << 20, 40 << 20)]), paths },
    ],
    [
      'another volume is full, mail is not on it',
      { all: known([root, disk('/backup', gigabyte, 0)]), paths },
    ],
    ['no mail here', { all: known([root]), paths: absent() }],
  ],
  problem: [
    [
      'the queue has a volume of its own and it is full',
      { all: known([root, disk('/var/spool/postfix', 64 << 20, 0)]), paths },
      { subject: '/var/spool/postfix', confidence: 'certain' },
    ],
    [
      'the root file system is full',
      { all: known([disk('/', 8 * gigabyte, 4096)]), paths },
      { subject: '/' },
    ],
  ],
})
