import type { DeniedPath } from '../../../../src/collect/storage/denied-paths.ts'
import { storageMaildirPermissionDenied } from '../../../../src/knowledge/conditions/storage/storage-maildir-permission-denied.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { lately } from '../../written-log.ts'
import { allowed, denied, missing } from '../../written-sockets.ts'

const accounts = known({ users: [], groups: [] })
const path = '/var/vmail/example.org/anna'
const one = (parts: Partial<DeniedPath>): DeniedPath => ({
  path,
  user: 'vmail',
  mailboxes: ['anna@example.org'],
  count: 4,
  firstAt: lately,
  lastAt: lately,
  access: denied(path, { type: 'directory', mode: 0o700 }),
  modesLookRight: false,
  evidence: [seen],
  ...parts,
})

testCondition(storageMaildirPermissionDenied, {
  fine: [
    ['nothing was denied', { accounts, denied: absent() }],
    ['mended since', { accounts, denied: known([one({ access: allowed })]) }],
    ['the folder is gone', { accounts, denied: known([one({ access: missing(path) })]) }],
  ],
  lookalike: [
    ['SELinux or AppArmor: modes are right', { accounts, denied: known([one({ modesLookRight: true })]) }],
    [
      'single files, after a restore',
      { accounts, denied: known([one({ path: `${path}/cur/1700.M1.host` })]) },
    ],
  ],
  problem: [
    [
      'the folder belongs to root',
      { accounts, denied: known([one({}), one({ path: `${path}/tmp` })]) },
      { subject: path, marks: [`path:${path}`, 'user:anna@example.org'] },
    ],
  ],
})
