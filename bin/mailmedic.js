#!/usr/bin/env node
// Plain old JavaScript on purpose: it must run on any Node, to find the right one or to say what to install.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const needed = 24
const here = (path) => fileURLToPath(new URL(path, import.meta.url))

function startHere() {
  const source = here('../src/cli/main.ts')
  return import(existsSync(source) ? '../src/cli/main.ts' : '../dist/cli/main.js')
}

function findRuntime() {
  const candidates = [
    '../node_modules/.bin/node',
    '../../.bin/node',
    '../runtime/node',
    '/usr/lib/mailmedic/runtime/node',
  ]
  return candidates.map((path) => (path[0] === '/' ? path : here(path))).find((path) => existsSync(path))
}

if (Number(process.versions.node.split('.')[0]) >= needed) {
  await startHere()
} else if (findRuntime() === undefined) {
  process.stderr.write(
    `mailmedic: needs Node.js ${needed} or newer, this is ${process.versions.node}: ` +
      'install Node.js 24 (https://nodejs.org) or the mailmedic .deb, which brings its own.\n',
  )
  process.exitCode = 70
} else {
  const result = spawnSync(findRuntime(), [here('./mailmedic.js'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exitCode = result.status === null ? 70 : result.status
}
