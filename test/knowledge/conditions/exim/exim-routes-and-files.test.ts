import { expect, test } from 'vitest'
import { commandLine } from '../../../../src/access/host/commands.ts'
import { eximConfiguration } from '../../../../src/collect/exim/configuration.ts'
import { eximGeneratedConfiguration } from '../../../../src/collect/exim/generated-configuration.ts'
import { eximServer } from '../../../../src/collect/exim/server.ts'
import { eximStartFailure } from '../../../../src/collect/exim/start-failure.ts'
import type { UnopenedFile } from '../../../../src/collect/exim/unopened-files.ts'
import { eximUnopenedFiles } from '../../../../src/collect/exim/unopened-files.ts'
import type { UnrouteableDomain } from '../../../../src/collect/exim/unrouteable-domains.ts'
import { eximConfigurationNotGenerated } from '../../../../src/knowledge/conditions/exim/exim-configuration-not-generated.ts'
import { eximFileUnreadable } from '../../../../src/knowledge/conditions/exim/exim-file-unreadable.ts'
import { eximSmarthostMalformed } from '../../../../src/knowledge/conditions/exim/exim-smarthost-malformed.ts'
import { eximSpoolPermission } from '../../../../src/knowledge/conditions/exim/exim-spool-permission.ts'
import { eximStartRefused } from '../../../../src/knowledge/conditions/exim/exim-start-refused.ts'
import { eximTaintedData } from '../../../../src/knowledge/conditions/exim/exim-tainted-data.ts'
import { eximUnrouteableAddress } from '../../../../src/knowledge/conditions/exim/exim-unrouteable-address.ts'
import { eximWorld, printedRouters } from '../../../collect/exim/written-exim.ts'
import { worldOf } from '../../../collect/written-world.ts'
import { factOf } from '../../postfix-facts.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { delivery, lately, logWith, longAgo, message, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const exim = { program: 'exim', service: 'exim', level: 'warning' } as const

const unopened = (parts: Partial<UnopenedFile> = {}) =>
  known([
    {
      path: '/etc/exim4/mailboxes',
      error: 'missing',
      count: 3,
      firstAt: lately,
      lastAt: lately,
      mended: false,
      evidence: [seen],
      ...parts,
    } satisfies UnopenedFile,
  ])

testCondition(eximFileUnreadable, {
  fine: [
    ['nothing was missing', { files: absent(), log: logWith(), now }],
    ['it is there again', { files: unopened({ mended: true }), log: logWith(), now }],
    ['that was yesterday', { files: unopened({ firstAt: longAgo, lastAt: longAgo }), log: logWith(), now }],
    ['no log', { files: absent(), log: absent(), now }],
  ],
  problem: [
    [
      'a list of mailboxes is gone',
      { files: unopened(), log: logWith(), now },
      {
        subject: '/etc/exim4/mailboxes',
        values: { count: 3, what: 'it does not exist', whatZh: '该文件不存在' },
      },
    ],
    [
      'passwd.client belongs to root alone',
      { files: unopened({ path: '/etc/exim4/passwd.client', error: 'not permitted' }), log: logWith(), now },
      { subject: '/etc/exim4/passwd.client' },
    ],
  ],
})

test.each([
  ['failed to open /etc/exim4/boxes for linear search: No such file or directory', 'missing'],
  [
    'failed to open /etc/exim4/boxes for linear search: Permission denied (euid=100 egid=106)',
    'not permitted',
  ],
  ['unable to open file for reading: /etc/exim4/boxes', 'missing'],
  ['Error in system filter: /etc/exim4/boxes does not exist', 'missing'],
])('the file that is meant by: %s', async (text, error) => {
  const log = writtenLog({ messages: [message(text, exim)] })
  const files = await eximUnopenedFiles.collect(worldOf({}), { log: known(log) }, undefined)
  expect(files).toMatchObject({
    status: 'known',
    value: [{ path: '/etc/exim4/boxes', error, mended: false }],
  })
})

