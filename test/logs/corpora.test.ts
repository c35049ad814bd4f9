import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MailLogReader } from '../../src/logs/findings/mail-log-reader.ts'
import { utcZone } from '../../src/logs/zone.ts'

/** Logs of real hosts that are not part of the project: read where they are there. */
const hosts = fileURLToPath(new URL('../../../shared/corpora/hosts/', import.meta.url))
const present = existsSync(hosts)
const files = present
  ? readdirSync(hosts)
      .flatMap((host) => ['mail.log', 'journal.txt'].map((file) => join(host, file)))
      .filter((file) => existsSync(join(hosts, file)) && statSync(join(hosts, file)).size > 1)
  : []

describe.skipIf(!present)('logs of real hosts', () => {
  test('there are many', () => expect(files.length).toBeGreaterThan(50))

  test.each(files)('%s', async (file) => {
    const reader = new MailLogReader({ from: 0, now: Date.UTC(2026, 10, 24), zone: utcZone })
    const path = join(hosts, file)
    await reader.read({ where: file, blocks: createReadStream(path), modifiedAt: Date.UTC(2026, 10, 24) })
    const { coverage, accepted, timeline } = reader.summary()
    expect(coverage.lines).toBeGreaterThan(2)
    expect(coverage.linesNotUnderstood).toBeLessThan(4)
    expect(accepted.count + timeline.length).toBeGreaterThan(0)
  })
})
