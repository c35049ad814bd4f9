/** Writes src/explain/providers/registry.ts from the folder: a new provider is one file. `--check` only compares. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../src/explain/providers/', import.meta.url)
const target = new URL('registry.ts', folder)

const ids = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'registry.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()
const nameOf = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const text = [
  '// Written by tools/generate-providers.ts from the folder: do not edit.',
  "import type { Provider } from '../provider.ts'",
  ...ids.map((id) => `import { ${nameOf(id)} } from './${id}.ts'`),
  '',
  '/** Every provider, list, filter and MTA whose replies are known. */',
  'export const allProviders: readonly Provider[] = [',
  ...ids.map((id) => `  ${nameOf(id)},`),
  ']',
  '',
].join('\n')

if (readFileSync(target, 'utf8') === text) process.exit(0)
if (process.argv.includes('--check')) {
  process.stderr.write('src/explain/providers/registry.ts is stale: run node tools/generate-providers.ts\n')
  process.exit(1)
}
writeFileSync(target, text)
