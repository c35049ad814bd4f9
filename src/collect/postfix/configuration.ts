import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type CommandName, commandLine } from '../../access/host/commands.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { parseNameValueLines } from './defaults.ts'
import { parseMainCf } from './main-cf.ts'
import { buildConfiguration, type PostfixConfiguration } from './parameters.ts'

export type { PostfixConfiguration } from './parameters.ts'

const directories = ['/etc/postfix', '/usr/local/etc/postfix', '/usr/pkg/etc/postfix']
const programs = [
  '/usr/sbin/postfix',
  '/usr/sbin/postconf',
  '/usr/lib/postfix/sbin/master',
  '/usr/libexec/postfix/master',
  '/usr/local/sbin/postfix',
]
const maximalBytes = 4 << 20

export const postfixConfiguration = fact({
  id: 'postfix.configuration',
  summary:
    'Postfix parameters as Postfix resolves them, with file and line; from postconf, or from the files alone.',
  async collect(world): Promise<Fact<PostfixConfiguration>> {
    const main = await findMainCf(world)
    if (main.status !== 'known') return main
    if (await isRemoved(world)) return absent(...main.evidence)
    const { path, directory, text } = main.value
    const [defaults, all, explicit] = await Promise.all([
      postconf(world, 'postconf-defaults'),
      postconf(world, 'postconf-all'),
      postconf(world, 'postconf-explicit'),
    ])
    const parsed = parseMainCf(text)
    const at = isoTime(world.clock.now())
    const configuration = buildConfiguration({
      path,
      directory,
      entries: parsed.entries,
      version:
        all?.values.get('mail_version') ??
        defaults?.values.get('mail_version') ??
        (await debianVersion(world)),
      defaults: defaults?.values,
      machine: all === undefined ? await machineFromFiles(world) : machineValues(all.values),
      errors: parsed.errors.map((error) => ({
        kind: 'file',
        where: `${path}:${error.line}`,
        text: `${error.text}  (${error.message})`,
        at,
      })),
      warnings: warningsOf(explicit, at),
      at,
    })
    return known(configuration, {
      kind: 'file',
      where: path,
      text: `${parsed.entries.length} parameters`,
      at,
    })
  },
})

async function findMainCf(world: World): Promise<Fact<{ path: string; directory: string; text: string }>> {
  for (const directory of directories) {
    const path = `${directory}/main.cf`
    const answer = await world.host.readFile(path, maximalBytes)
    if (answer.status === 'unknown') return answer
    if (answer.status === 'known')
      return known({ path, directory, text: new TextDecoder().decode(answer.value) }, ...answer.evidence)
  }
  return absent()
}

/** A package that was removed but not purged leaves its configuration behind. */
async function isRemoved(world: World): Promise<boolean> {
  const [system, ...found] = await Promise.all(
    ['/usr/sbin', ...programs].map((path) => world.host.status(path)),
  )
  return system?.status === 'known' && found.every(({ status }) => status === 'absent')
}

interface PostconfOutput {
  readonly values: ReadonlyMap<string, string>
  readonly stderr: string
  readonly command: string
}

/** Undefined where postconf could not run or refused to (it does, for a main.cf with errors). */
async function postconf(world: World, name: CommandName): Promise<PostconfOutput | undefined> {
  const answer = await world.host.run({ name })
  if (answer.status !== 'known') return undefined
  const { exitCode, stdout, stderr } = answer.value
  const values = parseNameValueLines(stdout)
  if (exitCode !== 0 || values.size === 0) return undefined
  return { values, stderr, command: commandLine({ name }) }
}

/** These defaults are computed from the machine, so `postconf -d`, blind to main.cf, has them wrong. */
function machineValues(all: ReadonlyMap<string, string>): Map<string, string> {
  const names = ['myhostname', 'mynetworks', 'mail_version', 'smtputf8_enable', 'import_environment']
  return new Map(names.flatMap((name) => (all.has(name) ? [[name, all.get(name) ?? '']] : [])))
}

async function machineFromFiles(world: World): Promise<Map<string, string>> {
  const answer = await world.host.readFile('/etc/hostname')
  if (answer.status !== 'known') return new Map()
  const name = new TextDecoder().decode(answer.value).trim().split(/\s/)[0] ?? ''
  if (name === '') return new Map()
  return new Map([['myhostname', name.includes('.') ? name : `${name}.localdomain`]])
}

/** From dpkg's database: `Version: 3.7.11-0+deb12u1` in the paragraph of the package. */
async function debianVersion(world: World): Promise<string | undefined> {
  const answer = await world.host.readFile('/var/lib/dpkg/status', 32 << 20)
  if (answer.status !== 'known') return undefined
  const text = new TextDecoder().decode(answer.value)
  const start = text.indexOf('\nPackage: postfix\n')
  if (start < 0) return undefined
  const paragraph = text.slice(start + 1, start + 8_192).split('\n\n', 1)[0] ?? ''
  return /^Version: (?:\d+:)?(\d+\.\d+(?:\.\d+)?)/m.exec(paragraph)?.[1]
}

function warningsOf(output: PostconfOutput | undefined, at: string): Evidence[] {
  if (output === undefined) return []
  const lines = output.stderr.split('\n').filter((line) => line.includes('warning:'))
  return lines.slice(0, 50).map((text) => ({ kind: 'command', where: output.command, text, at }))
}
