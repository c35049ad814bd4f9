import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Output, RunOptions } from '../system/command.ts'
import { CommandError, run } from '../system/command.ts'
import type { HostId } from '../world/addresses.ts'
import type { Layers } from './layers.ts'

/** A running machine of the lab. Two kinds exist: with systemd (Container) and without (Jail). */
export abstract class Host {
  readonly id: HostId
  readonly namespace: string
  readonly layers: Layers

  constructor(id: HostId, namespace: string, layers: Layers) {
    this.id = id
    this.namespace = namespace
    this.layers = layers
  }

  /** Boots on a fresh top layer and waits until its services answer. */
  abstract start(): Promise<void>

  /** The namespaces that a command enters besides the root directory. */
  protected abstract readonly entering: readonly string[]

  /** The first process of the host, while it runs. */
  get pid(): number | undefined {
    const file = this.pidFile
    if (!existsSync(file)) return undefined
    const pid = Number(readFileSync(file, 'utf8'))
    return existsSync(`/proc/${pid}`) ? pid : undefined
  }

  /** Ends all its processes and unmounts it. What it wrote is lost. */
  async stop(): Promise<void> {
    const { pid } = this
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
    for (let i = 0; i < 100 && pid !== undefined && existsSync(`/proc/${pid}`); i++) await pause(20)
    rmSync(this.pidFile, { force: true })
    await this.layers.unmount()
  }

  /** What a program inside is from outside: a command of this machine that enters the host first. */
  commandLine(argv: readonly string[]): string[] {
    const { pid } = this
    if (pid === undefined) throw new Error(`host ${this.id} is not running`)
    return ['nsenter', '-t', String(pid), ...this.entering, '-r', '-w', '--', ...argv]
  }

  /** Runs a program inside, as root; its failure is an answer. */
  async exec(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
    const env = {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LANG: 'C.UTF-8',
    }
    return run(this.commandLine(argv), { ...options, env: { ...env, ...options.env } })
  }

  /** Runs a shell script inside; its failure is an answer. */
  shell(script: string, options: RunOptions = {}): Promise<Output> {
    return this.exec(['bash', '-c', script], options)
  }

  /** Runs a shell script inside that has to succeed. */
  async must(script: string, options: RunOptions = {}): Promise<string> {
    const output = await this.shell(`set -eu\n${script}`, options)
    if (output.code !== 0) throw new CommandError([this.id, script], output)
    return output.stdout
  }

  /** Writes a file inside; mode and owner only where they are given. */
  async write(path: string, text: string, mode?: string, owner?: string): Promise<void> {
    const steps = [`mkdir -p "$(dirname '${path}')"`, `cat > '${path}'`]
    if (owner !== undefined) steps.push(`chown ${owner} '${path}'`)
    if (mode !== undefined) steps.push(`chmod ${mode} '${path}'`)
    await this.must(steps.join('\n'), { input: text })
  }

  /** Reads a file inside; a missing one reads as empty. */
  async read(path: string): Promise<string> {
    return (await this.shell(`cat '${path}' 2>/dev/null`)).stdout
  }

  protected remember(pid: number): void {
    writeFileSync(this.pidFile, String(pid))
  }

  private get pidFile(): string {
    return `${this.layers.folder}/pid`
  }
}

/** Waits some milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Waits for the first process of a new PID namespace among the children of a process. */
export async function firstChild(parent: number): Promise<number> {
  for (let i = 0; i < 500 && existsSync(`/proc/${parent}`); i++) {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number)
    const first = children.find((child) => child > 0 && isFirstProcess(child))
    if (first !== undefined) return first
    await pause(20)
  }
  throw new Error(`process ${parent} made no host`)
}

/** Whether a process is number 1 in a namespace of its own (proc(5), NSpid). */
function isFirstProcess(pid: number): boolean {
  try {
    const numbers =
      /^NSpid:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]?.split(/\s+/) ?? []
    return numbers.length > 1 && numbers.at(-1) === '1'
  } catch {
    return false // it has ended in the meantime
  }
}
