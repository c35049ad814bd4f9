import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { LogEngine } from '../../../src/logs/engine/engine.ts'
import { totalsOfText } from './feed.ts'

/** Lines of real servers, with what their collectors say of them; not part of the project. */
const folder = fileURLToPath(new URL('../../../../shared/corpora/logs/', import.meta.url))
const present = existsSync(folder)

interface Sample {
  readonly line: string
  readonly note?: string
  readonly expect?: Readonly<Record<string, unknown>>
}

const samples = present
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) =>
        readFileSync(join(folder, name), 'utf8')
          .trim()
          .split('\n')
          .map((text) => ({ program: name.replace('.jsonl', ''), sample: JSON.parse(text) as Sample })),
      )
      // Lines that must not match, and patterns of single fields, are no log lines.
      .filter(
        ({ sample }) =>
          sample.expect?.['match'] !== false && !/POSTFIX_(DELAYS|RELAY_INFO|TLS)/.test(sample.note ?? ''),
      )
  : []

/** Texts without a head get that of the daemon whose pattern they are for. */
function whole(program: string, { line, note }: Sample): string {
  if (!note?.includes('text after the tag')) return line
  const daemon = /POSTFIX_([A-Z]+)/.exec(note)?.[1]?.toLowerCase()
  const tag = program === 'postfix' ? `postfix/${daemon ?? 'smtpd'}` : program
  return `Jan  1 00:00:00 mx ${tag}[1]: ${line}`
}

describe.skipIf(!present)('lines of real servers', () => {
  test('at least 97 % are understood', () => {
    const shares = new Shares()
    const engine = new LogEngine({ classify: () => '' })
    for (const { program, sample } of samples) {
      const before = engine.lines - engine.understood
      engine.beginInput(Date.UTC(2026, 10, 24))
      engine.push(Buffer.from(whole(program, sample)))
      engine.endInput()
      shares.add(program, engine.lines - engine.understood === before)
    }
    shares.print('lines of corpora/logs')
    expect(samples.length).toBeGreaterThan(1_000)
    expect(shares.all()).toBeGreaterThanOrEqual(0.97)
  })

  test('what is said of them agrees in at least 98 %', () => {
    let agreed = 0
    const wrong: string[] = []
    for (const { program, sample } of samples) {
      const expected = statements(program, sample)
      if (expected === undefined) continue
      const { counters, failedLogins } = totalsOfText(whole(program, sample))
      const told = { ...counters, failedLogins: failedLogins.total }
      if (Object.entries(expected).every(([name, count]) => told[name as keyof typeof told] === count))
        agreed++
      else wrong.push(sample.line)
    }
    expect(agreed + wrong.length).toBeGreaterThan(140)
    expect(agreed / (agreed + wrong.length), wrong.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.98)
  })
})

const hosts = fileURLToPath(new URL('../../../../shared/corpora/hosts/', import.meta.url))
const logsOfHosts = ['mail.log', 'journal.txt', 'peer.log', 'rspamd.txt']

describe.skipIf(!existsSync(hosts))('logs of whole hosts', () => {
  test('at least 99.5 % are understood', () => {
    const engine = new LogEngine({ classify: () => '' })
    const paths = readdirSync(hosts).flatMap((host) => logsOfHosts.map((log) => join(hosts, host, log)))
    for (const path of paths.filter((one) => existsSync(one))) {
      engine.beginInput(Date.UTC(2026, 10, 24))
      engine.push(Buffer.from(withoutMarks(readFileSync(path, 'latin1')), 'latin1'))
      engine.endInput()
    }
    const shares = new Shares()
    for (const { name, understood, unknown } of engine.programs.all) {
      shares.add(name, true, understood)
      shares.add(name, false, unknown)
    }
    shares.print('logs of corpora/hosts')
    expect(engine.lines).toBeGreaterThan(5_000)
    expect(engine.understood / engine.lines).toBeGreaterThanOrEqual(0.995)
  })
})

/** Without the collector's own lines (`== mainlog`, `[... cut ...]`), and without what it cut in two. */
function withoutMarks(text: string): string {
  const lines = text.split('\n')
  return lines
    .filter((line, at) => {
      const isBesideCut = lines[at - 1]?.startsWith('[... cut') || lines[at + 1]?.startsWith('[... cut')
      return !isBesideCut && !/^(?:== |\[\.\.\. cut)/.test(line)
    })
    .join('\n')
}

/** How many lines of each program are understood. */
class Shares {
  readonly #programs = new Map<string, { understood: number; unknown: number }>()

  add(program: string, isUnderstood: boolean, lines = 1): void {
    const row = this.#programs.get(program) ?? { understood: 0, unknown: 0 }
    this.#programs.set(program, row)
    row[isUnderstood ? 'understood' : 'unknown'] += lines
  }

  all(): number {
    const rows = [...this.#programs.values()]
    const understood = rows.reduce((sum, row) => sum + row.understood, 0)
    return understood / (understood + rows.reduce((sum, row) => sum + row.unknown, 0))
  }

  print(title: string): void {
    const rows = [...this.#programs]
      .filter(([, { understood, unknown }]) => understood + unknown > 0)
      .sort(([, a], [, b]) => b.understood + b.unknown - a.understood - a.unknown)
      .map(([program, { understood, unknown }]) => {
        const share = ((100 * understood) / (understood + unknown)).toFixed(1)
        return `  ${program.padEnd(32)}${String(understood + unknown).padStart(7)} lines ${share.padStart(6)} %`
      })
    process.stdout.write(`${title}: ${(100 * this.all()).toFixed(2)} % understood\n${rows.join('\n')}\n`)
  }
}

/** What the collector's fields mean in our totals; undefined where they say nothing that is counted. */
function statements(
  program: string,
  { line, expect: fields }: Sample,
): Readonly<Record<string, number>> | undefined {
  if (fields === undefined) return undefined
  const status = String(fields['postfix_status'] ?? fields['status'] ?? '')
  if (status.startsWith('sent')) return { delivered: 1, deferredEvents: 0, bounced: 0 }
  if (status.startsWith('deferred')) return { delivered: 0, deferredEvents: 1 }
  if (status.startsWith('bounced')) return { delivered: 0, bounced: 1 }
  if (fields['postfix_action'] !== undefined) {
    return { rejected: /reject$/.test(String(fields['postfix_action'])) ? 1 : 0 }
  }
  if (program === 'exim' && typeof fields['flag'] === 'string') return eximStatement(fields['flag'], line)
  return fields['attack'] === true && program === 'postfix' ? attack(line) : undefined
}

function eximStatement(flag: string, line: string): Readonly<Record<string, number>> | undefined {
  const notice = /<= <> R=/.test(line)
  if (flag === '<=') return { received: notice ? 0 : 1 }
  if (flag === '=>' || flag === '->' || flag === '>>')
    return line.includes(':blackhole:') ? { discarded: 1 } : { delivered: 1 }
  if (flag === '==') return { deferredEvents: /retry time not reached|\(-5[1-4]\)/.test(line) ? 0 : 1 }
  return flag === '**' ? { delivered: 0 } : undefined
}

function attack(line: string): Readonly<Record<string, number>> | undefined {
  if (/(?:^|: )(?:[A-Z]+: )?(?:milter-|proxy-)?reject: /.test(line)) return { rejected: 1 }
  return line.includes('SASL') && line.includes('authentication failed:')
    ? { failedLogins: 1, rejected: 0 }
    : undefined
}
