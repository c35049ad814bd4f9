import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { collectingIo } from '../../src/cli/collecting-io.ts'
import { InputError, UsageError } from '../../src/cli/command-file.ts'
import { runToken } from '../../src/cli/run-token.ts'
import { runUser } from '../../src/cli/run-user.ts'
import { openAccess } from '../../src/store/sqlite-access.ts'

let state = ''
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'mailmedic-users-'))
})

async function run(
  command: typeof runUser,
  args: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const io = collectingIo('en', new AbortController().signal)
  await command(args, { state, ...options }, io)
  return io.printed()
}

describe('mailmedic user', () => {
  test('add prints a link that works once, and says so in the audit log', async () => {
    const url = 'https://mail.example.org'
    expect(await run(runUser, ['add', 'bob'], { role: 'viewer', url })).toMatch(
      /https:\/\/mail\.example\.org\/welcome#[\w-]{43}\n$/,
    )
    const store = openAccess(join(state, 'access.db'))
    expect(store.audit.latest(1)).toMatchObject([
      { what: 'user-invited', detail: 'bob viewer', address: 'local' },
    ])
    store.close()
  })

  test('only the owner can read what is kept', async () => {
    await run(runUser, ['list'])
    expect(statSync(join(state, 'access.db')).mode & 0o777).toBe(0o600)
  })

  test.each([
    [['add'], {}, UsageError],
    [['add', 'bob'], {}, UsageError],
    [['add', 'bob'], { role: 'king' }, UsageError],
    [['add', '../etc'], { role: 'viewer' }, UsageError],
    [['add', 'bob\u001b[31m'], { role: 'viewer' }, UsageError],
    [['remove', 'bob'], {}, InputError],
    [['reset', 'bob'], {}, InputError],
    [['promote', 'bob'], {}, UsageError],
  ])('%j is refused', async (args, options, error) => {
    await expect(run(runUser, args, options)).rejects.toThrow(error)
  })
})

describe('mailmedic token', () => {
  test('add prints it once; list shows only what it is for', async () => {
    const token = await run(runToken, ['add', 'grafana'], { scope: ['read'], days: '3' })
    expect(token).toMatch(/^mailmedic_[\w-]{43}\n$/)
    const list = await run(runToken, ['list'])
    expect(list).toMatch(/^grafana {2}read {2}never used {2}until \d{4}-/)
    expect(list).not.toContain(token.trim())
    await run(runToken, ['remove', 'grafana'])
    expect(await run(runToken, ['list'])).toContain('no token')
  })

  test.each([
    [['add', 'x'], {}, UsageError],
    [['add', 'x'], { scope: ['read', 'everything'] }, UsageError],
    [['add', 'x'], { scope: ['read'], days: '0' }, UsageError],
    [['remove', 'x'], {}, InputError],
    [['show', 'x'], {}, UsageError],
  ])('%j is refused', async (args, options, error) => {
    await expect(run(runToken, args, options)).rejects.toThrow(error)
  })
})
