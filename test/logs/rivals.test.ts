import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { writeEximLog } from '../../bench/logs/exim-traffic.ts'
import { writeLog } from '../../bench/logs/generate.ts'
import { totalsOfText } from './engine/feed.ts'

/**
 * pflogsumm and eximstats on the same logs, where they are installed (or unpacked in $MAILMEDIC_RIVALS): equal
 * to us, but for what is named here and counted in the log by other means.
 */
const places = [process.env['MAILMEDIC_RIVALS'] ?? '', '/usr/sbin', '/usr/bin']
const pflogsumm = places
  .map((place) => join(place, 'pflogsumm'))
  .find((path) => path.startsWith('/') && existsSync(path))
const eximstats = places
  .map((place) => join(place, 'eximstats'))
  .find((path) => path.startsWith('/') && existsSync(path))

/** Logs of real hosts, broken and healthy; not part of the project. */
const folder = fileURLToPath(new URL('../../../shared/corpora/hosts/', import.meta.url))
const hosts = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'mail.log')))
  : []
const logOf = (host: string): string => readFileSync(join(folder, host, 'mail.log'), 'latin1')

function count(log: string, pattern: RegExp): number {
  return [...log.matchAll(pattern)].length
}

const figures = ['received', 'delivered', 'deferred', 'bounced', 'rejected', 'held', 'discarded'] as const

function byPflogsumm(path: string): Record<(typeof figures)[number], number> {
  const text = execFileSync('perl', [pflogsumm ?? '', path], { encoding: 'latin1' })
  const told = (name: string) => Number(new RegExp(`^ *(\\d+) +${name}\\b`, 'm').exec(text)?.[1])
  return {
    received: told('received'),
    delivered: told('delivered'),
    deferred: told('deferred'),
    bounced: told('bounced'),
    rejected: told('rejected'),
    held: told('held'),
    discarded: told('discarded'),
  }
}

function byUs(log: string): Record<(typeof figures)[number], number> {
  const { counters } = totalsOfText(Buffer.from(log, 'latin1'))
  const { received, delivered, deferredMessages: deferred, bounced, rejected, held, discarded } = counters
  return { received, delivered, deferred, bounced, rejected, held, discarded }
}

describe.skipIf(pflogsumm === undefined)('pflogsumm', () => {
  const ofPostfix = hosts.filter((host) => / postfix\/(?:qmgr|smtpd)\[/.test(logOf(host)))

  test.each(ofPostfix)('real host %s', (host) => {
    const log = logOf(host)
    const ours = byUs(log)
    // It calls each queue file received that has a client; we ask that the message reached the queue.
    const arrived = [...log.matchAll(/: ([0-9A-F]{6,}): client=/g)].map(([, id = '']) => id)
    const refused = arrived.filter((id) => !log.includes(`${id}: from=<`))
    // It does not see what a milter refuses before there is a queue file.
    const early = count(log, /NOQUEUE: milter-reject: /g)
    expect(byPflogsumm(join(folder, host, 'mail.log'))).toEqual({
      ...ours,
      received: ours.received + refused.length,
      rejected: ours.rejected - early,
    })
  })

  test('a generated log, with filters and forwarding', () => {
    const pieces: string[] = []
    const truth = writeLog({ seed: 41, bytes: 2 << 20, stamp: 'rfc3164' }, (text) => pieces.push(text))
    const path = join(mkdtempSync(join(tmpdir(), 'mailmedic-rivals-')), 'mail.log')
    const log = pieces.join('')
    writeFileSync(path, log)
    const ours = byUs(log)
    const theirs = byPflogsumm(path)
    // Each queue file that a filter gave back, or that was refused by a milter after client=, is received.
    const secondFiles = count(log, /: client=localhost\[127\.0\.0\.1\]|: uid=110 from=/g)
    const refused = count(log, /cleanup\[\d+\]: [0-9A-F]+: milter-reject: /g)
    expect(theirs.received).toBe(ours.received + secondFiles + refused)
    // To hand the mail to a filter is a delivery; local(8) forwarding is none for it either.
    const forwarded = count(log, /status=sent \(forwarded as /g)
    expect(theirs.delivered).toBe(ours.delivered + truth.handOffs.length - forwarded)
    expect({ ...theirs, received: 0, delivered: 0 }).toEqual({ ...ours, received: 0, delivered: 0 })
  })
})

function byEximstats(path: string): { received: number; delivered: number } {
  const text = execFileSync('perl', [eximstats ?? '', '-txt', path], { encoding: 'latin1' })
  const [, received] = /^ {2}Received +\S+ +(\d+)/m.exec(text) ?? []
  const [, delivered] = /^ {2}Delivered +\S+ +\d+ +(\d+)/m.exec(text) ?? []
  return { received: Number(received), delivered: Number(delivered) }
}

describe.skipIf(eximstats === undefined)('eximstats', () => {
  const ofExim = hosts.filter((host) => / <= /.test(logOf(host)))

  test.each(ofExim)('real host %s', (host) => {
    const log = logOf(host)
    const { received, delivered } = byUs(log)
    // A notification is a message that nobody handed in.
    const notices = count(log, / <= <> R=/g)
    expect(byEximstats(join(folder, host, 'mail.log'))).toEqual({ received: received + notices, delivered })
  })

  test('a generated log', () => {
    const pieces: string[] = []
    const truth = writeEximLog({ seed: 42, bytes: 1 << 20 }, (text) => pieces.push(text))
    const path = join(mkdtempSync(join(tmpdir(), 'mailmedic-rivals-')), 'mainlog')
    writeFileSync(path, pieces.join(''))
    const { received, delivered } = truth.totals
    expect(byEximstats(path)).toEqual({ received, delivered })
  })
})
