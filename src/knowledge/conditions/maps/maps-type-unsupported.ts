import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixMapTypes } from '../../../collect/postfix/map-types.ts'
import { postfixTables } from '../../../collect/postfix/tables.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Debian and Ubuntu have these in packages of their own; the others are built in or gone. */
const packages = new Map([
  ['mysql', 'postfix-mysql'],
  ['pgsql', 'postfix-pgsql'],
  ['ldap', 'postfix-ldap'],
  ['pcre', 'postfix-pcre'],
  ['lmdb', 'postfix-lmdb'],
  ['cdb', 'postfix-cdb'],
  ['sqlite', 'postfix-sqlite'],
  ['mongodb', 'postfix-mongodb'],
])

/**
 * The configuration names tables of a type that this Postfix was not built with, or whose package is not
 * installed: whatever asks them fails. NON_BERKELEYDB_README.
 */
export const mapsTypeUnsupported = condition({
  id: 'maps-type-unsupported',
  topic: 'updates',
  severity: 'critical',
  needs: { tables: postfixTables, types: postfixMapTypes },
  optional: { log: mailLog },
  detect: ({ tables, types, log }) => {
    if (tables.status === 'absent' || types.status === 'absent')
      return notApplicable('Postfix is not installed')
    const supported = types.value
    // `proxy`, `unix` and the like are in the list as well, so an empty one was not read right.
    if (!supported.has('static')) return notApplicable('postconf -m printed no list of types')
    const wrong = tables.value.filter(({ type }) => !supported.has(type))
    if (wrong.length === 0) return fine(types.evidence)
    return [...Map.groupBy(wrong, ({ type }) => type)].map(([type, alike]) => {
      const lines =
        log.status === 'known'
          ? findMessages(log.value, {
              contains: ['unsupported dictionary type', 'is not available for this build'],
            }).filter(({ text }) => text.includes(type))
          : []
      const name = packages.get(type)
      return problem({
        subject: type,
        confidence: 'certain',
        evidence: [
          ...alike.flatMap(({ evidence }) => evidence),
          ...types.evidence,
          ...lines.slice(0, 2).map(({ lastExample }) => lastExample),
        ],
        values: {
          tables: alike.map(({ text }) => text).join(', '),
          parameters: [...new Set(alike.flatMap(({ parameters }) => parameters))].join(', '),
          command: name === undefined ? 'postconf default_database_type' : `apt install ${name}`,
        },
        marks: ['reason:server-misconfigured', 'detail:lookup-failure', 'program:smtpd'],
        ...(lines.length === 0 ? {} : { since: Math.min(...lines.map(({ firstAt }) => firstAt)) }),
      })
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
    { condition: 'queue-master-throttling' },
  ],
  mistakenFor: [
    {
      condition: 'maps-database-missing',
      toldApartBy: {
        en: 'the files are there; Postfix cannot read their kind',
        zh: '文件都在，只是 Postfix 无法读取这种类型',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix cannot read tables of type {subject}',
      because:
        '{parameters} use {tables}, and this Postfix does not support the type {subject} (postconf -m). Look-ups there ' +
        'fail, and mail is put off.',
      allClear: 'all table types in use are supported',
    },
    zh: {
      title: 'Postfix 无法读取 {subject} 类型的表',
      because:
        '{parameters} 使用了 {tables}，而此 Postfix 不支持 {subject} 类型（postconf -m）。相关查询都会失败，邮件被推迟。',
      allClear: '所用的表类型均受支持',
    },
  },
  fix: [
    {
      do: {
        en: 'Install what reads this type; if your system no longer has it, write another type (lmdb) in its place everywhere and rebuild the tables with postmap',
        zh: '安装支持该类型的软件包；若系统已不再提供，则全部改用其他类型（如 lmdb）并用 postmap 重新生成',
      },
      command: '{command}',
      risk: 'none',
    },
    {
      do: { en: 'Let Postfix read it', zh: '让 Postfix 重新读取配置' },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf -m'],
  references: [
    'https://www.postfix.org/NON_BERKELEYDB_README.html',
    'https://www.postfix.org/DATABASE_README.html#types',
  ],
})
