import { MailLogReader } from '../../src/logs/findings/mail-log-reader.ts'
import type { MailLog } from '../../src/logs/mail-log.ts'
import { utcZone, type ZoneOffset } from '../../src/logs/zone.ts'

/** 2026-11-24T03:00:00Z, as in the tests of conditions. */
export const readAt = Date.UTC(2026, 10, 24, 3)

export async function* blocksOf(text: string, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, 'latin1')
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

interface ReadOptions {
  readonly blockSize?: number
  readonly zone?: ZoneOffset
  readonly from?: number
}

/** What the reader makes of a text, as of /var/log/mail.log. */
export async function readText(text: string, options: ReadOptions = {}): Promise<MailLog> {
  const { blockSize, zone = utcZone, from = readAt - 24 * 3_600_000 } = options
  const reader = new MailLogReader({ from, now: readAt, zone })
  await reader.read({ where: '/var/log/mail.log', blocks: blocksOf(text, blockSize), modifiedAt: readAt })
  return reader.summary()
}

/** Lines as rsyslog of Debian 12 writes them, a second apart from 02:00:00 on. */
export function syslogLines(...texts: readonly string[]): string {
  const start = Date.UTC(2026, 10, 24, 2)
  return texts
    .map(
      (text, index) => `${new Date(start + index * 1000).toISOString().slice(0, 23)}456+00:00 mx ${text}\n`,
    )
    .join('')
}

export function readSyslog(...texts: readonly string[]): Promise<MailLog> {
  return readText(syslogLines(...texts))
}
