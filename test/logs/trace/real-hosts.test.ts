import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findLogFiles } from '../../../src/access/host/log-files.ts'
import { systemIo } from '../../../src/cli/io.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'

/** Logs of real hosts and of the hosts that they exchange mail with; not part of the project. */
const folder = fileURLToPath(new URL('../../../../shared/corpora/hosts/', import.meta.url))
const pairs = (existsSync(folder) ? readdirSync(folder) : [])
  .map((name) => ['mail.log', 'peer.log'].map((log) => join(folder, name, log)))
  .filter((logs) => logs.every((log) => existsSync(log)))
const io = { ...systemIo(new AbortController().signal), warn: () => {}, progress: () => {} }

test.runIf(pairs.length > 0)('what went on in a log that was given too is told in one journey', async () => {
  let joined = 0
  for (const logs of pairs) {
    const { files } = await findLogFiles(logs)
    const { messages } = await traceMessages(files, { messageId: '*' }, { year: 2026, io })
    const ids = new Set(messages.flatMap(({ queueIds }) => queueIds))
    const left = messages.flatMap(({ recipients }) => recipients.map(({ next }) => next?.queueId ?? ''))
    expect(left.filter((id) => ids.has(id))).toEqual([])
    joined += messages.filter(({ hosts }) => hosts !== undefined).length
  }
  expect(joined).toBeGreaterThan(100)
})
