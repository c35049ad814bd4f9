import { commandLine } from '../../../../src/access/host/commands.ts'
import { mailServerStates } from '../../../../src/collect/mail/server-states.ts'
import { queueMailSystemStopped } from '../../../../src/knowledge/conditions/queue/queue-mail-system-stopped.ts'
import { factOf, postfixFacts, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { message, writtenLog } from '../../written-log.ts'

const units = (lines: string, files = '') => ({
  [commandLine({ name: 'systemctl-units' })]: lines,
  [commandLine({ name: 'systemctl-unit-files' })]: files,
})
const { services } = await postfixFacts()
const debian12 = units(
  'postfix.service loaded active exited Postfix Mail Transport Agent\npostfix@-.service loaded active running Postfix\n',
)
const debian12Stopped = units(
  'postfix.service loaded inactive dead Postfix Mail Transport Agent\n',
  'postfix.service enabled enabled\npostfix@.service indirect enabled\n',
)
/** The dummy unit says active all the same. */
const debian12Crashed = units(
  'postfix.service loaded active exited Postfix Mail Transport Agent\npostfix@-.service loaded failed failed Postfix\n',
)
const debian13 = units(
  'postfix.service loaded active running Postfix Mail Transport Agent (main/default instance)\npostfix@-.service loaded inactive dead Postfix Mail Transport Agent (instance -, /etc/postfix-/)\n',
)
const hidden = ['/var/spool/postfix/pid']
const withUnits = (commands: Record<string, string>) =>
  factOf(postfixWorld('', undefined, { commands, forbidden: hidden }), mailServerStates)
const withPid = (files: Record<string, string>) =>
  factOf(postfixWorld('', undefined, { files }), mailServerStates)

testCondition(queueMailSystemStopped, {
  fine: [
    ['Debian 12: dummy unit exited, worker runs', { states: await withUnits(debian12), services }],
    ['Debian 13: one unit', { states: await withUnits(debian13), services }],
    [
      'no systemd (a container): the process is there',
      {
        states: await withPid({
          '/var/spool/postfix/pid/master.pid': '   71\n',
          '/proc/71/comm': 'master\n',
        }),
        services,
      },
    ],
    [
      'another queue directory',
      {
        states: await factOf(
          postfixWorld('queue_directory = /srv/queue\n', undefined, {
            files: { '/srv/queue/pid/master.pid': '9\n', '/proc/9/comm': 'master\n' },
          }),
          mailServerStates,
        ),
      },
    ],
    ['no Postfix here', { states: absent() }],
  ],
  problem: [
    [
      'stopped by hand (Debian 12)',
      { states: await withUnits(debian12Stopped), services },
      { subject: 'postfix.service', severity: 'critical', confidence: 'certain' },
    ],
    [
      'stopped by hand (Debian 13)',
      {
        states: await withUnits(
          units(
            'postfix.service loaded inactive dead Postfix\npostfix@-.service loaded inactive dead Postfix Mail Transport Agent (instance -, /etc/postfix-/)\n',
          ),
        ),
      },
      { subject: 'postfix.service' },
    ],
    [
      'died; the dummy unit is still active',
      { states: await withUnits(debian12Crashed), services },
      { subject: 'postfix@-.service' },
    ],
    [
      'a stale pid file, and the log says why',
      {
        states: await withPid({ '/var/spool/postfix/pid/master.pid': '71\n', '/proc/71/comm': 'bash\n' }),
        services,
        log: known(
          writtenLog({
            messages: [
              message('open lock file pid/master.pid: unable to set exclusive lock', {
                program: 'postfix/master',
                service: 'master',
                level: 'fatal',
              }),
            ],
          }),
        ),
      },
      { confidence: 'certain' },
    ],
  ],
})
