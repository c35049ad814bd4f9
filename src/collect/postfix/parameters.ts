import type { Evidence } from '../../access/answer.ts'
import { defaultOf } from './defaults.ts'
import { expand } from './expand.ts'
import type { MainCfEntry } from './main-cf.ts'

/** A parameter that main.cf sets; `value` as written, unexpanded. */
export interface ExplicitParameter {
  readonly value: string
  readonly path: string
  readonly line: number
}

/** A service of master.cf, as far as parameters are concerned: its `-o name=value`. */
export interface ParameterScope {
  readonly overrides: ReadonlyMap<string, string>
}

/** Postfix's configuration as Postfix resolves it. */
export interface PostfixConfiguration {
  /** Such as `3.7.11`; undefined where it could not be learnt. */
  readonly version: string | undefined
  /** Where main.cf and master.cf are: `/etc/postfix`. */
  readonly directory: string
  readonly queueDirectory: string
  /** `files`: Postfix could not be asked; defaults come from a table of 3.7 and 3.10. */
  readonly resolvedBy: 'postconf' | 'files'
  /** Effective value, `$` expanded, defaults included. Unknown parameter: undefined. */
  value(name: string): string | undefined
  /** The same as one service sees it, with its `-o` overrides. */
  valueIn(service: ParameterScope, name: string): string | undefined
  /** Expands a text that is not a parameter's own value, such as a service's argument. */
  expand(text: string, service?: ParameterScope): string
  explicit(name: string): ExplicitParameter | undefined
  /** Where the values come from: a line of main.cf, or that it is the default. */
  evidence(...names: readonly string[]): Evidence[]
  /** All that main.cf sets, in the order of the file; of duplicates, the one that counts. */
  readonly explicitParameters: readonly (ExplicitParameter & { readonly name: string })[]
  /** Earlier lines that a later one of the same name makes void. */
  readonly overridden: readonly (ExplicitParameter & {
    readonly name: string
    readonly by: ExplicitParameter
  })[]
  /** Lines for which Postfix refuses to run. */
  readonly errors: readonly Evidence[]
  /** What `postconf -n` warned about: unused parameters, duplicates. */
  readonly warnings: readonly Evidence[]
  /** `multi_instance_directories`: further instances, each with its own main.cf. */
  readonly otherInstances: readonly string[]
}

export interface ConfigurationSource {
  readonly path: string
  readonly directory: string
  readonly entries: readonly MainCfEntry[]
  readonly version: string | undefined
  /** `postconf -d`: unexpanded defaults; undefined where it could not run. */
  readonly defaults?: ReadonlyMap<string, string> | undefined
  /** Values that depend on the machine, from `postconf -x` or from files. */
  readonly machine: ReadonlyMap<string, string>
  readonly errors?: readonly Evidence[]
  readonly warnings?: readonly Evidence[]
  readonly at: string
}

/** Builds the configuration from what was read. Pure. */
export function buildConfiguration(source: ConfigurationSource): PostfixConfiguration {
  const explicit = new Map<string, ExplicitParameter>()
  const overridden: PostfixConfiguration['overridden'][number][] = []
  for (const { name, value, line } of source.entries) {
    const parameter = { value, path: source.path, line }
    const earlier = explicit.get(name)
    if (earlier !== undefined) overridden.push({ ...earlier, name, by: parameter })
    explicit.set(name, parameter)
  }
  const version = source.version ?? explicit.get('mail_version')?.value
  const raw = (name: string): string | undefined =>
    explicit.get(name)?.value ??
    (name === 'mydomain' ? domainOf(value('myhostname')) : undefined) ??
    source.machine.get(name) ??
    source.defaults?.get(name) ??
    (name === 'mail_version' ? version : undefined) ??
    defaultOf(name, version)
  const value = (name: string) => expandName(name, raw)
  const scoped = (service: ParameterScope) => (name: string) => service.overrides.get(name) ?? raw(name)
  const evidence = (name: string): Evidence => {
    const found = explicit.get(name)
    if (found !== undefined)
      return fileEvidence(`${found.path}:${found.line}`, `${name} = ${found.value}`, source.at)
    return fileEvidence(source.path, `${name} is not set; the default is: ${value(name) ?? ''}`, source.at)
  }
  return {
    version,
    directory: source.directory,
    queueDirectory: value('queue_directory') || '/var/spool/postfix',
    resolvedBy: source.defaults === undefined ? 'files' : 'postconf',
    value,
    valueIn: (service, name) => expandName(name, scoped(service)),
    expand: (text, service) => expand(text, service === undefined ? raw : scoped(service)),
    explicit: (name) => explicit.get(name),
    evidence: (...names) => names.map(evidence),
    explicitParameters: [...explicit].map(([name, parameter]) => ({ name, ...parameter })),
    overridden,
    errors: source.errors ?? [],
    warnings: source.warnings ?? [],
    otherInstances: (value('multi_instance_directories') ?? '').split(/[\s,]+/).filter((one) => one !== ''),
  }
}

function expandName(name: string, raw: (name: string) => string | undefined): string | undefined {
  const text = raw(name)
  return text === undefined ? undefined : expand(text, raw)
}

/** mydomain is myhostname less its first label: postconf(5) mydomain. */
function domainOf(hostName: string | undefined): string | undefined {
  if (hostName === undefined) return undefined
  const dot = hostName.indexOf('.')
  return dot < 0 ? 'localdomain' : hostName.slice(dot + 1)
}

function fileEvidence(where: string, text: string, at: string): Evidence {
  return { kind: 'file', where, text, at }
}
