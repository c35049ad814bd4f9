/** Options of one driver (a router or transport) by name. */
export interface EximDriver {
  readonly name: string
  readonly options: ReadonlyMap<string, string>
}

const longestLine = 64 * 1024
const mostDrivers = 1_000

/**
 * What `exim -bP name …` prints (Exim specification, "Command line options"): `name = value`, for a
 * boolean its name or `no_name`, and for `configure_file` the path alone. Other lines are left out.
 */
export function parsePrintedOptions(output: string): ReadonlyMap<string, string> {
  return new Map(
    linesOf(output).flatMap((line) => {
      if (line.startsWith('/')) return [['configure_file', line.trim()] as const]
      const option = optionOf(line)
      return option === undefined ? [] : [option]
    }),
  )
}

/** What `exim -bP +name …` prints: `domainlist local_domains = @ : example.org`. */
export function parsePrintedLists(output: string): ReadonlyMap<string, string> {
  return new Map(
    linesOf(output).flatMap((line) => {
      const match = /^(?:domain|host|address|localpart)list (\w{1,64}) =(.*)$/.exec(line)
      return match?.[1] === undefined ? [] : [[match[1], (match[2] ?? '').trim()] as const]
    }),
  )
}

/** What `exim -bP routers` or `transports` prints: `name router:`, then its options. */
export function parsePrintedDrivers(output: string): readonly EximDriver[] {
  const drivers: { name: string; options: Map<string, string> }[] = []
  for (const line of linesOf(output)) {
    const name = /^(\S{1,256}) (?:router|transport):$/.exec(line)?.[1]
    if (name !== undefined && drivers.length < mostDrivers) drivers.push({ name, options: new Map() })
    const option = name === undefined ? optionOf(line) : undefined
    if (option !== undefined) drivers.at(-1)?.options.set(...option)
  }
  return drivers
}

function optionOf(line: string): readonly [string, string] | undefined {
  const match = /^([a-z][a-z0-9_]{0,63})(?: =(.*))?$/.exec(line)
  const name = match?.[1]
  if (name === undefined) return undefined
  if (match?.[2] !== undefined) return [name, match[2].trim()]
  return name.startsWith('no_') ? [name.slice(3), 'no'] : [name, 'yes']
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line.length < longestLine)
}
