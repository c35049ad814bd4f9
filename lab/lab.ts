import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Bind } from './hosts/container.ts'
import { Container } from './hosts/container.ts'
import type { Host } from './hosts/host.ts'
import { pause } from './hosts/host.ts'
import { Jail } from './hosts/jail.ts'
import { Layers } from './hosts/layers.ts'
import { Network } from './hosts/network.ts'
import { buildImages, imageFolder } from './images/build.ts'
import type { ImageId } from './images/recipes.ts'
import { publishingScript, signingScript } from './setup/name-server.ts'
import { must, run } from './system/command.ts'
import type { HostId } from './world/addresses.ts'
import { Authority } from './world/certificates.ts'
import type { Zones } from './world/zones.ts'

const STATE_ROOT = '/run/mailmedic-lab'
const PROJECT = new URL('..', import.meta.url).pathname.replace(/\/$/, '')
/** The examined host is ready when these listen. */
const READY_PORTS: Readonly<Record<ImageId, readonly number[]>> = {
  mail12: [25, 587, 465, 993, 11332],
  mail13: [25, 587, 465, 993, 11332],
  exim12: [25, 587, 465, 993, 24],
  smtpd13: [25, 587, 465, 993, 24],
  bare12: [],
  peer12: [],
}

/** Which Debian release the examined host runs. */
export type Debian = 12 | 13

/** What serves mail on the examined host. */
export type MailServer = 'postfix' | 'exim' | 'opensmtpd'

/** Hosts with a root file system; the client is only a network namespace. */
export type MachineId = Exclude<HostId, 'client'>

/** What the lab remembers between two commands. */
export interface LabState {
  readonly debian: Debian
  readonly examinedImage: ImageId
  /** What was injected since the last revert. */
  injected: string[]
  /** Hosts whose running state differs from their base. */
  changed: MachineId[]
}

/** One lab internet with its hosts. Several exist side by side under different names. */
export class Lab {
  readonly name: string
  readonly folder: string
  readonly network: Network
  readonly authority: Authority

  constructor(name: string) {
    this.name = name
    this.folder = `${STATE_ROOT}/${name}`
    this.network = new Network(`mm-${name}`)
    this.authority = new Authority(`${this.folder}/authority`)
  }

  get state(): LabState {
    if (!existsSync(`${this.folder}/state.json`))
      throw new Error(`lab ${this.name} is not up: run "up" first`)
    return JSON.parse(readFileSync(`${this.folder}/state.json`, 'utf8')) as LabState
  }

  set state(state: LabState) {
    writeFileSync(`${this.folder}/state.json`, JSON.stringify(state))
  }

  /** A machine of the lab. */
  host(id: MachineId): Host {
    const namespace = this.network.namespace(id)
    if (id !== 'a') return new Jail(id, namespace, this.layers(id, 'peer12'))
    const { examinedImage } = this.state
    const ready = READY_PORTS[examinedImage]
    return new Container(id, namespace, this.layers(id, examinedImage), projectBinds(), ready)
  }

  /** The examined host. */
  get a(): Host {
    return this.host('a')
  }

  /** A peer that is about to be changed, so that `revert` starts it anew. */
  change(id: MachineId): Host {
    const { state } = this
    if (!state.changed.includes(id)) this.state = { ...state, changed: [...state.changed, id] }
    return this.host(id)
  }

  /** The layers of a machine. */
  layers(id: MachineId, image: ImageId): Layers {
    return new Layers(`${this.folder}/hosts/${id}`, imageFolder(image))
  }

  /** The zones as they were at start. */
  get healthyZones(): Zones {
    return new Map(JSON.parse(readFileSync(`${this.folder}/zones.json`, 'utf8')) as [string, string[]][])
  }

  set healthyZones(zones: Zones) {
    writeFileSync(`${this.folder}/zones.json`, JSON.stringify([...zones]))
  }

  /** Changes one zone as its owner would: edits records, signs, reloads, and lets caches run out. */
  async editZone(zone: string, edit: (records: string[]) => string[]): Promise<void> {
    const file = `${this.folder}/zones-now.json`
    const zones: Zones = existsSync(file)
      ? new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, string[]][])
      : this.healthyZones
    zones.set(zone, edit([...(zones.get(zone) ?? [])]))
    writeFileSync(file, JSON.stringify([...zones]))
    await this.change('dns').must([signingScript(zones, [zone]), publishingScript(zone)].join('\n'))
    await this.flushResolvers()
  }

  /** As if the time-to-live of every cached answer had passed. */
  async flushResolvers(): Promise<void> {
    await this.host('dns').shell('unbound-control reload')
    await this.host('d').shell('postfix reload') // its smtpd keeps block list answers as long as it lives
    if (this.state.examinedImage !== 'bare12') await this.a.shell('unbound-control reload')
  }
}

/** The project is seen by the examined host at /opt/mailmedic, read-only. */
function projectBinds(): Bind[] {
  return existsSync(PROJECT) ? [{ from: PROJECT, to: '/opt/mailmedic' }] : []
}

/** The name of the default lab of a release. */
export function labName(debian: Debian): string {
  return `d${debian}`
}

/** Mounts a memory file system for a lab's state, so that nothing survives and everything is quick. */
export async function makeStateFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await must(['mount', '-t', 'tmpfs', '-o', 'size=4g,mode=0755', 'mailmedic-lab', folder])
}

/** Ends every process of a lab and removes its namespaces, mounts and state. Nothing there is fine. */
export async function down(lab: Lab): Promise<void> {
  if (existsSync(`${lab.folder}/state.json`)) {
    const hosts = existsSync(`${lab.folder}/hosts`) ? (readdirSync(`${lab.folder}/hosts`) as MachineId[]) : []
    await Promise.all(hosts.map((id) => lab.host(id).stop()))
  }
  await lab.network.destroy()
  for (let i = 0; i < 20 && (await run(['mountpoint', '-q', lab.folder])).code === 0; i++) {
    await run(['umount', '--recursive', lab.folder])
    await pause(i * 10)
  }
  rmSync(lab.folder, { recursive: true, force: true })
}

export { buildImages }
