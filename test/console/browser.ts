import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const executablePath = '/usr/bin/chromium'

/** Debian's package; without it these tests are left out, and say so. */
export const hasChromium = existsSync(executablePath)

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

export interface Look {
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
  readonly locale?: string
}

export interface Watched {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of scripts, refusals by the CSP, and requests that left the origin. */
  readonly faults: string[]
}

/** A page that notes whatever a healthy page never does. */
export async function watchedPage(browser: Browser, base: string, look: Look = {}): Promise<Watched> {
  const { width = 1280, height = 900, scheme = 'light', locale = 'en-GB' } = look
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    baseURL: base,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  // A busy machine is slow, not wrong.
  page.setDefaultTimeout(30_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('console', (message) => {
    // An answer that is no 2xx is a line of Chromium's own.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`console: ${message.text()}`)
  })
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(base) && !url.startsWith('data:') && !url.startsWith('blob:'))
      faults.push(`left: ${url}`)
  })
  return { context, page, faults }
}

/** Until the page shows what it has: no skeleton any more, and the letters are there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
}

/** WCAG 2.2 A and AA, and the best practices of axe: no violation. */
export async function expectAccessible(page: Page, where = page.url()): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    where,
  ).toEqual([])
}

/** Nothing is wider than the screen. */
export async function expectFits(page: Page, where = page.url()): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over, where).toBeLessThanOrEqual(0)
}
