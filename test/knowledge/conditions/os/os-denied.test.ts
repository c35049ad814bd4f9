import { osApparmorDenied } from '../../../../src/knowledge/conditions/os/os-apparmor-denied.ts'
import { osSystemdSandbox } from '../../../../src/knowledge/conditions/os/os-systemd-sandbox.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const denied = (profile: string, count = 9, operation = 'open', at?: number) =>
  message(
    `audit: type=1400 audit(1.2:3): apparmor="DENIED" operation="${operation}" profile="${profile}" name="/data/mail/x" pid=1 comm="x" requested_mask="r" denied_mask="r"`,
    { program: 'kernel', service: 'kernel', level: 'warning', count, ...(at === undefined ? {} : { at }) },
  )

testCondition(osApparmorDenied, {
  fine: [
    ['nothing denied', { now, log: known(writtenLog()) }],
    ['no log', { now, log: absent() }],
    ['a browser', { now, log: logWith(denied('/usr/bin/evince')) }],
    ['once, at the start', { now, log: logWith(denied('/usr/sbin/clamd', 1)) }],
    [
      'a capability that the program can do without',
      { now, log: logWith(denied('/usr/sbin/unbound', 9, 'capable')) },
    ],
    ['long over', { now, log: logWith(denied('/usr/sbin/clamd', 9, 'open', longAgo)) }],
  ],
  problem: [
    [
      'mail was moved to /data',
      { now, log: logWith(denied('/usr/lib/dovecot/imap')) },
      { subject: '/usr/lib/dovecot/imap', confidence: 'certain' },
    ],
  ],
})

const mount = (mountPoint: string, readOnly: boolean) => ({
  device: '/dev/vda1',
  mountPoint,
  type: 'ext4',
  readOnly,
  evidence: [seen],
})
const readOnly = message('mkdir(/home/anna/Maildir/cur) failed: Read-only file system')

testCondition(osSystemdSandbox, {
  fine: [
    ['nobody complains', { now, log: known(writtenLog()), mounts: known([mount('/', false)]) }],
    ['no log', { now, log: absent(), mounts: known([mount('/', false)]) }],
    [
      'long over',
      {
        now,
        log: logWith(message('mkdir(/home/a) failed: Read-only file system', { at: longAgo })),
        mounts: known([mount('/', false)]),
      },
    ],
  ],
  lookalike: [
    [
      'the file system is read-only for everybody',
      { now, log: logWith(readOnly), mounts: known([mount('/', false), mount('/home', true)]) },
    ],
  ],
  problem: [
    [
      'ProtectHome',
      { now, log: logWith(readOnly), mounts: known([mount('/', false)]) },
      { subject: 'dovecot', values: { path: '/home/anna/Maildir/cur' } },
    ],
  ],
})
