import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { postBytes } from '../access/outbound/post-bytes.ts'
import type { World } from '../access/world.ts'
import type { Store } from '../store/store.ts'
import { CentreLink } from '../watch/fleet/link.ts'
import type { AgentReport } from '../watch/fleet/report.ts'
import type { Examine, Watcher } from '../watch/watcher.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { languageOf, textOf } from './options.ts'
import { version } from './version.ts'

interface LinkParts {
  readonly store: Store
  readonly clock: World['clock']
  readonly watcher: () => Watcher
  readonly io: Io
  readonly tell: (text: string) => void
}

/** The line to the centre that `--to` names; undefined: there is none. Throws `UsageError`, `InputError`. */
export async function centreLink(options: OptionValues, parts: LinkParts): Promise<CentreLink | undefined> {
  const given = textOf(options, 'to')
  if (given === undefined) return undefined
  const url = centreUrl(given)
  const token = await tokenOf(options)
  const everySeconds = Number(textOf(options, 'every') ?? 10)
  if (!Number.isInteger(everySeconds) || everySeconds < 1 || everySeconds > 3_600)
    throw new UsageError('--every wants seconds, from 1 to 3600')
  const { store, clock, watcher, io, tell } = parts
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    io.warn(`the token goes to ${url.host} unencrypted: whoever listens can report as this host`)
  return new CentreLink({
    ...{ store, clock, everySeconds, tell },
    deliver: deliverTo(url, token, clock),
    host: hostname(),
    centre: url.origin,
    language: languageOf(options, io),
    signal: io.interrupted,
    status: () => statusOf(watcher()),
  })
}

/** What the watch of this host sees, and what its line to the centre adds. */
export function withCentre(examine: Examine, link: CentreLink, clock: World['clock']): Examine {
  return async (doubted, alarmed) => {
    const { report, asked, ...more } = await examine(doubted, alarmed)
    const added = link.diagnoses(clock.now())
    const findings = added.map(({ condition, subject, title }) => ({
      ...{ condition, subject, because: title },
      status: 'problem' as const,
    }))
    return {
      ...more,
      asked: [...asked, link.asked],
      report: {
        ...report,
        diagnoses: [...report.diagnoses, ...added],
        findings: [...report.findings, ...findings],
      },
    }
  }
}

function centreUrl(given: string): URL {
  const url = URL.parse(given)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    throw new UsageError(`--to ${given}: write it as https://centre.example.org`)
  return url
}

async function tokenOf(options: OptionValues): Promise<string> {
  const file = textOf(options, 'tokenFile')
  const token =
    file === undefined
      ? (textOf(options, 'token') ?? process.env['MAILMEDIC_TOKEN'])
      : await firstLineOf(file)
  if (token === undefined || token === '')
    throw new UsageError(
      '--to needs --token or --token-file: on the centre, "mailmedic agents add NAME" prints one',
    )
  return token
}

async function firstLineOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).split('\n', 1)[0]?.trim() ?? ''
  } catch (error) {
    throw new InputError(`--token-file ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.')
}

function deliverTo(url: URL, token: string, clock: World['clock']) {
  const where = `${url.href.replace(/\/+$/, '')}/api/v1/agents/report`
  return async (report: AgentReport) => {
    const body = new Uint8Array(await promisify(gzip)(JSON.stringify(report)))
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' }
    return postBytes({ url: where, headers, body }, clock)
  }
}

function statusOf({ latest }: Watcher): Omit<AgentReport['status'], 'everySeconds'> {
  if (latest === undefined) return { version, software: [] }
  const { verdict, startedAt, target } = latest
  return {
    ...{ version, verdict, lookedAt: Date.parse(startedAt), system: target.system.slice(0, 300) },
    software: target.software.slice(0, 30).map((one) => `${one.name} ${one.version}`.slice(0, 300)),
  }
}
