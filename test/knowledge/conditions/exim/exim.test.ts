import { eximConfiguration } from '../../../../src/collect/exim/configuration.ts'
import { eximDebianFiles } from '../../../../src/collect/exim/debian-files.ts'
import { eximPanicLog } from '../../../../src/collect/exim/panic-log.ts'
import { eximQueue } from '../../../../src/collect/exim/queue.ts'
import { smarthost } from '../../../../src/collect/mail/smarthost.ts'
import { eximConfigurationRefused } from '../../../../src/knowledge/conditions/exim/exim-configuration-refused.ts'
import { eximDebianSplitConfigIgnored } from '../../../../src/knowledge/conditions/exim/exim-debian-split-config-ignored.ts'
import { eximFrozenBounces } from '../../../../src/knowledge/conditions/exim/exim-frozen-bounces.ts'
import { eximLogNotWritable } from '../../../../src/knowledge/conditions/exim/exim-log-not-writable.ts'
import { eximMalwareAclScannerDown } from '../../../../src/knowledge/conditions/exim/exim-malware-acl-scanner-down.ts'
import { eximPaniclogNonempty } from '../../../../src/knowledge/conditions/exim/exim-paniclog-nonempty.ts'
import { eximSmarthostPasswdClientKey } from '../../../../src/knowledge/conditions/exim/exim-smarthost-passwd-client-key.ts'
import { eximSmtpAcceptMax } from '../../../../src/knowledge/conditions/exim/exim-smtp-accept-max.ts'
import { eximSpamdUnreachable } from '../../../../src/knowledge/conditions/exim/exim-spamd-unreachable.ts'
import { eximSpoolError } from '../../../../src/knowledge/conditions/exim/exim-spool-error.ts'
import { eximTaintedData } from '../../../../src/knowledge/conditions/exim/exim-tainted-data.ts'
import { eximWorld } from '../../../collect/exim/written-exim.ts'
import { factOf } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow, unknown } from '../../test-condition.ts'
import { delivery, logWith, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const exim = { program: 'exim', service: 'exim', level: 'warning' } as const
const configured = (refusal?: string) =>
  factOf(eximWorld(refusal === undefined ? {} : { refusal }), eximConfiguration)

testCondition(eximConfigurationRefused, {
  fine: [
    ['Exim takes it', { exim: await configured() }],
    ['no Exim', { exim: absent() }],
  ],
  problem: [
    [
      'an option is misspelt',
      {
        exim: await configured(
          '2026-11-24 13:15:13 Exim configuration error in line 32 of /etc/exim4/exim4.conf:\n  main option "recieved_headers_max" unknown\n',
        ),
      },
      {
        subject: '/etc/exim4/exim4.conf:32',
        values: { reason: 'main option "recieved_headers_max" unknown' },
      },
    ],
  ],
})

const queue = (lines: string) => factOf(eximWorld({ queue: lines }), eximQueue)
const frozen = (count: number) =>
  Array.from(
    { length: count },
    (_, n) =>
      ` 3d   543 1xVqLJ-0000${String(n).padStart(2, '0')}-0H <> *** frozen ***\n          x@example.net\n`,
  ).join('\n')

testCondition(eximFrozenBounces, {
  fine: [
    ['an empty queue', { queue: await queue('') }],
    ['a handful, as everywhere', { queue: await queue(frozen(4)) }],
    ['much mail that only waits', { queue: await queue(frozen(30).replaceAll(' *** frozen ***', '')) }],
  ],
  problem: [
    [
      'thirty bounces',
      { queue: await queue(frozen(30)) },
      { severity: 'low', values: { messages: 30, frozen: 30, bounces: 30, example: '1xVqLJ-000000-0H' } },
    ],
  ],
})

const tainted = "Tainted '/var/mail/anna' (file or directory name for local_delivery transport) not permitted"
const local = {
  program: 'exim',
  daemon: 'smtp',
  status: 'deferred',
  dsn: '4.0.0',
  relay: { text: '' },
} as const

testCondition(eximTaintedData, {
  fine: [
    ['never', { log: logWith(), now }],
    [
      'another trouble',
      { log: known(writtenLog({ deliveries: [delivery('Connection refused', local)] })), now },
    ],
    [
      'mended since',
      { log: known(writtenLog({ deliveries: [delivery(tainted, { ...local, stillFailing: false })] })), now },
    ],
    ['no log', { log: absent(), now }],
  ],
  problem: [
    [
      'a transport of the time before 4.94',
      { log: known(writtenLog({ deliveries: [delivery(tainted, local)] })), now },
      { subject: 'transport local_delivery' },
    ],
    [
      'a look-up',
      {
        log: known(
          writtenLog({
            deliveries: [delivery("Tainted filename for search: '/etc/exim4/virtual/example.com'", local)],
          }),
        ),
        now,
      },
      { subject: '/etc/exim4/virtual/example.com' },
    ],
  ],
})

const noScanner =
  'malware acl condition: clamd /run/clamav/clamd.ctl : unable to connect to UNIX socket (/run/clamav/clamd.ctl): No such file or directory'
const noRights = 'malware acl condition: clamd: lstat() failed on /var/spool/exim4/scan/1x: Permission denied'

testCondition(eximMalwareAclScannerDown, {
  fine: [
    ['never', { log: logWith(), now }],
    ['a virus was found', { log: logWith(message('malware acl condition: found Eicar', exim)), now }],
    ['mended long ago', { log: logWith(message(noScanner, { ...exim, at: longAgo })), now }],
  ],
  problem: [
    [
      'nobody at the socket',
      { log: logWith(message(noScanner, exim)), now },
      { subject: '/run/clamav/clamd.ctl' },
    ],
    ['the scanner may not read the spool', { log: logWith(message(noRights, exim)), now }],
  ],
})

testCondition(eximSpamdUnreachable, {
  fine: [
    ['never', { log: logWith(), now }],
    [
      'mended long ago',
      {
        log: logWith(message('spam acl condition: all spamd servers failed', { ...exim, at: longAgo })),
        now,
      },
    ],
  ],
  problem: [
    [
      'all failed',
      { log: logWith(message('spam acl condition: all spamd servers failed', exim)), now },
      { subject: 'spamd' },
    ],
  ],
})

const tooMany = 'Connection from [203.0.113.9] refused: too many connections'
testCondition(eximSmtpAcceptMax, {
  fine: [
    ['never', { log: logWith(), now }],
    ['once', { log: logWith(message(tooMany, { ...exim, count: 1 })), now }],
    ['another program says so', { log: logWith(message('imap: too many connections', { count: 50 })), now }],
  ],
  problem: [
    [
      'many turned away',
      { log: logWith(message(tooMany, { ...exim, count: 40 })), now },
      { subject: 'smtp_accept_max' },
    ],
  ],
})

testCondition(eximSpoolError, {
  fine: [
    ['never', { log: logWith(), now }],
    [
      'mended long ago',
      { log: logWith(message('Format error in spool file', { ...exim, at: longAgo })), now },
    ],
  ],
  problem: [
    [
      'half a message',
      { log: logWith(message('Format error in spool file 1xVqLJ-0000Hx-0H-H: size=0', exim)), now },
      { subject: '1xVqLJ-0000Hx-0H' },
    ],
  ],
})

testCondition(eximLogNotWritable, {
  fine: [['never', { log: logWith(), now }]],
  problem: [
    [
      'it belongs to root',
      {
        log: logWith(
          message('Cannot open main log file "/var/log/exim4/mainlog": Permission denied: euid=101', exim),
        ),
        now,
      },
      { subject: '/var/log/exim4/mainlog' },
    ],
  ],
})

const panic = await factOf(
  eximWorld(
    {},
    {
      statuses: { '/var/log/exim4/paniclog': { type: 'file', sizeBytes: 400, modifiedAt: testNow - 60_000 } },
    },
  ),
  eximPanicLog,
)
const oldPanic = await factOf(
  eximWorld(
    {},
    {
      statuses: {
        '/var/log/exim4/paniclog': { type: 'file', sizeBytes: 400, modifiedAt: testNow - 9 * 86_400_000 },
      },
    },
  ),
  eximPanicLog,
)

testCondition(eximPaniclogNonempty, {
  fine: [
    ['nothing in it', { panicLog: absent(), now }],
    ['older than two days', { panicLog: oldPanic, now }],
    ['not to be seen', { panicLog: unknown('no-permission', 'denied'), now }],
  ],
  problem: [['something new', { panicLog: panic, now }, { subject: '/var/log/exim4/paniclog' }]],
})

const throughC = await factOf(
  eximWorld({
    routers:
      'smarthost router:\ndriver = manualroute\nroute_list = * smtp.example.net::587 byname\ntransport = remote_smtp\n',
  }),
  smarthost,
)
const asStranger = known(
  writtenLog({
    deliveries: [
      delivery(
        'SMTP error from remote mail server after RCPT TO:<b@example.com>: 530 5.7.0 Authentication required',
        {
          ...local,
          status: 'bounced',
          relay: { text: 'smtp7.example.net[192.0.2.7]', host: 'smtp7.example.net', address: '192.0.2.7' },
        },
      ),
    ],
  }),
)
const keys = (...names: string[]) => known({ path: '/etc/exim4/passwd.client', keys: names })

testCondition(eximSmarthostPasswdClientKey, {
  fine: [
    [
      'the canonical name is there',
      { smarthost: throughC, credentials: keys('smtp7.example.net'), log: asStranger, now },
    ],
    ['one for all', { smarthost: throughC, credentials: keys('*.example.net'), log: asStranger, now }],
    ['it takes our mail', { smarthost: throughC, credentials: keys(), log: logWith(), now }],
    ['no smarthost', { smarthost: absent(), credentials: keys(), log: asStranger, now }],
  ],
  problem: [
    [
      'under the alias only',
      { smarthost: throughC, credentials: keys('smtp.example.net'), log: asStranger, now },
      {
        subject: '/etc/exim4/passwd.client',
        values: {
          host: 'smtp7.example.net',
          smarthost: 'smtp.example.net:587',
          keys: 'smtp.example.net',
          count: 3,
        },
      },
    ],
    ['no such file', { smarthost: throughC, credentials: absent(), log: asStranger, now }],
  ],
})

const template = '/etc/exim4/exim4.conf.template'
const listMacros = '/etc/exim4/conf.d/main/01_exim4-config_listmacrosdefs'
const debianFiles = (
  split: boolean,
  templateAt: number,
  partsAt: number,
  more: Record<string, string> = {},
) =>
  factOf(
    eximWorld(
      {},
      {
        files: { '/etc/exim4/update-exim4.conf.conf': `dc_use_split_config='${split}'\n`, ...more },
        statuses: {
          [template]: { type: 'file', modifiedAt: templateAt },
          [listMacros]: { type: 'file', modifiedAt: partsAt },
        },
      },
    ),
    eximDebianFiles,
  )
const built = testNow - 900 * 86_400_000
const yesterday = testNow - 86_400_000

testCondition(eximDebianSplitConfigIgnored, {
  fine: [
    ['as the package brought them', { files: await debianFiles(false, built, built), now }],
    ['an edit of what is used', { files: await debianFiles(true, built, yesterday), now }],
    ['an edit of last year', { files: await debianFiles(true, testNow - 300 * 86_400_000, built), now }],
    [
      'a file of one’s own',
      { files: await debianFiles(true, yesterday, built, { '/etc/exim4/exim4.conf': '' }), now },
    ],
  ],
  problem: [
    [
      'the template, while split',
      { files: await debianFiles(true, yesterday, built), now },
      { subject: template },
    ],
    [
      'conf.d, while not split',
      { files: await debianFiles(false, built, yesterday), now },
      { subject: listMacros },
    ],
  ],
})