test('a recipient that was put off for such a file; mended where it is there', async () => {
  const text = 'failed to open /etc/exim4/boxes for linear search: No such file or directory'
  const log = writtenLog({ rejects: [reject(text, { program: 'exim' })] })
  const files = { '/etc/exim4/boxes': 'anna\n' }
  const found = await eximUnopenedFiles.collect(worldOf({ files }), { log: known(log) }, undefined)
  expect(found).toMatchObject({ status: 'known', value: [{ count: 20, mended: true }] })
})

const routed = (routers: string) => factOf(eximWorld({ routers }), eximConfiguration)
const smarthostRouter = (list: string) =>
  `smarthost router:\ndomains = ! +local_domains\ndriver = manualroute\nroute_list = ${list}\ntransport = remote_smtp\n`

testCondition(eximSmarthostMalformed, {
  fine: [
    ['no smarthost', { exim: await routed(printedRouters) }],
    ['two colons', { exim: await routed(smarthostRouter('* smtp.example.net::587 byname')) }],
    ['no port', { exim: await routed(smarthostRouter('* smtp.example.net byname')) }],
    ['two hosts', { exim: await routed(smarthostRouter('* a.example.net:b.example.net byname')) }],
    ['hubbed hosts without a list', { exim: await routed(smarthostRouter('')) }],
    ['no Exim', { exim: absent() }],
  ],
  problem: [
    [
      'one colon',
      { exim: await routed(smarthostRouter('* smtp.example.net:587 byname')) },
      {
        subject: '* smtp.example.net:587 byname',
        values: expect.objectContaining({ meant: 'smtp.example.net::587' }),
      },
    ],
    ['no name at all', { exim: await routed(smarthostRouter('*  byname')) }, { subject: '*  byname' }],
  ],
})

test('an option is not taken for a smarthost', async () => {
  const fact = await routed(smarthostRouter('*  byname'))
  if (fact.status !== 'known') throw new Error('no configuration')
  expect((await eximServer(worldOf({}), fact.value)).smarthost).toBeUndefined()
})

const noWay = (parts: Partial<UnrouteableDomain> = {}) =>
  known([
    {
      domain: 'example.net',
      reply: 'Unrouteable address',
      count: 2,
      firstAt: lately,
      lastAt: lately,
      acceptedAt: undefined,
      evidence: [seen],
      ...parts,
    } satisfies UnrouteableDomain,
  ])
const local = 'local_user router:\ndriver = accept\n'

testCondition(eximUnrouteableAddress, {
  fine: [
    [
      'nothing was unrouteable',
      { exim: await routed(printedRouters), domains: absent(), log: logWith(), now },
    ],
    [
      'mail for it went out since',
      { exim: await routed(printedRouters), domains: noWay({ acceptedAt: testNow }), log: logWith(), now },
    ],
    ['long ago', { exim: await routed(local), domains: noWay({ lastAt: longAgo }), log: logWith(), now }],
    ['no Exim', { exim: absent(), domains: absent(), log: logWith(), now }],
  ],
  problem: [
    [
      'for this machine only',
      { exim: await routed(local), domains: noWay(), log: logWith(), now },
      { subject: 'Exim’s routers', confidence: 'certain' },
    ],
    [
      'the router leaves them out',
      { exim: await routed(printedRouters), domains: noWay(), log: logWith(), now },
      { confidence: 'likely' },
    ],
  ],
})

const denied = 'Failed to create spool file /var/spool/exim4//input//1xVuAR-000074-32-D: Permission denied'

testCondition(eximSpoolPermission, {
  fine: [
    ['nothing is said', { log: logWith(), now }],
    ['yesterday', { log: logWith(message(denied, { ...exim, at: longAgo })), now }],
  ],
  lookalike: [
    [
      'a full disk',
      { log: logWith(message(denied.replace('Permission denied', 'No space left on device'), exim)), now },
    ],
  ],
  problem: [
    [
      'after a restore as root',
      { log: logWith(message(denied, exim)), now },
      { subject: '/var/spool/exim4' },
    ],
  ],
})

testCondition(eximTaintedData, {
  fine: [['nothing is said', { log: known(writtenLog({ deliveries: [delivery('mailbox full')] })), now }]],
  problem: [
    [
      'the name of a DKIM key is made of the sender’s domain',
      { log: logWith(message("Tainted filename '/etc/exim4/example.org.key'", exim)), now },
      { subject: '/etc/exim4/example.org.key' },
    ],
  ],
})

