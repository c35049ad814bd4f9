import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import type { HostId } from '../world/addresses.ts'
import { firstChild, Host, pause } from './host.ts'
import type { Layers } from './layers.ts'

const BOOT_LIMIT_MS = 60_000
const CGROUP_ROOTS = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd']

/** A folder of this machine, seen read-only inside. */
export interface Bind {
  readonly from: string
  readonly to: string
}

/** A machine with systemd as its first process, in systemd-nspawn. */
export class Container extends Host {
  protected readonly entering = ['-m', '-u', '-i', '-n', '-p']
  private readonly machine: string
  private readonly binds: readonly Bind[]
  private readonly readyPorts: readonly number[]

  constructor(
    id: HostId,
    namespace: string,
    layers: Layers,
    binds: readonly Bind[],
    readyPorts: readonly number[],
  ) {
    super(id, namespace, layers)
    this.machine = namespace
    this.binds = binds
    this.readyPorts = readyPorts
  }

  async start(): Promise<void> {
    await this.layers.mountFresh()
    const log = openSync(`${this.layers.folder}/console.log`, 'w')
    const child = spawn('bash', ['-c', this.launchScript()], { detached: true, stdio: ['ignore', log, log] })
    child.unref()
    closeSync(log) // the console has it; kept here, the file system could never be unmounted
    const nspawn = child.pid ?? 0
    await this.waitForSystemd(nspawn)
    await this.waitForPorts()
  }

  override async stop(): Promise<void> {
    await super.stop()
    for (let i = 0; i < 50 && !this.removeGroups(); i++) await pause(20)
  }

  /**
   * systemd-nspawn makes its groups below its own, so each container gets a group first. Without a systemd
   * on the machine it must not register; cgroup2 is what systemd 257 (Debian 13) insists on.
   */
  private launchScript(): string {
    const groups = this.groups().map((group) => `mkdir -p ${group} && echo $$ > ${group}/cgroup.procs`)
    const binds = this.binds.map(({ from, to }) => `--bind-ro=${from}:${to}`)
    return [
      ...groups,
      'export UNIFIED_CGROUP_HIERARCHY=1',
      [
        'exec systemd-nspawn',
        '--quiet',
        '--boot',
        '--register=no',
        '--keep-unit',
        '--console=pipe',
        `--directory=${this.layers.root}`,
        `--machine=${this.machine}`,
        '--hostname=mail',
        `--network-namespace-path=/run/netns/${this.namespace}`,
        '--capability=CAP_NET_ADMIN',
        '--resolv-conf=off',
        '--timezone=off',
        '--link-journal=no',
        ...binds,
      ].join(' '),
    ].join('\n')
  }

  private groups(): string[] {
    return CGROUP_ROOTS.filter((root) => existsSync(`${root}/cgroup.procs`)).map(
      (root) => `${root}/mailmedic-lab/${this.machine}`,
    )
  }

  private async waitForSystemd(nspawn: number): Promise<void> {
    const end = Date.now() + BOOT_LIMIT_MS
    while (Date.now() < end) {
      if (readFileSync(`/proc/${nspawn}/comm`, 'utf8').startsWith('systemd-nspawn')) break
      await pause(20)
    }
    const pid = await firstChild(nspawn)
    this.remember(pid)
    while (Date.now() < end) {
      const answer = await this.shell('systemctl is-system-running 2>/dev/null || true', {
        timeoutSeconds: 10,
      })
      if (/running|degraded|starting/.test(answer.stdout)) return
      await pause(100)
    }
    throw new Error(`host ${this.id} did not boot; see ${this.layers.folder}/console.log`)
  }

  private async waitForPorts(): Promise<void> {
    const wanted = this.readyPorts.map((port) => `grep -q ':${port} ' <<<"$open"`).join(' && ')
    if (wanted === '') return
    const loop = `for try in $(seq 300); do open=$(ss -Hltn); { ${wanted}; } && exit 0; sleep 0.1; done; ss -Hltn; exit 1`
    const output = await this.shell(loop, { timeoutSeconds: 60 })
    if (output.code !== 0)
      throw new Error(`host ${this.id}: not all of ${this.readyPorts.join(' ')} listen:\n${output.stdout}`)
  }

  private removeGroups(): boolean {
    for (const group of this.groups()) if (existsSync(group)) removeTree(group)
    return this.groups().every((group) => !existsSync(group))
  }
}

/** Opens a shell in the host for a person. */
export async function openShell(host: Host): Promise<void> {
  const argv = [
    'nsenter',
    '-t',
    String(host.pid),
    '-m',
    '-u',
    '-i',
    '-n',
    '-p',
    '-r',
    '-w',
    '--',
    'bash',
    '-l',
  ]
  const [program = '', ...rest] = argv
  await new Promise((resolve) => spawn(program, rest, { stdio: 'inherit' }).on('close', resolve))
}

/** Removes a group with all groups below it; what is still in use stays and is tried again. */
function removeTree(group: string): void {
  try {
    for (const entry of readdirSync(group, { withFileTypes: true }))
      if (entry.isDirectory()) removeTree(`${group}/${entry.name}`)
    rmdirSync(group)
  } catch {
    // a process of the container has not quite gone yet
  }
}
