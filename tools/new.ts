/** `npm run new condition dns/dns-ptr-missing`: the file of a condition and its failing test. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const [kind, name = ''] = process.argv.slice(2)
const [folder = '', id = ''] = name.split('/')

if (kind !== 'condition' || !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id) || !id.startsWith(`${folder}-`)) {
  process.stderr.write('usage: npm run new condition FOLDER/ID   (FOLDER is the first word of ID)\n')
  process.exit(64)
}

const camelCase = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const source = `src/knowledge/conditions/${folder}/${id}.ts`
const test = `test/knowledge/conditions/${folder}/${id}.test.ts`

for (const path of [source, test]) {
  if (!existsSync(path)) continue
  process.stderr.write(`${path} is there already\n`)
  process.exit(66)
}

write(source, conditionTemplate())
write(test, testTemplate())
spawnSync(process.execPath, ['tools/generate-registry.ts'], { stdio: 'inherit' })
process.stdout.write(
  `Next: choose facts (docs/facts.md), write the fine cases, then the problem: npm test -- ${id}\n`,
)

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  process.stdout.write(`${path}\n`)
}

function conditionTemplate(): string {
  return `import { now } from '../../../collect/system/now.ts'
import { condition, notApplicable } from '../../condition.ts'

/**
 * What is wrong, in one sentence. Why it hurts. Source (RFC section, manual page).
 */
export const ${camelCase} = condition({
  id: '${id}',
  topic: 'delivery',
  severity: 'medium',
  needs: { time: now },
  detect: () => notApplicable('not written: the test says so'),
  explains: [],
  mistakenFor: [],
  texts: {
    en: { title: '', because: '', allClear: '' },
    zh: { title: '', because: '', allClear: '' },
  },
  fix: [],
  verify: [],
  references: [],
})
`
}

function testTemplate(): string {
  return `import { ${camelCase} } from '../../../../src/knowledge/conditions/${folder}/${id}.ts'
import { known, testCondition, testNow } from '../../test-condition.ts'

testCondition(${camelCase}, {
  fine: [['a healthy but unusual host', { time: known(testNow) }]],
  lookalike: [],
  problem: [['the fault', { time: known(testNow) }]],
})
`
}
