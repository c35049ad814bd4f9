/**
 * `npm run package`: build/mailmedic_VERSION_ARCH.deb with its own Node runtime, man page and completion,
 * and the npm tarball for those who have Node 24. Needs dpkg-deb (any Debian or Ubuntu).
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { commands } from '../src/cli/commands.ts'
import { version } from '../src/cli/version.ts'
import { bashCompletion } from './package/completion.ts'
import { manualPage } from './package/manual-page.ts'
import { runtimeFlags, watchFlags } from './package/runtime-flags.ts'

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }
const architecture = architectures[process.arch] ?? process.arch
const tree = `build/mailmedic_${version}_${architecture}`
const home = join(tree, 'usr/lib/mailmedic')

run('npm', ['run', '--silent', 'build'])
rmSync('build', { recursive: true, force: true })
layOutProgram()
layOutDocumentation()
layOutService()
layOutMonitoring()
layOutControl()
run('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', tree])
rmSync(tree, { recursive: true })
run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', 'build'])
process.stdout.write(`build/mailmedic_${version}_${architecture}.deb and build/mailmedic-${version}.tgz\n`)

function layOutProgram(): void {
  mkdirSync(home, { recursive: true })
  for (const name of ['bin', 'dist', 'demo', 'package.json', 'LICENSE'])
    cpSync(name, join(home, name), { recursive: true })
  for (const folder of runtimeDependencies()) cpSync(folder, join(home, folder), { recursive: true })
  place(join(home, 'runtime/node'), readFileSync(`node_modules/node-linux-${process.arch}/bin/node`), 0o755)
  const launcher = [
    '#!/bin/sh',
    `case "$1" in serve) flags="${watchFlags.join(' ')}";; *) flags="${runtimeFlags.join(' ')}";; esac`,
    'exec /usr/lib/mailmedic/runtime/node $flags /usr/lib/mailmedic/bin/mailmedic.js "$@"\n',
  ].join('\n')
  place(join(tree, 'usr/bin/mailmedic'), launcher, 0o755)
}

/** Folders of what `dependencies` pull in, without the Node runtimes, which are optional dependencies. */
function runtimeDependencies(): string[] {
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { encoding: 'utf8' })
  return listed
    .trim()
    .split('\n')
    .map((folder) => relative(process.cwd(), folder))
    .filter((folder) => folder.startsWith('node_modules/') && !folder.startsWith('node_modules/node-linux-'))
}

function layOutDocumentation(): void {
  place(
    join(tree, 'usr/share/man/man1/mailmedic.1.gz'),
    gzipSync(manualPage(commands, version), { level: 9 }),
  )
  place(join(tree, 'usr/share/bash-completion/completions/mailmedic'), bashCompletion(commands))
  place(join(tree, 'usr/share/doc/mailmedic/copyright'), readFileSync('LICENSE'))
}

/** Nothing enables it: who wants to be watched says so. */
function layOutService(): void {
  const unit = 'mailmedic.service'
  place(join(tree, 'usr/lib/systemd/system', unit), readFileSync(join('tools/package', unit)))
}

/** For those who have Prometheus and Grafana: rules, and a dashboard to import. */
function layOutMonitoring(): void {
  for (const name of ['mailmedic.rules.yml', 'grafana-dashboard.json'])
    place(join(tree, 'usr/share/mailmedic', name), readFileSync(join('tools/package/monitoring', name)))
}

function layOutControl(): void {
  const kibibytes = Number(execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0])
  const control = [
    'Package: mailmedic',
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    'Maintainer: Mailmedic developers <mailmedic@localhost>',
    `Installed-Size: ${kibibytes}`,
    'Depends: libc6 (>= 2.28), libstdc++6, libgcc-s1',
    'Section: mail',
    'Priority: optional',
    'Description: names the root cause when an e-mail server is ill',
    ' Reads the logs, queue, configuration, certificates, DNS and network of a',
    ' mail server and says what is wrong, with evidence, the exact fix and how',
    ' to verify it. Read-only. Brings its own runtime.',
    '',
  ]
  place(join(tree, 'DEBIAN/control'), control.join('\n'))
}

function place(path: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  chmodSync(path, mode)
  if (statSync(path).size === 0) throw new Error(`${path} came out empty`)
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, [...args], { stdio: 'inherit' })
}
