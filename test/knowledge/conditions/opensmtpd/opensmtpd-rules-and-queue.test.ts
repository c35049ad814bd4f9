import { expect, test } from 'vitest'
import { opensmtpdConfiguration } from '../../../../src/collect/opensmtpd/configuration.ts'
import { summariseOpenSmtpdQueue } from '../../../../src/collect/opensmtpd/queue.ts'
import { opensmtpdQueueFolders } from '../../../../src/collect/opensmtpd/queue-folders.ts'
import { opensmtpdPaused } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-paused.ts'
import { opensmtpdQueuePermissions } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-queue-permissions.ts'
import { opensmtpdUsersCannotRelay } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-users-cannot-relay.ts'
import { relaySmarthostBadCredentials } from '../../../../src/knowledge/conditions/relay/relay-smarthost-bad-credentials.ts'
import { worldOf } from '../../../collect/written-world.ts'
import { factOf } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow, unknown } from '../../test-condition.ts'
import { event, logWith, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const smtpd = { program: 'smtpd', service: 'smtpd', level: 'warning' } as const
const configured = (conf: string) =>
  factOf(
    worldOf({ files: { '/usr/sbin/smtpd': '', '/etc/smtpd.conf': conf }, commands: { 'smtpd -n': '' } }),
    opensmtpdConfiguration,
  )

const listen = 'listen on 0.0.0.0 port 25\nlisten on 0.0.0.0 port 587 tls-require pki x auth <passwords>\n'
const actions =
  'action "in" maildir\naction "out" relay\nmatch from any for domain "example.org" action "in"\n'
const local = 'match for any action "out"\n'
const users = 'match auth from any for any action "out"\n'

testCondition(opensmtpdUsersCannotRelay, {
  fine: [
    ['users log in', { opensmtpd: await configured(listen + actions + users + local) }],
    ['it takes mail only', { opensmtpd: await configured(`listen on 0.0.0.0\n${actions}${local}`) }],
    [
      'a network of one’s own may send, without a log-in',
      {
        opensmtpd: await configured(
          `${listen.replace(' auth <passwords>', '')}${actions}match from src 192.0.2.0/24 for any action "out"\n`,
        ),
      },
    ],
    ['for programs here', { opensmtpd: await configured(`listen on lo port 587\n${actions}${local}`) }],
    ['no OpenSMTPD', { opensmtpd: absent() }],
  ],
  problem: [
    [
      'match auth is missing',
      { opensmtpd: await configured(listen + actions + local) },
      {
        subject: '/etc/smtpd.conf',
        values: expect.objectContaining({ why: 'no rule says "match auth from any for any"' }),
      },
    ],
    [
      'listen lacks auth',
      { opensmtpd: await configured(listen.replace(' auth <passwords>', '') + actions + users + local) },
      { values: expect.objectContaining({ why: 'its "listen" lines lack "auth <table>"' }) },
    ],
  ],
})

const passwd = 'root:x:0:0:root:/root:/bin/sh\nopensmtpq:x:101:102::/nonexistent:/usr/sbin/nologin\n'
const queue = (uid: number, mode: number) =>
  factOf(
    worldOf({
      files: { '/usr/sbin/smtpd': '', '/etc/passwd': passwd, '/etc/group': 'root:x:0:\n' },
      statuses: { '/var/spool/smtpd/queue': { type: 'directory', uid, gid: 0, mode } },
    }),
    opensmtpdQueueFolders,
  )

testCondition(opensmtpdQueuePermissions, {
  fine: [
    ['as shipped', { folders: await queue(101, 0o700), log: logWith() }],
    ['no OpenSMTPD', { folders: absent(), log: unknown('no-permission', 'not read') }],
  ],
  lookalike: [
    [
      'a full disk says queue-fs, too',
      {
        folders: await queue(101, 0o700),
        log: logWith(message('queue-fs: open: No space left on device', smtpd)),
      },
    ],
  ],
  problem: [
    [
      'chown as root',
      { folders: await queue(0, 0o755), log: logWith() },
      {
        subject: '/var/spool/smtpd/queue',
        values: { owner: 'root:root', mode: '0755', user: 'opensmtpq' },
      },
    ],
    [
      'open for others',
      { folders: await queue(101, 0o770), log: logWith() },
      { subject: '/var/spool/smtpd/queue' },
    ],
  ],
})

const paused = message('mta paused', smtpd)
testCondition(opensmtpdPaused, {
  fine: [
    ['nothing is said', { log: logWith() }],
    [
      'resumed',
      { log: logWith(message('mta paused', { ...smtpd, at: longAgo }), message('mta resumed', smtpd)) },
    ],
    [
      'restarted since',
      { log: known(writtenLog({ messages: [paused], timeline: [event('started', 'opensmtpd', testNow)] })) },
    ],
    ['no log', { log: absent() }],
  ],
  problem: [['paused before a move, and forgotten', { log: logWith(paused) }, { subject: 'mta' }]],
})

const refused = 'mta error on mail.example.net[192.0.2.9]:587: AUTH rejected: 535 5.7.8 authentication failed'
testCondition(relaySmarthostBadCredentials, {
  fine: [['yesterday', { log: logWith(message(refused, { ...smtpd, at: longAgo })), now }]],
  lookalike: [
    [
      'the other side hung up',
      {
        log: logWith(message('mta error on mail.example.net[192.0.2.9]:587: Connection closed', smtpd)),
        now,
      },
    ],
  ],
  problem: [
    ['OpenSMTPD’s password', { log: logWith(message(refused, smtpd)), now }, { subject: 'mail.example.net' }],
  ],
})

test('the queue, an envelope a recipient', () => {
  const line = (id: string, to: string, reason: string) =>
    `${id}|inet4|mta|auth|alice@example.org|${to}|${to}|1795540353|1795540353|0|1|pending|383|${reason}`
  const output = [
    line('1dab4f6010f96e6b', 'bob@example.net', 'Could not retrieve credentials'),
    line('8722f597d37f65a6', 'bob@example.com', 'Could not retrieve credentials'),
    line('8722f597d37f65a7', 'eve@example.com', ''),
    'garbage|',
  ].join('\n')
  const queue = summariseOpenSmtpdQueue(output)
  expect(queue).toMatchObject({ messages: 3, oldestAt: 1_795_540_353_000, bounces: 0 })
  expect(queue.byDestination.map(({ name, messages }) => [name, messages])).toEqual([
    ['example.com', 2],
    ['example.net', 1],
  ])
  expect(queue.byReason.map(({ name, messages }) => [name, messages])).toEqual([
    ['Could not retrieve credentials', 2],
  ])
})