const journal = commandLine({ name: 'journal-unit', arguments: ['exim4.service'] })
const ended = (said: string, pid = '/run/exim4/other') =>
  factOf(
    worldOf({
      files: { '/usr/sbin/exim4': '', [pid]: '7\n', '/proc/7/comm': 'exim4\n' },
      commands: {
        [journal]: `2026-11-24T02:00:00+0000 mail exim4[9]: exim: bad time value -qx: abandoned\n2026-11-24T02:50:00+0000 mail exim4[43]: Starting MTA:\n${said}\n`,
      },
    }),
    eximStartFailure,
  )
const bad = '2026-11-24T02:50:01+0000 mail exim4[78]: exim: bad time value -q30: abandoned'

testCondition(eximStartRefused, {
  fine: [
    ['it runs', { failure: await ended(bad, '/run/exim4/exim.pid') }],
    ['stopped by hand: it said nothing at the last start', { failure: await ended('') }],
    ['no Exim', { failure: absent() }],
  ],
  problem: [
    [
      'QUEUEINTERVAL without a unit',
      { failure: await ended(bad) },
      { subject: 'exim4.service', values: { reason: 'bad time value -q30' } },
    ],
    [
      'a log that it may not write',
      {
        failure: await ended(
          '2026-11-24T02:50:01+0000 mail exim[78]: 2026-11-24 02:50:01 Cannot open main log file "/var/log/exim4/mainlog": Permission denied: euid=100 egid=106\n2026-11-24T02:50:01+0000 mail exim[78]: exim: could not open panic log - aborting: see message(s) above',
        ),
      },
      {
        values: {
          reason: 'Cannot open main log file "/var/log/exim4/mainlog": Permission denied: euid=100 egid=106',
        },
      },
    ],
  ],
})

const hour = 3_600_000
const made = (editedAt: number, own: Readonly<Record<string, string>> = {}) =>
  factOf(
    worldOf({
      files: {
        '/usr/sbin/exim4': '',
        '/etc/exim4/update-exim4.conf.conf': "dc_use_split_config='true'\n",
        '/etc/exim4/conf.d/main/01_exim4-config_listmacrosdefs': '',
        '/etc/exim4/conf.d/main/000_localmacros.bak': '',
        '/etc/exim4/conf.d/router/350_own': '',
        '/var/lib/exim4/config.autogenerated': '',
        ...own,
      },
      statuses: {
        '/etc/exim4/update-exim4.conf.conf': { modifiedAt: testNow - 9 * hour },
        '/etc/exim4/conf.d/main/01_exim4-config_listmacrosdefs': { modifiedAt: testNow - 9 * hour },
        '/etc/exim4/conf.d/main/000_localmacros.bak': { modifiedAt: testNow - hour },
        '/etc/exim4/conf.d/router/350_own': { modifiedAt: editedAt },
        '/var/lib/exim4/config.autogenerated': { modifiedAt: testNow - 8 * hour },
      },
    }),
    eximGeneratedConfiguration,
  )
const sound = await routed(printedRouters)

testCondition(eximConfigurationNotGenerated, {
  fine: [
    [
      'made after the last edit; a backup is newer',
      { generated: await made(testNow - 9 * hour), exim: sound, now },
    ],
    ['somebody is at it', { generated: await made(testNow - 60_000), exim: sound, now }],
    [
      'a configuration of one’s own',
      { generated: await made(testNow - hour, { '/etc/exim4/exim4.conf': '' }), exim: sound, now },
    ],
  ],
  lookalike: [
    [
      'Exim refuses what was made',
      {
        generated: await made(testNow - hour),
        exim: await factOf(
          eximWorld({ refusal: 'Exim configuration error in line 3 of /x:\n  bad\n' }),
          eximConfiguration,
        ),
        now,
      },
    ],
  ],
  problem: [
    [
      'edited an hour ago, and forgotten',
      { generated: await made(testNow - hour), exim: sound, now },
      {
        subject: '/etc/exim4/conf.d/router/350_own',
        values: { path: '/var/lib/exim4/config.autogenerated' },
      },
    ],
  ],
})
