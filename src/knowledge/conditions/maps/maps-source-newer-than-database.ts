import { isoTime } from '../../../access/clock.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type PostfixTable, postfixTables } from '../../../collect/postfix/tables.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/** postmap writes the database some moments before a slow editor's last touch of the text. */
const toleranceMilliseconds = 2_000

/**
 * A text table was edited and its database not rebuilt: Postfix still reads the old entries.
 * DATABASE_README, postmap(1).
 */
export const mapsSourceNewerThanDatabase = condition({
  id: 'maps-source-newer-than-database',
  topic: 'configuration',
  severity: 'medium',
  needs: { tables: postfixTables },
  optional: { log: mailLog },
  detect: ({ tables, log }) => {
    if (tables.status === 'absent') return notApplicable('Postfix is not installed')
    const warned =
      log.status === 'known' ? loggedTrouble(log.value, { contains: 'is older than source file' }) : undefined
    return tables.value.flatMap((table) => {
      const { source, database, sourcePath = '', databasePath = '', evidence, parameters } = table
      if (source?.status !== 'known' || database?.status !== 'known') return []
      const lag = source.value.modifiedAt - database.value.modifiedAt
      if (lag <= toleranceMilliseconds) return [fine(evidence, sourcePath)]
      const lines = warned?.groups.filter(({ text }) => text.includes(databasePath)) ?? []
      return [
        problem({
          subject: sourcePath,
          confidence: 'certain',
          evidence: [
            ...source.evidence,
            ...database.evidence,
            ...lines.slice(0, 1).map(({ lastExample }) => lastExample),
            ...evidence,
          ],
          values: {
            command: rebuildCommand(table),
            parameter: parameters[0] ?? '',
            edited: isoTime(source.value.modifiedAt),
            built: isoTime(database.value.modifiedAt),
          },
          marks: [`path:${sourcePath}`, `path:${databasePath}`],
          since: source.value.modifiedAt,
        }),
      ]
    })
  },
  explains: [{ condition: 'inbound-refused' }, { condition: 'deliveries-rejected' }],
  texts: {
    en: {
      title: '{subject} was edited, but Postfix still reads the old table',
      because:
        'Postfix reads a database built from {subject} ({parameter}). The text was changed at {edited}, the database ' +
        'is of {built}: what was added or removed since has no effect.',
      allClear: 'the database of {subject} is up to date',
    },
    zh: {
      title: '{subject} 已修改，但 Postfix 仍在读取旧表',
      because:
        'Postfix 读取由 {subject} 生成的数据库（{parameter}）。文本于 {edited} 修改，而数据库生成于 {built}：此后的增删均未生效。',
      allClear: '{subject} 的数据库是最新的',
    },
  },
  fix: [{ do: { en: 'Rebuild it', zh: '重新生成' }, command: '{command}', risk: 'none' }],
  verify: ['ls -l --time-sort {subject}*'],
  references: ['https://www.postfix.org/DATABASE_README.html'],
})

/** postalias for aliases, whose text has another form. */
function rebuildCommand({ type, name, parameters }: PostfixTable): string {
  const isAliases = parameters.some((parameter) => parameter.startsWith('alias_'))
  return isAliases ? 'newaliases' : `postmap ${type}:${name}`
}
