import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type PostfixTable, postfixTables } from '../../../collect/postfix/tables.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/** Look-ups that are made for every mail: without them nothing is taken. The others hurt some mail. */
const forEveryMail =
  /^(?:virtual_(?:alias|mailbox)_(?:maps|domains)|local_recipient_maps|alias_maps|relay_(?:domains|recipient_maps)|mydestination|mynetworks|transport_maps|.*canonical_maps|smtpd_.*_restrictions|sender_dependent_.*_maps|smtp_tls_policy_maps|smtp_sasl_password_maps)$/

/**
 * A table that the configuration names does not exist: look-ups fail with 451 4.3.0 "Temporary lookup
 * failure", and mail is put off. DATABASE_README.
 */
export const mapsDatabaseMissing = condition({
  id: 'maps-database-missing',
  topic: 'configuration',
  severity: 'critical',
  needs: { tables: postfixTables },
  optional: { log: mailLog },
  detect: ({ tables, log }) => {
    if (tables.status === 'absent') return notApplicable('Postfix is not installed')
    const errors =
      log.status === 'known'
        ? loggedTrouble(log.value, { contains: ['open database', 'is unavailable. open'] })
        : undefined
    return tables.value.flatMap((table) => {
      const { parameters, evidence } = table
      const missing = missingFile(table)
      if (missing === undefined) return table.sourcePath === undefined ? [] : [fine(evidence, table.text)]
      const lines = errors?.groups.filter(({ text }) => text.includes(missing)) ?? []
      const isUsed = parameters.some((parameter) => forEveryMail.test(parameter.replace(/^.*: /, '')))
      return [
        problem({
          subject: missing,
          confidence: 'certain',
          severity: lines.length > 0 ? 'critical' : isUsed ? 'high' : 'low',
          evidence: [
            ...(table.database?.status === 'absent'
              ? table.database.evidence
              : table.source?.status === 'absent'
                ? table.source.evidence
                : []),
            ...evidence,
            ...lines.slice(0, 2).map(({ lastExample }) => lastExample),
          ],
          values: { table: table.text, parameter: parameters.join(', '), command: buildCommand(table) },
          marks: [`path:${missing}`, 'dsn:4.3.0', 'detail:lookup-failure'],
          ...(lines.length === 0 ? {} : { since: Math.min(...lines.map(({ firstAt }) => firstAt)) }),
        }),
      ]
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
  ],
  texts: {
    en: {
      title: 'A table that Postfix needs does not exist: {subject}',
      because:
        '{parameter} names {table}, and {subject} does not exist. Every look-up in it fails, and the mail is put off ' +
        'with "451 4.3.0 Temporary lookup failure".',
      allClear: '{subject} is there',
    },
    zh: {
      title: 'Postfix 所需的表不存在：{subject}',
      because:
        '{parameter} 引用了 {table}，而 {subject} 不存在。每次查询都会失败，邮件以“451 4.3.0 Temporary lookup failure”被推迟。',
      allClear: '{subject} 存在',
    },
  },
  fix: [
    {
      do: { en: 'Make it, or take the table out of {parameter}', zh: '生成该表，或从 {parameter} 中去掉它' },
      command: '{command}',
      risk: 'none',
    },
  ],
  verify: ['postconf -n | grep -F {table}', 'ls -l {subject}'],
  references: ['https://www.postfix.org/DATABASE_README.html'],
})

/** The file that Postfix would open, where it does not exist. */
function missingFile({ databasePath, database, sourcePath, source }: PostfixTable): string | undefined {
  if (databasePath !== undefined) return database?.status === 'absent' ? databasePath : undefined
  return source?.status === 'absent' ? sourcePath : undefined
}

function buildCommand({ type, name, parameters, databasePath }: PostfixTable): string {
  if (parameters.some((parameter) => parameter.startsWith('alias_'))) return 'newaliases'
  return databasePath === undefined ? `ls -l ${name}` : `postmap ${type}:${name}`
}
