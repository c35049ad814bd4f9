import type { Host } from '../access/host/host.ts'
import { utcZone, type ZoneOffset, zoneOffset } from './zone.ts'

const zoneFolder = '/usr/share/zoneinfo/'

/** The host's time zone: where /etc/localtime leads, else what /etc/timezone names, else UTC. */
export async function hostZone(host: Host): Promise<ZoneOffset> {
  const name = (await linkedZone(host)) ?? (await namedZone(host))
  return name === undefined ? utcZone : zoneOffset(name)
}

async function linkedZone(host: Host): Promise<string | undefined> {
  const status = await host.status('/etc/localtime')
  const target = status.status === 'known' ? (status.value.linkText ?? status.value.target?.path) : undefined
  const at = target?.indexOf('zoneinfo/') ?? -1
  return target === undefined || at < 0 ? undefined : target.slice(at + 'zoneinfo/'.length)
}

async function namedZone(host: Host): Promise<string | undefined> {
  const file = await host.readFile('/etc/timezone', 1024)
  if (file.status !== 'known') return undefined
  const name = Buffer.from(file.value).toString('latin1').trim()
  return /^[A-Za-z0-9_+/-]{1,64}$/.test(name) ? name.replace(zoneFolder, '') : undefined
}
