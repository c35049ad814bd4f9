import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { World } from '../../../src/access/world.ts'
import { openCapture } from '../../../src/cli/open-world.ts'
import { runCheck } from '../../../src/cli/run-check.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../../../demo/${name}.mmc`, import.meta.url))

/** Of a whole check: who reads which log, with all conditions at work. */
async function logsRead(name: string): Promise<Map<string, number>> {
  const world = await openCapture(pathOf(name))
  const reads = new Map<string, number>()
  const host: World['host'] = {
    ...world.host,
    readBlocks: (source, range) => {
      const where = typeof source === 'string' ? source : source.name
      reads.set(where, (reads.get(where) ?? 0) + 1)
      return world.host.readBlocks(source, range)
    },
  }
  await runCheck({ ...world, host })
  return reads
}

test.each(['healthy', 'disk-full', 'healthy-debian-13'])(
  'a check of %s reads each log once',
  async (name) => {
    const reads = await logsRead(name)
    const mailLogs = [...reads.keys()].filter((where) => /mail|syslog|messages|journal/.test(where))
    expect(mailLogs.length).toBeGreaterThan(0)
    expect([...reads].filter(([, times]) => times > 1)).toEqual([])
  },
)
