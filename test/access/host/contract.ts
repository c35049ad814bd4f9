import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/access/answer.ts'
import type { Host } from '../../../src/access/host/host.ts'
import { contractCases, type Expected } from './contract-cases.ts'
import { makeTree, type Tree } from './tree.ts'

/** A host that the contract is held against. */
export interface HostUnderTest {
  readonly name: string
  /** What the host calls the file at `path` (`/etc/…`) of the tree at `root`. */
  pathOf(root: string, path: string): string
  /**
   * Makes a host that sees the tree at `root`. One that replays first lets `ask` put its question to a
   * host that records, and then answers from that recording.
   */
  open(root: string, ask: (host: Host) => Promise<unknown>): Promise<Host>
}

/** Holds a host against everything that the interface promises of files, on a tree of the worst ones. */
export function testHostContract(under: HostUnderTest) {
  describe(`the contract of Host: ${under.name}`, () => {
    let tree: Tree
    beforeAll(async () => {
      tree = await makeTree()
    })
    afterAll(() => tree.remove())

    it.each(contractCases)('$name', async ({ ask, expected }) => {
      const nameOf = (path: string) => under.pathOf(tree.root, path)
      const host = await under.open(tree.root, (recording) => ask(recording, nameOf))
      const seen = await ask(host, nameOf)
      expect(compared(seen, expected)).toEqual(expected)
      if (seen.status === 'unknown') expect(seen.because.text).not.toBe('')
      else expect(seen.evidence[0]).toMatchObject({ kind: 'file', at: expect.stringMatching(/^2.*Z$/) })
    })
  })
}

function compared(seen: Answer<unknown>, expected: Expected): Expected {
  if (seen.status === 'known') return { status: seen.status, value: seen.value }
  if (seen.status === 'absent') return { status: seen.status }
  const anyReason = expected.status === 'unknown' && expected.code === '*'
  return { status: seen.status, code: anyReason ? '*' : seen.because.code }
}
