import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { hasChromium, openBrowser, settled, watchedPage } from './browser.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe.skipIf(!hasChromium || !existsSync(join(root, '.git')))('a fresh clone', () => {
  test('shows the demo as a page by the command of the README', { timeout: 180_000 }, async () => {
    const clone = mkdtempSync(join(tmpdir(), 'mailmedic-clone-'))
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone])
    // What `npm ci` would put there.
    symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
    const demo = spawn('npm', ['run', 'demo', '--', '--listen', '0'], { cwd: clone, detached: true })
    const browser = await openBrowser()
    try {
      const link = await linkIn(demo.stdout)
      const { page, faults } = await watchedPage(browser, new URL(link).origin)
      await page.goto(link)
      await settled(page)
      expect(await page.locator('article h2').first().textContent()).toBe(
        'The disk is full: /var/spool/postfix',
      )
      expect(faults).toEqual([])
    } finally {
      await browser.close()
      // npm, its shell and the server are one group.
      if (demo.pid !== undefined) process.kill(-demo.pid, 'SIGTERM')
      rmSync(clone, { recursive: true, force: true })
    }
  })
})

async function linkIn(output: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const piece of output) {
    text += String(piece)
    const link = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0]
    if (link !== undefined) return link
  }
  throw new Error(`the demo ended without a link: ${text}`)
}
