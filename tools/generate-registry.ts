/** Writes src/knowledge/registry.ts from the folder of conditions: nothing else is registered. `--check` only compares. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../src/knowledge/conditions/', import.meta.url)
const target = new URL('../src/knowledge/registry.ts', import.meta.url)

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()

const names = files.map((file) => ({ file, name: camelCase(file.replace(/^.*\//, '').replace(/\.ts$/, '')) }))
const lines = [
  '// Written by tools/generate-registry.ts from the folder: do not edit.',
  "import type { Condition } from './condition.ts'",
  ...names.map(({ file, name }) => `import { ${name} } from './conditions/${file}'`),
  '',
  '/** Every condition that Mailmedic knows. */',
  'export const allConditions: readonly Condition[] = [',
  ...names.map(({ name }) => `  ${name},`),
  ']',
  '',
]

const text = lines.join('\n')
if (current() === text) process.exit(0)
if (process.argv.includes('--check')) {
  process.stderr.write('src/knowledge/registry.ts is stale: run npm run generate\n')
  process.exit(1)
}
writeFileSync(target, text)

function current(): string {
  try {
    return readFileSync(target, 'utf8')
  } catch {
    return ''
  }
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
