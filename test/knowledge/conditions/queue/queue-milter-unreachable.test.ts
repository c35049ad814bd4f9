import { postfixFilterEndpoints } from '../../../../src/collect/postfix/filter-endpoints.ts'
import { queueMilterSilentlyAccepting } from '../../../../src/knowledge/conditions/queue/queue-milter-silently-accepting.ts'
import { queueMilterUnreachable } from '../../../../src/knowledge/conditions/queue/queue-milter-unreachable.ts'
import type { WrittenWorld } from '../../../collect/written-world.ts'
import { factOf, plainMaster, postfixWorld, submissionMaster } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow, unknown } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)
const rspamd =
  'smtpd_milters = inet:127.0.0.1:11332\nnon_smtpd_milters = $smtpd_milters\nmilter_default_action = tempfail\n'
const opendkim = 'smtpd_milters = unix:opendkim/opendkim.sock\nmilter_default_action = tempfail\n'
const accepting = rspamd.replace('tempfail', 'accept')
const filters = (main: string, more: WrittenWorld = {}, master = plainMaster) =>
  factOf(postfixWorld(main, master, more), postfixFilterEndpoints)
const answers: WrittenWorld = { connects: { '127.0.0.1:11332': 'connected' } }
const socketPath = '/var/spool/postfix/opendkim/opendkim.sock'
const socket: WrittenWorld = { statuses: { [socketPath]: { type: 'socket' } } }
const table = (path: string) =>
  `Num       RefCount Protocol Flags    Type St Inode Path\n0000000000000000: 00000002 00000000 00010000 0001 01 20613 ${path}\n`
const warning = (at?: number) =>
  message('connect to Milter service inet:127.0.0.1:11332: Connection refused', {
    program: 'postfix/smtpd',
    service: 'smtpd',
    level: 'warning',
    ...(at === undefined ? {} : { at }),
  })

testCondition(queueMilterUnreachable, {
  fine: [
    ['it answers', { filters: await filters(rspamd, answers), now }],
    [
      'it answers now; the log tells of a restart long ago',
      { filters: await filters(rspamd, answers), log: logWith(warning(longAgo)), now },
    ],
    ['no milter', { filters: await filters('') }],
    [
      'a socket in the chroot, somebody listens',
      {
        filters: await filters(opendkim, { ...socket, files: { '/proc/net/unix': table(socketPath) } }),
        now,
      },
    ],
    [
      'bound through /var/run',
      {
        filters: await filters(
          'smtpd_milters = unix:/run/opendkim/o.sock\n',
          {
            statuses: { '/run/opendkim/o.sock': { type: 'socket' } },
            files: { '/proc/net/unix': table('/var/run/opendkim/o.sock') },
          },
          plainMaster
            .replace(/smtpd$/m, 'smtpd')
            .replace('inet  n       -       y', 'inet  n       -       n'),
        ),
        now,
      },
    ],
    [
      'only for one service, which answers',
      {
        filters: await filters(
          '',
          answers,
          `${plainMaster}${submissionMaster}  -o smtpd_milters=inet:127.0.0.1:11332\n`,
        ),
        now,
      },
    ],
    ['no Postfix', { filters: absent() }],
  ],
  lookalike: [
    ['dead, but mail passes: another condition', { filters: await filters(accepting), now }],
    [
      'dead, but this milter of its own lets mail pass',
      {
        filters: await filters(
          'smtpd_milters = { inet:127.0.0.1:11332, connect_timeout=5s, default_action=accept }\n',
        ),
        now,
      },
    ],
    [
      'a name that only the container network knows',
      { filters: await filters('smtpd_milters = inet:rspamd-mailcow:9900\n'), now },
    ],
  ],
  problem: [
    [
      'refused, and the log says so',
      { filters: await filters(rspamd), log: logWith(warning()), now },
      {
        subject: 'inet:127.0.0.1:11332',
        confidence: 'certain',
        values: { action: 'tempfail', program: 'rspamd', services: 'smtp, cleanup' },
      },
    ],
    [
      'the socket is missing',
      { filters: await filters(opendkim), now },
      { subject: 'unix:opendkim/opendkim.sock' },
    ],
    [
      'the socket was left behind by a dead process',
      {
        filters: await filters(opendkim, { ...socket, files: { '/proc/net/unix': table('/run/other') } }),
        now,
      },
      { confidence: 'certain' },
    ],
    [
      'could not look, but the log complains now',
      {
        filters: known([
          {
            endpoint: { kind: 'inet', text: 'inet:127.0.0.1:11332', host: '127.0.0.1', port: 11332 },
            use: 'milter',
            defaultAction: 'tempfail',
            services: ['smtp'],
            parameter: 'smtpd_milters',
            evidence: [],
            state: unknown('not-recorded', 'not in the capture'),
          },
        ]),
        log: logWith(warning()),
        now,
      },
      { confidence: 'likely' },
    ],
  ],
})

testCondition(queueMilterSilentlyAccepting, {
  fine: [
    ['it answers', { filters: await filters(accepting, answers), now }],
    ['no milter', { filters: await filters('') }],
  ],
  lookalike: [['dead, and mail is refused: another condition', { filters: await filters(rspamd), now }]],
  problem: [
    [
      'refused',
      { filters: await filters(accepting), log: logWith(warning()), now },
      { subject: 'inet:127.0.0.1:11332', confidence: 'certain' },
    ],
  ],
})
