import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { down, Lab } from '../../lab/lab.ts'
import { up } from '../../lab/up.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A Debian 12 host with nothing on it but our package. */
describe('the .deb on a bare Debian 12', () => {
  const lab = new Lab('package')

  beforeAll(async () => {
    execFileSync('npm', ['run', '--silent', 'package'], { cwd: root, stdio: 'ignore' })
    await up({ debian: 12, name: lab.name, bare: true, say: (line) => process.stderr.write(`${line}\n`) })
    const deb = readdirSync(`${root}/build`).find((name) => name.endsWith('.deb')) ?? ''
    const content = readFileSync(`${root}/build/${deb}`).toString('base64')
    await lab.a.must('base64 -d > /tmp/mailmedic.deb && dpkg -i /tmp/mailmedic.deb', { input: content })
  }, 600_000)

  afterAll(() => down(lab), 60_000)

  test('says that there is no mail server, and exits with 2', async () => {
    const { code, stdout, stderr } = await lab.a.exec(['mailmedic', 'check'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(stdout).toContain('No mail server was found')
  })

  test('runs its demo without network or Node', async () => {
    const { code, stdout } = await lab.a.exec(['mailmedic', 'demo', '--format', 'json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).diagnoses[0]).toMatchObject({ condition: 'storage-disk-full' })
  })

  test('brings the unit of the watch, and does not enable it', async () => {
    const { code, stdout } = await lab.a.exec(['systemctl', 'is-enabled', 'mailmedic'])
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 1, stdout: 'disabled' })
  })

  test('brings a man page and completion', async () => {
    const listed = await lab.a.must('dpkg -L mailmedic')
    expect(listed).toContain('/usr/share/man/man1/mailmedic.1.gz')
    expect(listed).toContain('/usr/share/bash-completion/completions/mailmedic')
  })
})
