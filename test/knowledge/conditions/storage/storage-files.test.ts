import type { DeniedPath } from '../../../../src/collect/storage/denied-paths.ts'
import { parseMounts } from '../../../../src/collect/storage/mounts.ts'
import type { FileSystem } from '../../../../src/collect/system/file-systems.ts'
import { storageFilesystemReadOnly } from '../../../../src/knowledge/conditions/storage/storage-filesystem-read-only.ts'
import { storageInodesExhausted } from '../../../../src/knowledge/conditions/storage/storage-inodes-exhausted.ts'
import { storageLogPartitionFull } from '../../../../src/knowledge/conditions/storage/storage-log-partition-full.ts'
import { storageRestoredAsRoot } from '../../../../src/knowledge/conditions/storage/storage-restored-as-root.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { dovecot } from '../../written-dovecot.ts'
import { lately } from '../../written-log.ts'
import { allowed, denied } from '../../written-sockets.ts'

const paths = known([
  { path: '/var/spool/postfix', use: 'queue' },
  { path: '/var/log', use: 'logs' },
])
const mounted = (text: string) => known(parseMounts(text, seen.at))
const root = '/dev/vda1 / ext4 rw,relatime,errors=remount-ro 0 0\n'

testCondition(storageFilesystemReadOnly, {
  fine: [
    ['all can be written', { paths, mounts: mounted(root) }],
    [
      'a read-only image beside it',
      {
        paths,
        mounts: mounted(`${root}/dev/loop0 /snap/core squashfs ro 0 0\n/dev/vdb /backup ext4 ro 0 0\n`),
      },
    ],
    ['a container’s layer', { paths, mounts: mounted('overlay / overlay ro,lowerdir=/x 0 0\n') }],
    ['no mail here', { paths: absent(), mounts: mounted(root) }],
  ],
  lookalike: [
    [
      'mounted read-only once, over it a volume',
      { paths, mounts: mounted('/dev/a / ext4 ro 0 0\n/dev/b /var ext4 rw 0 0\n') },
    ],
  ],
  problem: [
    [
      'remounted after errors',
      { paths, mounts: mounted('/dev/vda1 / ext4 ro,relatime 0 0\n') },
      { subject: '/' },
    ],
    [
      'only the queue',
      { paths, mounts: mounted(`${root}/dev/vdb /var/spool/postfix xfs ro 0 0\n`) },
      { subject: '/var/spool/postfix' },
    ],
  ],
})

const disk = (parts: Partial<FileSystem>): FileSystem => ({
  device: '/dev/vda1',
  type: 'ext4',
  mountPoint: '/',
  sizeBytes: 8 << 30,
  availableBytes: 4 << 30,
  inodes: 1e6,
  availableInodes: 9e5,
  evidence: [seen],
  ...parts,
})
const gigabyte = 1024 ** 3

testCondition(storageInodesExhausted, {
  fine: [
    ['enough', { paths, all: known([disk({})]) }],
    ['btrfs shows none at all', { paths, all: known([disk({ inodes: 0, availableInodes: 0 })]) }],
    [
      'another volume has none left',
      { paths, all: known([disk({}), disk({ mountPoint: '/srv', availableInodes: 0 })]) },
    ],
  ],
  lookalike: [['full of bytes', { paths, all: known([disk({ availableBytes: 0 })]) }]],
  problem: [
    [
      'none left',
      { paths, all: known([disk({ availableInodes: 0 })]) },
      { subject: '/', severity: 'critical' },
    ],
  ],
})

const full = known([disk({ mountPoint: '/var/log', sizeBytes: gigabyte, availableBytes: 0 }), disk({})])

testCondition(storageLogPartitionFull, {
  fine: [
    [
      'room',
      {
        paths,
        all: known([disk({ sizeBytes: 8 * gigabyte, availableBytes: gigabyte })]),
        dovecot: dovecot('mail_debug = yes'),
      },
    ],
    ['no logs', { paths: absent(), all: full }],
  ],
  lookalike: [
    ['full, and nothing logs for debugging', { paths, all: full, dovecot: dovecot('mail_debug = no') }],
  ],
  problem: [
    [
      'debugging was left on',
      { paths, all: full, dovecot: dovecot('auth_debug = yes') },
      { subject: '/var/log' },
    ],
  ],
})

const file = '/var/vmail/anna/Maildir/cur/1700.M1.host'
const one = (parts: Partial<DeniedPath>): DeniedPath => ({
  path: file,
  user: 'vmail',
  mailboxes: ['anna'],
  count: 2,
  firstAt: lately,
  lastAt: lately,
  access: denied(file, { type: 'file', uid: 0 }),
  modesLookRight: false,
  evidence: [seen],
  ...parts,
})

testCondition(storageRestoredAsRoot, {
  fine: [
    ['nothing denied', { denied: absent() }],
    ['mended', { denied: known([one({ access: allowed })]) }],
  ],
  lookalike: [
    ['the folder above is shut', { denied: known([one({ access: denied('/var/vmail/anna') })]) }],
    ['another folder', { denied: known([one({ path: '/var/vmail/anna' })]) }],
  ],
  problem: [['a message of root’s', { denied: known([one({})]) }, { subject: '/var/vmail/anna/Maildir' }]],
})
