import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findLogFiles } from '../../../src/access/host/log-files.ts'
import { systemIo } from '../../../src/cli/io.ts'
import { traceMessages } from '../../../src/cli/run-trace.ts'

const io = { ...systemIo(new AbortController().signal), warn: () => {}, progress: () => {} }
const message = (host: string, id: string, messageId: string, reply: string) =>
  [
    `postfix/smtpd[1]: ${id}: client=h.b.example[192.0.2.1]`,
    `postfix/cleanup[2]: ${id}: message-id=<${messageId}>`,
    `postfix/qmgr[3]: ${id}: from=<a@b.example>, size=1000, nrcpt=1 (queue active)`,
    `postfix/smtp[4]: ${id}: to=<u@d.example>, relay=next.example[198.51.100.7]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 ${reply})`,
    `postfix/qmgr[3]: ${id}: removed`,
  ]
    .map((text) => `2026-03-03T06:00:01+01:00 ${host} ${text}\n`)
    .join('')

async function nextOf(...logs: readonly string[]): Promise<unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-chains-'))
  for (const [number, log] of logs.entries()) writeFileSync(join(folder, `mail-${number}.log`), log)
  const { files } = await findLogFiles([folder])
  const { messages } = await traceMessages(
    files,
    { to: 'u@d.example', statuses: [] },
    { year: undefined, io },
  )
  return messages.map(({ recipients }) => recipients[0]?.next)
}

test('the log of the next host was given too: it says so', async () => {
  const first = message('relay', 'AAAAA1', 'x@b.example', 'Ok: queued as BBBBB2')
  const second = message('mx', 'BBBBB2', 'x@b.example', 'Ok: queued as CCCCC3')
  expect(await nextOf(first, second)).toEqual([
    { host: 'next.example[198.51.100.7]', queueId: 'BBBBB2', isToldHere: true },
    { host: 'next.example[198.51.100.7]', queueId: 'CCCCC3' },
  ])
})

test("a stranger's queue ID that happens to be the same joins nothing", async () => {
  const first = message('relay', 'AAAAA1', 'x@b.example', 'Ok: queued as BBBBB2')
  const stranger = message('mx', 'BBBBB2', 'other@b.example', 'Ok: queued as CCCCC3')
  expect(await nextOf(first, stranger)).toEqual([
    { host: 'next.example[198.51.100.7]', queueId: 'BBBBB2' },
    { host: 'next.example[198.51.100.7]', queueId: 'CCCCC3' },
  ])
})
