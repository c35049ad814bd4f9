import { postfixChrootResolver } from '../../../../src/collect/postfix/chroot-resolver.ts'
import { postfixPermissions } from '../../../../src/collect/postfix/permissions.ts'
import { osPostfixCompatLevel } from '../../../../src/knowledge/conditions/os/os-postfix-compat-level.ts'
import { osPostfixPermissionsWrong } from '../../../../src/knowledge/conditions/os/os-postfix-permissions-wrong.ts'
import { osPostfixRenamedParameters } from '../../../../src/knowledge/conditions/os/os-postfix-renamed-parameters.ts'
import { osResolvconfChroot } from '../../../../src/knowledge/conditions/os/os-resolvconf-chroot.ts'
import { type WrittenWorld, worldOf } from '../../../collect/written-world.ts'
import { configurationOf, factOf, plainMaster, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const resolver = (outside: string, inside?: string, master = plainMaster) =>
  factOf(
    postfixWorld('', master, {
      files: {
        '/etc/resolv.conf': outside,
        ...(inside === undefined ? {} : { '/var/spool/postfix/etc/resolv.conf': inside }),
      },
    }),
    postfixChrootResolver,
  )
const failing = known(
  writtenLog({
    deliveries: [
      delivery(
        'Host or domain name not found. Name service error for name=example.net type=MX: Host not found, try again',
        { daemon: 'smtp', status: 'deferred' },
      ),
    ],
  }),
)
const unchrooted = plainMaster.replaceAll(/^(\S+ +\S+ +\S+ +\S+ +)y/gm, '$1n')

testCondition(osResolvconfChroot, {
  fine: [
    [
      'the same',
      {
        resolver: await resolver(
          'nameserver 192.0.2.53\nsearch example.org\n',
          '# a comment\nnameserver 192.0.2.53\n',
        ),
        now,
      },
    ],
    [
      'no chroot',
      { resolver: await resolver('nameserver 192.0.2.53\n', 'nameserver 192.0.2.1\n', unchrooted) },
    ],
    ['no nameserver line at all', { resolver: await resolver('search example.org\n', '') }],
    ['no Postfix', { resolver: absent() }],
  ],
  lookalike: [
    [
      'look-ups fail, and both files agree',
      { resolver: await resolver('nameserver 192.0.2.53\n', 'nameserver 192.0.2.53\n'), log: failing, now },
    ],
  ],
  problem: [
    [
      'an old copy, and look-ups fail',
      { resolver: await resolver('nameserver 192.0.2.53\n', 'nameserver 192.0.2.1\n'), log: failing, now },
      { severity: 'critical', confidence: 'likely', subject: '/var/spool/postfix/etc/resolv.conf' },
    ],
    [
      'an old copy, nothing fails: advice',
      {
        resolver: await resolver('nameserver 192.0.2.53\n', 'nameserver 192.0.2.1\n'),
        log: known(writtenLog()),
        now,
      },
      { severity: 'low' },
    ],
    [
      'no copy',
      { resolver: await resolver('nameserver 192.0.2.53\n'), log: failing, now },
      { values: { services: 'smtp, relay, lmtp', inside: '-', outside: '192.0.2.53' } },
    ],
  ],
})

testCondition(osPostfixCompatLevel, {
  fine: [
    ['3.6', await configurationOf()],
    ['3.9', await configurationOf('compatibility_level = 3.9\n')],
    ['no Postfix', { configuration: absent() }],
  ],
  problem: [
    ['never raised', await configurationOf('compatibility_level = 0\n'), { severity: 'low' }],
    ['2', await configurationOf('compatibility_level = 2\n'), { severity: 'info' }],
  ],
})

testCondition(osPostfixRenamedParameters, {
  fine: [
    ['today’s names', await configurationOf('postscreen_denylist_action = enforce\n')],
    ['no Postfix', { configuration: absent() }],
  ],
  problem: [
    [
      'an old name',
      await configurationOf('postscreen_blacklist_action = enforce\n'),
      { subject: 'postscreen_blacklist_action', values: { today: 'postscreen_denylist_action' } },
    ],
  ],
})

const accounts = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\npostfix:x:105:110::/var/spool/postfix:/usr/sbin/nologin\n',
  '/etc/group': 'root:x:0:\npostfix:x:110:\npostdrop:x:111:\n',
}
const right = (more: NonNullable<WrittenWorld['statuses']> = {}): WrittenWorld['statuses'] => ({
  '/var/spool/postfix': { type: 'directory' },
  '/var/spool/postfix/active': { type: 'directory', uid: 105 },
  '/var/spool/postfix/deferred': { type: 'directory', uid: 105 },
  '/var/spool/postfix/maildrop': { type: 'directory', uid: 105, gid: 111, mode: 0o1730 },
  '/var/spool/postfix/public': { type: 'directory', uid: 105, gid: 111 },
  '/usr/sbin/postdrop': { gid: 111, mode: 0o2555 },
  '/usr/sbin/postqueue': { gid: 111, mode: 0o2555 },
  ...more,
})
const permissions = (
  more?: NonNullable<WrittenWorld['statuses']>,
  files = accounts,
  main = 'compatibility_level = 3.6\n',
) => {
  const statuses = right(more) ?? {}
  return factOf(
    worldOf({ files: { '/etc/postfix/main.cf': main, '/usr/sbin/postfix': '', ...files }, statuses }),
    postfixPermissions,
  )
}

testCondition(osPostfixPermissionsWrong, {
  fine: [
    ['as the package has it', { wrong: await permissions() }],
    [
      'another owner by configuration',
      {
        wrong: await permissions(
          {
            '/var/spool/postfix/active': { uid: 200 },
            '/var/spool/postfix/deferred': { uid: 200 },
            '/var/spool/postfix/maildrop': { uid: 200, gid: 111 },
            '/var/spool/postfix/public': { uid: 200, gid: 111 },
          },
          { ...accounts, '/etc/passwd': `${accounts['/etc/passwd']}mailer:x:200:200:::\n` },
          'mail_owner = mailer\n',
        ),
      },
    ],
    ['no Postfix', { wrong: absent() }],
  ],
  problem: [
    [
      'restored as root',
      { wrong: await permissions({ '/var/spool/postfix/deferred': { uid: 0 } }) },
      { subject: '/var/spool/postfix/deferred' },
    ],
    [
      'postdrop lost its set-gid bit',
      { wrong: await permissions({ '/usr/sbin/postdrop': { gid: 111, mode: 0o755 } }) },
      { subject: '/usr/sbin/postdrop' },
    ],
    [
      'main.cf may be written by others: advice',
      { wrong: await permissions({ '/etc/postfix/main.cf': { mode: 0o666 } }) },
      { severity: 'low' },
    ],
  ],
})
