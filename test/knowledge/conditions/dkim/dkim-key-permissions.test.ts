import type { FileStatus } from '../../../../src/access/host/host.ts'
import type { DkimKeyAccess } from '../../../../src/collect/filters/dkim-key-access.ts'
import { dkimKeyPermissions } from '../../../../src/knowledge/conditions/dkim/dkim-key-permissions.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)
const keyPath = '/etc/opendkim/keys/example.org.private'
const status: FileStatus = {
  type: 'file',
  mode: 0o600,
  uid: 0,
  gid: 0,
  sizeBytes: 1700,
  modifiedAt: 0,
  inode: 7,
}
const unsafe = `${keyPath}: key data is not secure: ${keyPath} is in group 1001 which has multiple users (e.g., "anna")`

function key(access: DkimKeyAccess['access']): DkimKeyAccess {
  return {
    domain: 'example.org',
    selector: 's1',
    keyPath,
    evidence: [seen],
    user: 'opendkim',
    access,
    shown: seen,
  }
}

const readable = key({ access: 'allowed', status })
const denied = key({ access: 'denied', status, obstacle: { path: keyPath, status, needs: 'r' } })

testCondition(dkimKeyPermissions, {
  fine: [
    ['the signer can read its key', { now, keys: known([readable]), log: logWith() }],
    ['nothing signs here', { now, keys: absent(), log: logWith() }],
    [
      'OpenDKIM complained long ago',
      { now, keys: known([readable]), log: logWith(message(unsafe, { at: longAgo })) },
    ],
    ['no mail log', { now, keys: known([readable]), log: absent() }],
  ],
  lookalike: [
    [
      'the key is not there: another condition',
      { now, keys: known([key({ access: 'missing', missing: keyPath })]) },
    ],
    [
      'the folder could not be looked at',
      { now, keys: known([key({ access: 'unknown', because: { code: 'timeout', text: 'no answer' } })]) },
    ],
  ],
  problem: [
    [
      'restored by root, readable by root alone',
      { now, keys: known([denied]), log: logWith() },
      { subject: keyPath },
    ],
    [
      'OpenDKIM finds it too open',
      {
        now,
        keys: known([readable]),
        log: logWith(message(unsafe, { program: 'opendkim', service: 'opendkim', level: 'notice' })),
      },
      { subject: keyPath, confidence: 'certain' },
    ],
  ],
})
