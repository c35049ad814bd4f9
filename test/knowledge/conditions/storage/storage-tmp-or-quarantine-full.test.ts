import { storageDiskFull } from '../../../../src/knowledge/conditions/storage/storage-disk-full.ts'
import { storageTmpOrQuarantineFull } from '../../../../src/knowledge/conditions/storage/storage-tmp-or-quarantine-full.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'

const gigabyte = 1 << 30
const disk = (mountPoint: string, sizeBytes: number, availableBytes: number) => ({
  device: 'tmpfs',
  type: 'tmpfs',
  mountPoint,
  sizeBytes,
  availableBytes,
  inodes: 1e6,
  availableInodes: 9e5,
  evidence: [seen],
})
const paths = known([
  { path: '/var/spool/postfix', use: 'queue' },
  { path: '/tmp', use: 'temporary files' },
])
const root = disk('/', 8 * gigabyte, 7 * gigabyte)
const fullTmp = known([root, disk('/tmp', gigabyte, 4096)])

testCondition(storageTmpOrQuarantineFull, {
  fine: [
    ['plenty of room', { all: known([root, disk('/tmp', gigabyte, gigabyte / 2)]), paths }],
    ['a small /tmp, half empty', { all: known([root, disk('/tmp', 16 << 20, 8 << 20)]), paths }],
    ['no mail here', { all: known([root]), paths: absent() }],
  ],
  lookalike: [['the one file system of all is full', { all: known([disk('/', 8 * gigabyte, 0)]), paths }]],
  problem: [
    ['a full /tmp', { all: fullTmp, paths }, { subject: '/tmp', severity: 'medium' }],
    [
      'and the scanner says so',
      {
        all: fullTmp,
        paths,
        log: logWith(message("Can't write to temporary file", { program: 'clamd', service: 'clamd' })),
      },
      { severity: 'high' },
    ],
  ],
})

testCondition(storageDiskFull, {
  fine: [['only the scanners’ work space is full', { all: fullTmp, paths }]],
  problem: [['the queue is', { all: known([disk('/', 8 * gigabyte, 0)]), paths }]],
})
