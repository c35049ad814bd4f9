/** Writes docs/conditions/, docs/facts.md and docs/schema/ from the code. `--check` only says what differs. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { FactDefinition } from '../src/collect/fact.ts'
import { allConditions } from '../src/knowledge/registry.ts'
import { describeCondition } from '../src/report/conditions.ts'
import { logsReportSchema } from '../src/report/logs-schema.ts'
import { checkReportSchema } from '../src/report/schema.ts'
import { sendTestSchema } from '../src/report/send-test-schema.ts'
import { traceReportSchema } from '../src/report/trace-schema.ts'
import { openApiDocument } from '../src/server/openapi.ts'

const docs = new URL('../docs/', import.meta.url)
const onlyCheck = process.argv.includes('--check')

const wanted = new Map<string, string>([
  ['schema/check-1.json', `${JSON.stringify(z.toJSONSchema(checkReportSchema), null, 2)}\n`],
  ['schema/logs-1.json', `${JSON.stringify(z.toJSONSchema(logsReportSchema), null, 2)}\n`],
  ['schema/send-test-1.json', `${JSON.stringify(z.toJSONSchema(sendTestSchema), null, 2)}\n`],
  ['schema/trace-1.json', `${JSON.stringify(z.toJSONSchema(traceReportSchema), null, 2)}\n`],
  ['schema/openapi-1.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`],
  ['facts.md', factsPage()],
  ['conditions/README.md', conditionsPage()],
  ...allConditions.map(
    (condition) => [`conditions/${condition.id}.md`, describeCondition(condition, 'en')] as const,
  ),
])

const stale = [...wanted].filter(([name, text]) => current(name) !== text).map(([name]) => name)
const left = list('conditions').filter((name) => !wanted.has(`conditions/${name}`))

if (onlyCheck) {
  if (stale.length + left.length > 0) {
    process.stderr.write(
      `docs differ from the code: ${[...stale, ...left].join(', ')}\nrun: npm run generate\n`,
    )
    process.exitCode = 1
  }
} else {
  for (const folder of ['conditions', 'schema']) mkdirSync(new URL(folder, docs), { recursive: true })
  for (const name of left) rmSync(new URL(`conditions/${name}`, docs))
  for (const [name, text] of wanted) writeFileSync(new URL(name, docs), text)
  process.stdout.write(`docs: ${stale.length} written, ${left.length} removed\n`)
}

function current(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, docs), 'utf8')
  } catch {
    return undefined
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(new URL(folder, docs))
  } catch {
    return []
  }
}

function conditionsPage(): string {
  const byTopic = Map.groupBy(allConditions, ({ topic }) => topic)
  const sections = [...byTopic].map(([topic, members]) => {
    const rows = members.map(
      ({ id, severity, texts }) => `| [${id}](${id}.md) | ${severity} | ${texts.en.title} |`,
    )
    return [`## ${topic}`, '', '| id | severity | what |', '|---|---|---|', ...rows].join('\n')
  })
  return `# Conditions\n\n${allConditions.length} conditions, written from the code by \`npm run generate\`.\n\n${sections.join('\n\n')}\n`
}

function factsPage(): string {
  const facts = new Map<string, FactDefinition<unknown, never>>()
  const open = allConditions.flatMap((one) => [
    ...Object.values(one.needs),
    ...Object.values(one.optional),
    one.subjects,
  ])
  for (const definition of open) {
    if (definition === undefined || facts.has(definition.id)) continue
    facts.set(definition.id, definition)
    open.push(...Object.values(definition.needs), ...Object.values(definition.optional))
  }
  const rows = [...facts.values()]
    .sort((left, right) => left.id.localeCompare(right.id))
    .map(
      (one) => `| \`${one.id}\` | ${one.about} | ${seenFrom(one)} | ${one.summary.replaceAll('|', '\\|')} |`,
    )
  return `# Facts\n\nWhat conditions can stand on; written from the code by \`npm run generate\`.\n\n| fact | about | seen from | what |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

/** A fact that another stands in for in a probe is seen from there, too. */
function seenFrom({
  fromOutside,
  onlyFromOutside,
}: Pick<FactDefinition<unknown>, 'onlyFromOutside'> & { readonly fromOutside: unknown }): string {
  if (onlyFromOutside) return 'outside'
  return fromOutside === undefined ? 'host' : 'both'
}
