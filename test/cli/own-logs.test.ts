import { expect, test } from 'vitest'
import { absent, known, unknown } from '../../src/access/answer.ts'
import type { Host } from '../../src/access/host/host.ts'
import { ownLogs } from '../../src/cli/own-logs.ts'

const nowhere = absent({ kind: 'file', where: 'x', text: 'no such file', at: '2026-01-01T00:00:00Z' })

/** A host with a main.cf and a journal, as far as they are asked for. */
function hostWith(journal: string | undefined, mainCf = ''): Host {
  return {
    kind: 'local',
    readFile: async () => known(Buffer.from(mainCf)),
    readBlocks: async () =>
      journal === undefined
        ? unknown('no-permission', 'journalctl: permission denied')
        : known(
            (async function* () {
              yield Buffer.from(journal)
            })(),
          ),
    listDirectory: async () => nowhere,
    status: async () => nowhere,
    readPublicKey: async () => nowhere,
    run: async () => unknown('tool-missing', 'not here'),
  }
}

test('Postfix says where its log is', async () => {
  const { files } = await ownLogs(hostWith(undefined, `maillog_file = ${import.meta.filename}\n`), 0)
  expect(files.map(({ path }) => path)).toEqual([import.meta.filename])
})

test('no files: the journal, as often as it is read', async () => {
  const line = '2026-01-01T00:00:00+0000 mx1 postfix/qmgr[1]: AAAAA1: removed\n'
  const { files } = await ownLogs(hostWith(line), 5)
  // A machine that has mail logs of its own answers with them.
  const journal = files.find(({ path }) => path === 'journalctl')
  if (journal === undefined) return
  for (let time = 0; time < 2; time++) {
    const blocks: Buffer[] = []
    for await (const block of journal.blocks()) blocks.push(Buffer.from(block))
    expect(Buffer.concat(blocks).toString()).toBe(line)
  }
})
