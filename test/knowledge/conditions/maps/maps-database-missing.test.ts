import { postfixMapTypes } from '../../../../src/collect/postfix/map-types.ts'
import { postfixTables } from '../../../../src/collect/postfix/tables.ts'
import { mapsDatabaseMissing } from '../../../../src/knowledge/conditions/maps/maps-database-missing.ts'
import { mapsSourceNewerThanDatabase } from '../../../../src/knowledge/conditions/maps/maps-source-newer-than-database.ts'
import { mapsTypeUnsupported } from '../../../../src/knowledge/conditions/maps/maps-type-unsupported.ts'
import type { WrittenWorld } from '../../../collect/written-world.ts'
import { factOf, plainMaster, postfixWorld } from '../../postfix-facts.ts'
import { absent, testCondition, testNow } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'

const minute = 60_000
const aliases = 'alias_maps = hash:/etc/aliases\nalias_database = hash:/etc/aliases\n'
const main = `${aliases}virtual_alias_maps = hash:/etc/postfix/virtual\n`
const files = {
  '/etc/aliases': '',
  '/etc/aliases.db': '',
  '/etc/postfix/virtual': '',
  '/etc/postfix/virtual.db': '',
}
const tables = (text: string, more: WrittenWorld = { files }, master = plainMaster) =>
  factOf(postfixWorld(text, master, more), postfixTables)
const edited = (by: number): WrittenWorld => ({
  files,
  statuses: {
    '/etc/postfix/virtual': { modifiedAt: testNow - 5 * minute },
    '/etc/postfix/virtual.db': { modifiedAt: testNow - 5 * minute - by },
  },
})
const withoutDatabase = { '/etc/aliases': '', '/etc/aliases.db': '', '/etc/postfix/virtual': '' }
const typesOf = (list: string) =>
  factOf(postfixWorld('', plainMaster, { commands: { 'postconf -m': list } }), postfixMapTypes)
const types = await typesOf('btree\ncidr\nfail\nhash\ninline\nproxy\nstatic\ntexthash\nunix\n')

testCondition(mapsSourceNewerThanDatabase, {
  fine: [
    ['built after the edit', { tables: await tables(main, edited(-minute)) }],
    ['built in the same second', { tables: await tables(main, edited(900)) }],
    [
      'the text is gone, the database serves',
      {
        tables: await tables(main, {
          files: { '/etc/aliases': '', '/etc/aliases.db': '', '/etc/postfix/virtual.db': '' },
        }),
      },
    ],
    [
      'texthash needs no database',
      {
        tables: await tables(
          `${aliases}virtual_alias_maps = texthash:/etc/postfix/virtual\n`,
          edited(minute),
        ),
      },
    ],
    ['no Postfix', { tables: absent() }],
  ],
  problem: [
    [
      'edited and forgotten',
      { tables: await tables(main, edited(minute)) },
      {
        subject: '/etc/postfix/virtual',
        confidence: 'certain',
        values: {
          command: 'postmap hash:/etc/postfix/virtual',
          parameter: 'virtual_alias_maps',
          edited: '2026-11-24T02:55:00Z',
          built: '2026-11-24T02:54:00Z',
        },
      },
    ],
  ],
})

testCondition(mapsDatabaseMissing, {
  fine: [
    ['all there', { tables: await tables(main) }],
    [
      'inline, static, SQL by proxy',
      {
        tables: await tables(
          `${aliases}virtual_alias_maps = inline:{a=b} static:x proxy:unix:passwd.byname\n`,
        ),
      },
    ],
    [
      'caches are made by Postfix',
      {
        tables: await tables(
          `${aliases}smtp_tls_session_cache_database = btree:\${data_directory}/smtp_scache\naddress_verify_map = btree:/var/lib/postfix/verify\n`,
        ),
      },
    ],
    ['may not look', { tables: await tables(main, { files, forbidden: ['/etc/postfix/virtual.db'] }) }],
    ['a milter is no table', { tables: await tables(`${aliases}smtpd_milters = inet:127.0.0.1:11332\n`) }],
    ['no Postfix', { tables: absent() }],
  ],
  problem: [
    [
      'never compiled, and the log says so',
      {
        tables: await tables(main, { files: withoutDatabase }),
        log: logWith(
          message('open database /etc/postfix/virtual.db: No such file or directory', {
            program: 'postfix/cleanup',
            service: 'cleanup',
          }),
        ),
      },
      {
        subject: '/etc/postfix/virtual.db',
        severity: 'critical',
        values: {
          table: 'hash:/etc/postfix/virtual',
          parameter: 'virtual_alias_maps',
          command: 'postmap hash:/etc/postfix/virtual',
        },
      },
    ],
    [
      'aliases by default',
      { tables: await tables('', { files: { '/etc/aliases': '' } }) },
      {
        subject: '/etc/aliases.db',
        severity: 'high',
        values: {
          command: 'newaliases',
          table: 'hash:/etc/aliases',
          parameter: 'alias_maps, local_recipient_maps',
        },
      },
    ],
    [
      'a pattern file in an override',
      {
        tables: await tables(
          aliases,
          { files },
          `${plainMaster}587 inet n - y - - smtpd\n  -o smtpd_sender_login_maps=pcre:/etc/postfix/login\n`,
        ),
      },
      { subject: '/etc/postfix/login' },
    ],
  ],
})

testCondition(mapsTypeUnsupported, {
  fine: [
    ['all supported', { tables: await tables(main), types }],
    [
      'the list could not be read right',
      { tables: await tables(main), types: await typesOf('what is this\n') },
    ],
    ['no Postfix', { tables: absent(), types: absent() }],
  ],
  problem: [
    [
      'the package is missing',
      { tables: await tables('virtual_mailbox_maps = proxy:mysql:/etc/postfix/m.cf\n'), types },
      {
        subject: 'mysql',
        values: {
          command: 'apt install postfix-mysql',
          tables: 'proxy:mysql:/etc/postfix/m.cf',
          parameters: 'virtual_mailbox_maps',
        },
      },
    ],
    [
      'no Berkeley DB in this build',
      { tables: await tables(main), types: await typesOf('cdb lmdb static texthash proxy unix inline') },
      { subject: 'hash' },
    ],
  ],
})
