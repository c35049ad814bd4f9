import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const path = fileURLToPath(new URL('../../tools/package/mailmedic.service', import.meta.url))
const highestExposure = 3

function analyse() {
  return spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', path], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
}

describe('the unit of the watch', () => {
  test.skipIf(analyse().status !== 0)('is hardened', () => {
    const [, exposure] =
      /Overall exposure level for mailmedic\.service: ([\d.]+)/.exec(analyse().stdout) ?? []
    expect(Number(exposure)).toBeLessThanOrEqual(highestExposure)
  })

  test('shows the watch no mount as read-only that is not, where mail lives', () => {
    const unit = readFileSync(path, 'utf8')
    expect(unit).not.toMatch(/^(?:ProtectSystem=strict|ProtectHome=|ReadOnlyPaths=)/m)
  })

  test('keeps its state where the commands look for it, for root only', () => {
    const unit = readFileSync(path, 'utf8')
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/mailmedic serve$/m)
    expect(unit).toMatch(/^StateDirectory=mailmedic\nStateDirectoryMode=0700$/m)
  })
})
