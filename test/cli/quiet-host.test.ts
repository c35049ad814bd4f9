import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { known } from '../../src/access/answer.ts'
import type { NamedCommand } from '../../src/access/host/commands.ts'
import { rootDirectoryHost } from '../../src/access/host/root-directory.ts'
import { quietHost } from '../../src/cli/quiet-host.ts'

const output = { exitCode: 0, stdout: '', stderr: '' }
const evidence = { kind: 'command', where: '', text: '', at: '' } as const

/** A root folder with these files, and what was run there. */
function hostWith(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'mailmedic-quiet-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const ran: string[] = []
  const run = async ({ name }: NamedCommand) => {
    ran.push(name)
    return known(output, evidence)
  }
  return { host: quietHost({ ...rootDirectoryHost(root), run }), ran }
}

const pidFile = 'var/spool/postfix/pid/master.pid'

test.each<[string, Readonly<Record<string, string>>, boolean]>([
  ['master runs', { [pidFile]: '         77\n', 'proc/77/comm': 'master\n' }, true],
  ['the queue is elsewhere', { 'etc/passwd': '' }, true],
  ['the pid file says nothing', { [pidFile]: 'x' }, true],
  ['master is gone', { [pidFile]: '77\n', 'proc/uptime': '1.0' }, false],
  ['its number belongs to another', { [pidFile]: '77\n', 'proc/77/comm': 'bash\n' }, false],
  ['it never started', { 'var/spool/postfix/pid/unix.cleanup': '' }, false],
])('postqueue, where %s', async (_, files, isRun) => {
  const { host, ran } = hostWith(files)
  await host.run({ name: 'postqueue-json' })
  await host.run({ name: 'disk-bytes' })
  expect(ran).toEqual(isRun ? ['postqueue-json', 'disk-bytes'] : ['disk-bytes'])
})
