import { systemClock } from '../access/clock.ts'
import { nothingDeclared, type OwnSetup, ownSetupSchema, readOwnSetup } from '../own-setup/declaration.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { listOf, textOf } from './options.ts'
import { ownSetupText, textOfSetup, writeOwnSetup } from './own-setup-file.ts'

/** Shows, explains or changes what is declared. False: it cannot be understood. Throws `UsageError`, `InputError`. */
export async function runOwnSetup(args: readonly string[], options: OptionValues, io: Io): Promise<boolean> {
  const [what = 'show'] = args
  const path = textOf(options, 'file') ?? ''
  if (what === 'explain') return explain(io)
  if (what === 'set') return change(path, options, io)
  if (what !== 'show') throw new UsageError(`${what}: show, explain or set`)
  return show(path, options, io)
}

function show(path: string, options: OptionValues, io: Io): boolean {
  const text = ownSetupText(path)
  const read = text === undefined ? { ok: true as const, setup: nothingDeclared } : readOwnSetup(text)
  if (options['format'] === 'json') {
    io.print(`${JSON.stringify({ schema: 'mailmedic.own-setup/1', path, ...read })}\n`)
    return read.ok
  }
  if (text === undefined)
    io.print(`nothing is declared: there is no ${path}; see: mailmedic own-setup explain\n`)
  else if (read.ok) io.print(`${escapeForTerminal(path)}\n${shown(read.setup)}`)
  else
    for (const { line, field, message } of read.errors)
      io.print(`${escapeForTerminal(`${path}:${line}: ${field === '' ? '' : `${field}: `}${message}`)}\n`)
  if (!read.ok) io.print('nothing of it holds until that is mended\n')
  return read.ok
}

/** One line of JSON text is one line of the terminal: nothing in it can be taken for control characters. */
function shown(setup: OwnSetup): string {
  return textOfSetup(setup)
    .split('\n')
    .map((line) => escapeForTerminal(line))
    .join('\n')
}

function explain(io: Io): boolean {
  for (const [name, field] of Object.entries(ownSetupSchema.shape)) {
    const use = uses[name]
    if (use === undefined) continue
    io.print(`${name}\n  ${field.description ?? ''}\n  ${use}\n`)
  }
  io.print(
    'What receivers, DNS or logs speak against is not believed, and is told: setup-declaration-wrong.\n',
  )
  return true
}

/** What a field changes; the rest of its meaning is in the schema. */
const uses: Readonly<Record<string, string>> = {
  publicAddresses:
    'PTR, FCrDNS, block lists and SPF are judged for these; MX records that name them lead here. What receivers quote outweighs it.',
  dns: 'With insideView, answers of the resolver here that differ from the name servers’ are no finding.',
  gateways: 'An MX that names one of them leads here: it is neither stale nor another’s, and is not asked.',
  smarthost:
    'PTR, FCrDNS, block lists and SPF of this host’s own address are not judged, unless receivers quote that address. SPF must allow its addresses.',
  spfSenders:
    'A wide network in SPF that is declared is no finding; a sender that no SPF record allows is one.',
}

function change(path: string, options: OptionValues, io: Io): boolean {
  const text = ownSetupText(path)
  const before = text === undefined ? { ok: true as const, setup: nothingDeclared } : readOwnSetup(text)
  if (!before.ok)
    throw new InputError(`${path} cannot be understood, so it is not changed; see: mailmedic own-setup`)
  const wanted = ownSetupSchema.safeParse(changed(before.setup, options))
  if (!wanted.success) {
    const [issue] = wanted.error.issues
    throw new UsageError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const lines = difference(text === undefined ? '' : textOfSetup(before.setup), textOfSetup(wanted.data))
  if (lines.every((line) => line.startsWith(' '))) {
    io.print('nothing changes\n')
    return true
  }
  for (const line of lines) io.print(`${escapeForTerminal(line)}\n`)
  if (options['dryRun'] === true) return true
  const backup = writeOwnSetup(path, wanted.data, systemClock.now())
  io.print(`written to ${path}${backup === undefined ? '' : `; what was there is in ${backup}`}\n`)
  io.print('the next look takes it up; see now: sudo mailmedic check --only setup-declaration-wrong\n')
  return true
}

/** The setup with what the options name set anew; unchecked. */
function changed(before: OwnSetup, options: OptionValues): unknown {
  const cleared = listOf(options, 'clear')
  const wrong = cleared.find((name) => uses[name] === undefined)
  if (wrong !== undefined) throw new UsageError(`--clear ${wrong}: there is ${Object.keys(uses).join(', ')}`)
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !cleared.includes(name)))
  const [dns, inside, host] = [
    textOf(options, 'dns'),
    textOf(options, 'insideView'),
    textOf(options, 'smarthost'),
  ]
  const addresses = listOf(options, 'smarthostAddress')
  const lists = {
    publicAddresses: listOf(options, 'publicAddress'),
    gateways: listOf(options, 'gateway'),
    spfSenders: listOf(options, 'spfSender'),
  }
  const given = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
  if (addresses.length > 0 && (host ?? before.smarthost?.host) === undefined)
    throw new UsageError('--smarthost-address belongs to a --smarthost')
  return {
    ...kept,
    ...given,
    ...(dns === undefined && inside === undefined
      ? {}
      : {
          dns: {
            ...before.dns,
            ...(dns === undefined ? {} : { runBy: dns }),
            ...(inside === undefined ? {} : { insideView: inside === 'yes' }),
          },
        }),
    ...(host === undefined && addresses.length === 0
      ? {}
      : {
          smarthost:
            host === 'none'
              ? undefined
              : {
                  host: host ?? before.smarthost?.host,
                  addresses: addresses.length > 0 ? addresses : (before.smarthost?.addresses ?? []),
                },
        }),
  }
}

/** Lines that go (`-`), come (`+`) and stay, by the longest common sequence; both texts are short. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before, after].map((text) => text.split('\n').filter((line) => line !== ''))
  if (old === undefined || now === undefined) return []
  const common = old.map(() => now.map(() => 0))
  const at = (row: number, column: number) => common[row]?.[column] ?? 0
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--) {
      const longest =
        old[row] === now[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
      common[row]?.splice(column, 1, longest)
    }
  const lines: string[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      lines.push(`  ${old[row]}`)
      row++
      column++
    } else if (row < old.length && (column >= now.length || at(row + 1, column) >= at(row, column + 1)))
      lines.push(`- ${old[row++]}`)
    else lines.push(`+ ${now[column++]}`)
  }
  return lines
}
