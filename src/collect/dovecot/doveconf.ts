import type { Evidence } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type DovecotSection, SectionBuilder } from './sections.ts'
import { parseStatements } from './statements.ts'

/** Why Dovecot would not start with its configuration. */
export interface DovecotRefusal {
  readonly text: string
  readonly path: string | undefined
  readonly line: number | undefined
}

/** What doveconf said, in as far as it ran. */
export interface Doveconf {
  readonly root: DovecotSection | undefined
  readonly defaults: ReadonlyMap<string, string>
  readonly version: string | undefined
  /** Main file, from the first line of its output. */
  readonly path: string | undefined
  readonly refusal: DovecotRefusal | undefined
  /** The program is not installed; undefined: it is not known whether it is. */
  readonly missing: boolean | undefined
  readonly evidence: readonly Evidence[]
}

/** Runs `doveconf -n`, and, for defaults, `doveconf -a`. Never fails: what it could not tell is undefined. */
export async function runDoveconf(world: World): Promise<Doveconf> {
  const [explicit, all, version] = await Promise.all([
    world.host.run({ name: 'doveconf-explicit' }),
    world.host.run({ name: 'doveconf-all' }),
    world.host.run({ name: 'dovecot-version' }),
  ])
  const ran = explicit.status === 'known' ? explicit.value : undefined
  const header = parseHeader(ran?.stdout ?? '')
  const refusal = ran === undefined ? undefined : parseRefusal(ran.stderr)
  const hasSettings = ran !== undefined && ran.exitCode === 0 && header.version !== undefined
  const told = version.status === 'known' ? /^\d[\w.]*/.exec(version.value.stdout)?.[0] : undefined
  return {
    root: hasSettings ? parseDoveconf(ran.stdout) : undefined,
    defaults: new Map(
      all.status === 'known'
        ? [...parseDoveconf(all.value.stdout).settings].map(([name, { value }]) => [name, value])
        : [],
    ),
    version: header.version ?? told,
    path: header.path,
    refusal,
    missing: missingProgram(explicit),
    evidence: explicit.status === 'known' ? explicit.evidence : [],
  }
}

function missingProgram(answer: Awaited<ReturnType<World['host']['run']>>): boolean | undefined {
  if (answer.status === 'known') return false
  if (answer.status === 'absent') return true
  return answer.because.code === 'tool-missing' ? true : undefined
}

export function parseDoveconf(output: string): DovecotSection {
  const builder = new SectionBuilder()
  for (const statement of parseStatements(output)) builder.add(statement, undefined)
  return builder.root
}

/** `# 2.3.19.1 (9b53102964): /etc/dovecot/dovecot.conf` */
function parseHeader(output: string): { version: string | undefined; path: string | undefined } {
  const match = /^# (\d+\.\d[\w.]*)[^\n:]*: (\/[^\n]*)/.exec(output)
  return { version: match?.[1], path: match?.[2]?.trim() }
}

/** `doveconf: Fatal: Error in configuration file /etc/dovecot/x.conf line 8: The first setting must be …` */
function parseRefusal(stderr: string): DovecotRefusal | undefined {
  const line = stderr.split('\n').find((one) => one.includes('Fatal: ') && one.includes('configuration'))
  // Without root it may not read the keys: that says nothing about the configuration.
  if (line === undefined || line.includes('Permission denied')) return undefined
  const text = line.slice(line.indexOf('Fatal: ') + 7, 1024).trim()
  const place = /configuration file (\/[^ \n]+?)(?: line (\d+))?: /.exec(text)
  return { text, path: place?.[1], line: place?.[2] === undefined ? undefined : Number(place[2]) }
}
