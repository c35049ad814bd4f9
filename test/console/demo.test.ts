import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DemoConsole } from '../../src/cli/demo-console.ts'
import {
  expectAccessible,
  expectFits,
  hasChromium,
  type Look,
  openBrowser,
  settled,
  type Watched,
  watchedPage,
} from './browser.ts'
import { demoFolder, openDemo, type Served, serve } from './served.ts'

/** Every page that a demo shows. */
const pages = [
  '/',
  '/incidents',
  '/incidents/1',
  '/incidents/1/report',
  '/find',
  '/find?q=status:rejected',
  '/explain?text=550 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org',
  '/flow',
  '/domains',
  '/security',
  '/hosts',
  '/conditions',
  '/conditions/storage-disk-full',
  '/bundle',
  '/no-such-page',
]

const looks: readonly (readonly [string, Look & { readonly isAccessible: boolean }])[] = [
  [
    'a phone, dark, in Chinese',
    { width: 360, height: 740, scheme: 'dark', locale: 'zh-CN', isAccessible: true },
  ],
  [
    'a laptop, light, in English',
    { width: 1280, height: 800, scheme: 'light', locale: 'en-GB', isAccessible: true },
  ],
  ['a 4K screen', { width: 3840, height: 2160, isAccessible: false }],
]

describe.skipIf(!hasChromium)('the demo in a real browser', () => {
  let browser: Browser
  let demo: DemoConsole
  let served: Served
  beforeAll(async () => {
    ;[browser, demo] = await Promise.all([openBrowser(), openDemo('disk-full')])
    served = await serve(demo, { open: true })
  })
  afterAll(async () => {
    await browser?.close()
    served?.close()
    demo?.close()
  })

  const open = async (path: string, look?: Look): Promise<Watched> => {
    const watched = await watchedPage(browser, served.base, look)
    await watched.page.goto(path)
    await settled(watched.page)
    return watched
  }

  // One test a look: a page that stays open is ten times as fast as a new one for each.
  test.each(looks)(
    'every page on %s is accessible, fits, and breaks no rule',
    { timeout: 180_000 },
    async (_, look) => {
      const { page, context, faults } = await open('/', look)
      for (const path of pages) {
        await page.goto(path)
        await settled(page)
        await expectFits(page, path)
        if (look.isAccessible) await expectAccessible(page, path)
        expect(faults, path).toEqual([])
      }
      await context.close()
    },
  )

  test('the first screen answers: is it working, why not, since when, what to do', async () => {
    const { page, context } = await open('/')
    await page.getByRole('heading', { level: 1, name: 'Mail is not healthy.' }).waitFor()
    const card = page.locator('article').first()
    expect(await card.locator('h2').textContent()).toBe('The disk is full: /var/spool/postfix')
    expect(await card.textContent()).toContain('Hits 5 mails.')
    expect(await card.locator('pre').first().textContent()).toContain('du -xh')
    await card.getByRole('link', { name: 'All steps' }).click()
    await page.waitForURL('**/incidents/1')
    await page.getByRole('heading', { name: 'Ruled out' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Mail is not healthy.' }).waitFor()
    await context.close()
  })

  test('what was told as a change is shown live: another recording is healthy, and the page is calm', async () => {
    const { page, context } = await open('/')
    const other = await open('/')
    await page.locator('.notice select').selectOption('healthy')
    // The other window hears of it by the server's events alone.
    await other.page.getByRole('heading', { level: 1, name: 'Mail is working.' }).waitFor()
    expect(await other.page.locator('article').count()).toBe(0)
    await demo.recordings.play('disk-full')
    await page.getByRole('heading', { level: 1, name: 'Mail is not healthy.' }).waitFor()
    await Promise.all([context.close(), other.context.close()])
  })

  test('the keyboard reaches everything: / opens the palette, Enter goes there, focus is on the heading', async () => {
    const { page, context, faults } = await open('/')
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Go to, or search' }).fill('disk is full')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/conditions/storage-disk-full')
    await settled(page)
    await page.locator('h1:focus').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to, or search' }).fill('550 5.1.1 no such user')
    await page.keyboard.press('Enter')
    await page.locator('article h2').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/explain')
    await page.keyboard.press('/')
    await page.locator('dialog[open]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await context.close()
  })

  test('the skip link, the language and the light are a reader’s own, and are kept', async () => {
    const { page, context } = await open('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.getByLabel('Language').selectOption('zh')
    await page.getByRole('heading', { level: 1, name: '邮件不正常。' }).waitFor()
    expect(await page.locator('article h2').first().textContent()).toContain('磁盘已满')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh')
    await page.getByLabel('浅色或深色').selectOption('dark')
    await page.reload()
    await settled(page)
    expect(await page.locator('h1').textContent()).toBe('邮件不正常。')
    expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark')
    await context.close()
  })

  test('a pasted bounce and a dropped mail are explained', async () => {
    const { page, context, faults } = await open('/explain')
    await page.getByLabel('Bounce, reply or header').fill('452 4.2.2 The email account is over quota')
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByText('Temporary: it is tried again').waitFor()
    expect(new URL(page.url()).searchParams.get('text')).toContain('over quota')
    const mail = 'From: a@example.org\r\nTo: b@example.net\r\nSubject: A dropped mail\r\n\r\nHello\r\n'
    await drop(page, 'dropped.eml', mail)
    await page.getByRole('heading', { name: /A dropped mail/ }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  test('a bundle is analysed like a host; what is none is refused in words', async () => {
    const { page, context, faults } = await open('/bundle')
    await page.locator('input[type=file]').setInputFiles(join(demoFolder, 'login-broken.mmc'))
    await page.locator('.verdictline').waitFor({ timeout: 60_000 })
    expect(await page.locator('article').count()).toBeGreaterThan(0)
    await expectAccessible(page)
    await drop(page, '<img src=x onerror=alert(1)>.mmc', 'no capture')
    await page.getByRole('alert').waitFor({ timeout: 60_000 })
    expect(await page.getByRole('alert').textContent()).toContain('<img src=x onerror=alert(1)>.mmc')
    expect(faults).toEqual([])
    await context.close()
  })

  test('the outage report prints without what is around it', async () => {
    const { page, context } = await open('/incidents/1/report')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.rail').isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    expect(await page.locator('article.report h2').count()).toBeGreaterThan(3)
    await context.close()
  })

  test('when the server is gone it says so, keeps what it showed, and comes back by itself', async () => {
    const { page, context } = await open('/')
    await page.getByText('live', { exact: true }).waitFor()
    await context.setOffline(true)
    await page.locator('a', { hasText: 'Incidents' }).first().click()
    await page.getByText('The server cannot be reached').first().waitFor()
    await page.goBack()
    expect(await page.locator('article h2').first().textContent()).toContain('The disk is full')
    await context.setOffline(false)
    await page.getByText('The server cannot be reached').waitFor({ state: 'detached' })
    await context.close()
  })
})

/** A file that is let go above the page. */
async function drop(page: Watched['page'], name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file = '', content = '']) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], file))
      return transfer
    },
    [name, text],
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
}
