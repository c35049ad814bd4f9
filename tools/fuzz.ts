/** `npm run fuzz [PATTERN …]`: the property tests of every parser, with a hundred times as many inputs. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const patterns = process.argv.slice(2)
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`)
  .filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"))
  .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...files],
  { stdio: 'inherit', env: { ...process.env, FUZZ: 'long' } },
)
process.exitCode = status ?? 1
