/**
 * `npm test`: all tests. `npm test -- PATTERN …` only the files whose path contains a pattern.
 * As root on Debian or Ubuntu it also prepares the lab and runs real mail servers; elsewhere it says
 * in one line what it left out and why. Ends with the plain line "N passed, N failed".
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const withoutLab = process.argv.includes('--no-lab') ? 'asked by --no-lab' : labIsImpossible()
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-test-'))

try {
  const projects = ['unit', ...(withoutLab === undefined ? ['lab'] : [])]
  const results = projects.map(runProject)
  if (withoutLab !== undefined) {
    process.stdout.write(`Left out: the lab (real mail servers in containers), because ${withoutLab}.\n`)
  }
  const total = results.reduce(add, { passed: 0, failed: 0, skipped: 0 })
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Why the lab cannot run here; undefined: it can. */
function labIsImpossible(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (process.getuid?.() !== 0) return 'it needs root'
  if (!existsSync('/usr/bin/apt-get')) return 'it needs Debian or Ubuntu'
  return undefined
}

function runProject(project: string): Counts {
  const output = join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--passWithNoTests',
      ...reporters,
      ...patterns,
    ],
    { stdio: 'inherit' },
  )
  const counts = readCounts(output)
  // A run that broke down before it could count must not look green.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function readCounts(file: string): Counts {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const count = (name: string): number => {
      const value = typeof report === 'object' && report !== null ? Reflect.get(report, name) : 0
      return typeof value === 'number' ? value : 0
    }
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests') + count('numFailedTestSuites'),
      skipped: count('numPendingTests') + count('numTodoTests'),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

function add(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  }
}
