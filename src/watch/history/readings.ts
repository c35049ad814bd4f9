import type { Host } from '../../access/host/host.ts'
import { type MailboxQuota, mailboxQuotas } from '../../collect/dovecot/quota.ts'
import type { Fact, FactDefinition } from '../../collect/fact.ts'
import { mailQueue } from '../../collect/mail/queue.ts'
import type { QueueSummary } from '../../collect/mail/queue-summary.ts'
import { type FileSystem, fileSystems } from '../../collect/system/file-systems.ts'
import {
  type CertificatesInUse,
  certificatesInUse,
  leafOnDisk,
} from '../../collect/tls/certificates-in-use.ts'
import type { Figure } from '../../store/history-store.ts'
import type { Reading } from './measures.ts'

export type TakeFact = <T>(definition: FactDefinition<T>) => Promise<Fact<T>>

type Taken = Omit<Figure, 'at'> & { readonly measure: Reading }

const mostFileSystems = 32
const mostMailboxes = 100
/** A mailbox that is emptier needs no history. */
const fullEnough = 0.5
const dayMilliseconds = 86_400_000

/**
 * Resources as this look found them: disks, inodes, memory, queue, mailboxes, certificates. What could not be
 * seen has no reading. `now`: milliseconds since 1970 UTC.
 */
export async function takeReadings(take: TakeFact, host: Host, now: number): Promise<Figure[]> {
  const [disks, queue, quotas, certificates, memory] = await Promise.all([
    take(fileSystems),
    take(mailQueue),
    take(mailboxQuotas),
    take(certificatesInUse),
    memoryOf(host),
  ])
  const taken: Taken[] = [
    ...(disks.status === 'known' ? diskReadings(disks.value) : []),
    ...(queue.status === 'known' ? queueReadings(queue.value, now) : []),
    ...(quotas.status === 'known' ? mailboxReadings(quotas.value) : []),
    ...(certificates.status === 'known' ? certificateReadings(certificates.value, now) : []),
    ...memory,
  ]
  const at = Math.floor(now / 1_000)
  return taken.map((reading) => ({ ...reading, at }))
}

/** What is in memory only, or belongs to containers, fills no disk. */
const withoutDisk = /^(?:tmpfs|ramfs|efivarfs|overlay)$/

function diskReadings(all: readonly FileSystem[]): Taken[] {
  const byDevice = new Map(all.filter(({ type }) => !withoutDisk.test(type)).map((one) => [one.device, one]))
  // An overlay as root is the disk of a container, or of a host of the lab.
  for (const one of all) if (one.mountPoint === '/') byDevice.set(one.device, one)
  return [...byDevice.values()].slice(0, mostFileSystems).flatMap((one): Taken[] => {
    const { mountPoint: subject, sizeBytes, availableBytes, inodes, availableInodes } = one
    const bytes: Taken[] =
      sizeBytes === 0
        ? []
        : [
            { measure: 'disk-used-share', subject, value: 1 - availableBytes / sizeBytes },
            { measure: 'disk-available-bytes', subject, value: availableBytes },
          ]
    if (inodes === 0) return bytes
    return [
      ...bytes,
      { measure: 'inodes-used-share', subject, value: 1 - availableInodes / inodes },
      { measure: 'inodes-available', subject, value: availableInodes },
    ]
  })
}

function queueReadings({ messages, oldestAt, byQueue }: QueueSummary, now: number): Taken[] {
  const age = oldestAt === undefined ? 0 : Math.max(0, (now - oldestAt) / 1_000)
  return [
    { measure: 'queue-messages', subject: '', value: messages },
    { measure: 'queue-oldest-seconds', subject: '', value: Math.round(age) },
    ...[...byQueue.values()].map(
      (group): Taken => ({ measure: 'queue-messages', subject: group.name, value: group.messages }),
    ),
  ]
}

function mailboxReadings(quotas: readonly MailboxQuota[]): Taken[] {
  return quotas
    .filter(({ kind, limit }) => kind === 'storage' && limit > 0)
    .map(
      ({ mailbox, used, limit }): Taken => ({
        measure: 'mailbox-used-share',
        subject: mailbox,
        value: used / limit,
      }),
    )
    .filter(({ value }) => value >= fullEnough)
    .toSorted((a, b) => b.value - a.value)
    .slice(0, mostMailboxes)
}

/** Each certificate once, by its names. */
function certificateReadings({ served, configured }: CertificatesInUse, now: number): Taken[] {
  const leaves = [...served.map(({ leaf }) => leaf), ...configured.map(leafOnDisk)]
  const byName = new Map<string, Taken>()
  for (const leaf of leaves) {
    if (leaf === undefined) continue
    const subject = (leaf.names[0] ?? leaf.subject).slice(0, 200)
    const value = Math.floor((leaf.notAfter - now) / dayMilliseconds)
    const known = byName.get(subject)
    if (known === undefined || value < known.value)
      byName.set(subject, { measure: 'certificate-days-left', subject, value })
  }
  return [...byName.values()]
}

/** proc(5): MemAvailable is what can be had without swapping. */
async function memoryOf(host: Host): Promise<Taken[]> {
  const file = await host.readFile('/proc/meminfo', 1 << 16)
  if (file.status !== 'known') return []
  const text = Buffer.from(file.value).toString('latin1')
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1])
  const [total, available] = [kibibytes('MemTotal'), kibibytes('MemAvailable')]
  if (!(total > 0) || Number.isNaN(available)) return []
  return [{ measure: 'memory-used-share', subject: '', value: 1 - available / total }]
}
