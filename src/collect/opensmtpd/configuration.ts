import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { opensmtpdInstalled } from './installed.ts'
import { type OpenSmtpdStatement, parseOpenSmtpd } from './statements.ts'

export interface OpenSmtpdRefusal {
  /** `syntax error` */
  readonly text: string
  readonly path: string | undefined
  readonly line: number | undefined
  readonly evidence: readonly Evidence[]
}

export interface OpenSmtpdConfiguration {
  readonly path: string
  /** Included files are in their place. */
  readonly statements: readonly OpenSmtpdStatement[]
  /** Why `smtpd -n` does not take it. */
  readonly refusal: OpenSmtpdRefusal | undefined
  readonly evidence: readonly Evidence[]
}

/** Debian's and most others'; OpenBSD's. */
const paths = [
  '/etc/smtpd.conf',
  '/etc/opensmtpd/smtpd.conf',
  '/etc/smtpd/smtpd.conf',
  '/etc/mail/smtpd.conf',
]
const mostIncludes = 20

export const opensmtpdConfiguration = fact({
  id: 'opensmtpd.configuration',
  privilege: 'root',
  summary: 'smtpd.conf with its includes, and whether `smtpd -n` takes it. Absent: no OpenSMTPD.',
  needs: { installed: opensmtpdInstalled },
  async collect(world, { installed }): Promise<Fact<OpenSmtpdConfiguration>> {
    if (installed.status === 'absent') return absent()
    const refusal = await refusalOf(world)
    for (const path of paths) {
      const file = await world.host.readFile(path)
      if (file.status === 'unknown') return file
      if (file.status === 'absent') continue
      const statements = await withIncludes(world, new TextDecoder().decode(file.value), path)
      return known({ path, statements, refusal, evidence: file.evidence }, ...file.evidence)
    }
    return unknown('failed', `smtpd.conf was not found (looked at ${paths.join(', ')})`)
  },
})

/** The statement that `smtpd -n` refuses, as written; '' where it does not say which. */
export function refusedStatement({ refusal, path, statements }: OpenSmtpdConfiguration): string {
  const file = refusal?.path ?? path
  const statement = statements.find((one) => one.line === refusal?.line && one.path === file)
  return statement?.words.join(' ') ?? ''
}

/** `accept from … deliver to …`, `relay via …`: the grammar before OpenSMTPD 6.4 (2018). */
export function isOldGrammar(statement: string): boolean {
  return /^(?:accept|reject)\b|\bdeliver to\b|\brelay via\b/.test(statement)
}

async function withIncludes(world: World, text: string, path: string): Promise<OpenSmtpdStatement[]> {
  const statements: OpenSmtpdStatement[] = []
  let includes = 0
  for (const statement of parseOpenSmtpd(text, path)) {
    const [keyword, included] = statement.words
    if (keyword !== 'include' || included === undefined || includes++ >= mostIncludes) {
      statements.push(statement)
      continue
    }
    const file = await world.host.readFile(included)
    if (file.status === 'known')
      statements.push(...parseOpenSmtpd(new TextDecoder().decode(file.value), included))
  }
  return statements
}

/** `smtpd -n` prints `/etc/smtpd.conf:12: syntax error`, or `warn: …`, and ends with 1. */
async function refusalOf(world: World): Promise<OpenSmtpdRefusal | undefined> {
  const test = await world.host.run({ name: 'opensmtpd-configuration-test' })
  if (test.status !== 'known' || test.value.exitCode === 0) return undefined
  const said = test.value.stderr.trim()
  // Without root it may not read keys and tables: that says nothing about the configuration.
  if (said === '' || /need root|permission denied/i.test(said)) return undefined
  const place = /^(\/[^:\n]{1,500}):(\d{1,7}): ([^\n]{1,500})$/m.exec(said)
  const [first = ''] = said.split('\n')
  return {
    text: place?.[3] ?? first.replace(/^smtpd: /, '').slice(0, 500),
    path: place?.[1],
    line: place?.[2] === undefined ? undefined : Number(place[2]),
    evidence: [
      { kind: 'command', where: 'smtpd -n', text: said.slice(0, 1_000), at: isoTime(world.clock.now()) },
    ],
  }
}
