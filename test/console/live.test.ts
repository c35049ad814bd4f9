import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryFrom } from '../../src/cli/carry.ts'
import { openCapture, openWorld } from '../../src/cli/open-world.ts'
import { replayedQuestions } from '../../src/cli/replayed-questions.ts'
import type { ConsoleData } from '../../src/server/console-data.ts'
import { sendTest } from '../../src/watch/alerts/outbox.ts'
import { buildConsole } from '../../tools/build-console.ts'
import { password, servedConsole } from '../server/served-console.ts'
import { diskFull } from '../watch/watched-host.ts'
import { expectAccessible, expectFits, hasChromium, openBrowser, settled, watchedPage } from './browser.ts'
import { answerMany, failing, slowestScroll } from './in-page.ts'
import { demoFolder } from './served.ts'

type Served = Awaited<ReturnType<typeof servedConsole>>

describe.skipIf(!hasChromium)('the console of a watch, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-console-'))
  let browser: Browser
  let served: Served
  beforeAll(async () => {
    await buildConsole(folder)
    browser = await openBrowser()
    served = await servedConsole({ folder, users: { ada: 'admin', vera: 'viewer', hilde: 'help-desk' } })
    const carry = carryFrom(await openWorld({}))
    const real: Partial<ConsoleData> = {
      questions: replayedQuestions(await openCapture(join(demoFolder, 'healthy.mmc'))),
      testChannel: (channel) => sendTest(channel, 'mail', served.host.clock.now(), carry),
    }
    Object.assign(served.data, real)
    await served.host.watch(60, [diskFull])
  })
  afterAll(async () => {
    await browser?.close()
    served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = (look = {}) => watchedPage(browser, served.url, look)

  /** As somebody who has signed in, at that path. */
  const openAs = async (name: string, path: string, look = {}) => {
    const watched = await open(look)
    const { cookie = '' } = await served.signedIn(name)
    const [key = '', value = ''] = cookie.split('=')
    await watched.context.addCookies([{ name: key, value, url: served.url }])
    await watched.page.goto(path)
    await settled(watched.page)
    return watched
  }

  const tellsOfIncident = (change: string, id = 1) =>
    served.events.publish({
      ...{ kind: 'incident', at: '2026-03-03T10:00:00Z', id, change },
      ...{ title: diskFull.title, severity: 'critical' },
    })

  test('nobody sees anything without log-in; a link is followed after it', async () => {
    const { page, context, faults } = await open()
    await page.goto('/incidents/1')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await expectAccessible(page)
    expect(await page.content()).not.toContain('/var is full')
    await signIn(page, 'ada', 'a wrong password')
    await page.getByRole('alert').waitFor()
    await signIn(page, 'ada', password)
    await page.getByRole('heading', { level: 1, name: '/var is full' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goBack()
    expect(await page.content()).not.toContain('/var is full')
    expect(faults).toEqual([])
    await context.close()
  })

  test('a viewer sees all and changes nothing', async () => {
    const { page, context } = await openAs('vera', '/incidents/1')
    expect(await page.getByRole('button', { name: 'I am at it' }).count()).toBe(0)
    await page.goto('/settings')
    await settled(page)
    expect(await page.getByRole('link', { name: 'Channels' }).count()).toBe(0)
    await page.goto('/audit')
    await page.getByRole('heading', { name: 'Your role does not show this page' }).waitFor()
    await context.close()
  })

  test('the help desk sees Find and Explain, and nothing else', async () => {
    const { page, context } = await openAs('hilde', '/')
    await page.getByRole('heading', { level: 1, name: 'Find a mail' }).waitFor()
    const links = await page.getByRole('navigation').first().getByRole('link').allTextContents()
    expect(links).toEqual(['Find a mail', 'Explain', 'Settings'])
    await page.goto('/flow')
    await page.getByRole('heading', { name: 'Your role does not show this page' }).waitFor()
    expect(await page.evaluate(async () => (await fetch('/api/v1/now')).status)).toBe(403)
    await context.close()
  })

  test('a mail is found, and its story says where it is and what to tell the user', async () => {
    const { page, context, faults } = await openAs('hilde', '/find')
    await page.getByRole('searchbox').fill('delivered')
    await page.getByRole('button', { name: 'Search', exact: true }).last().click()
    await page.locator('.virtualrow a').first().waitFor()
    await expectAccessible(page)
    await page.locator('.virtualrow a').first().click()
    await page.locator('.path').first().waitFor()
    expect(new URL(page.url()).searchParams.get('mail')).toBeTruthy()
    await expectAccessible(page)
    const tell = await page.locator('.tell p.wrap').first().textContent()
    expect(tell).toMatch(/^Your mail to \S+ was handed over to /)
    await page.locator('.tell').first().getByRole('button').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tell)
    await page.getByText('The lines of the log').click()
    expect(await page.locator('.loglines pre').count()).toBeGreaterThan(2)
    await page.goBack()
    await page.locator('.virtualrow a').first().waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  test('who is at it, a note and a mute are seen by others at once', async () => {
    const admin = await openAs('ada', '/incidents/1')
    const other = await openAs('vera', '/incidents/1')
    await other.page.getByText('live', { exact: true }).waitFor()
    await admin.page.getByLabel('Note').fill('ordered a larger disk')
    await admin.page.getByRole('button', { name: 'I am at it' }).click()
    await other.page.getByText('ada is at it').waitFor()
    await other.page.getByText('ordered a larger disk').waitFor()
    await admin.page.getByLabel('Note').fill('it comes at noon')
    await admin.page.getByRole('button', { name: 'Add a note' }).click()
    await other.page.getByText('it comes at noon').waitFor()
    await admin.page.locator('summary', { hasText: 'Mute' }).click()
    await admin.page.getByLabel('Why').fill('until the disk is there')
    await admin.page.getByRole('button', { name: 'Mute' }).click()
    await other.page.locator('.mark', { hasText: 'Muted' }).waitFor()
    await expectAccessible(admin.page)
    await admin.page.goto('/settings/mutes')
    await admin.page.getByText('until the disk is there').waitFor()
    await expectAccessible(admin.page)
    await admin.page.getByRole('button', { name: 'End' }).click()
    await admin.page.getByText('Nothing is muted.').waitFor()
    expect([...admin.faults, ...other.faults]).toEqual([])
    await Promise.all([admin.context.close(), other.context.close()])
  })

  test('what breaks is shown as it happens, and what is over too', async () => {
    const { page, context } = await openAs('vera', '/')
    await page.getByText('live', { exact: true }).waitFor()
    await served.host.watch(400, [])
    tellsOfIncident('over')
    await page.getByRole('heading', { level: 1, name: 'Mail is working.' }).waitFor()
    await page.getByText('Nothing is wrong on mail.').waitFor()
    await served.host.watch(60, [diskFull])
    tellsOfIncident('opened')
    await page.getByRole('heading', { level: 1, name: 'Mail is not healthy.' }).waitFor()
    await page.locator('.toast', { hasText: '/var is full' }).waitFor()
    await context.close()
  })

  test('a way to be told is added and tested on the spot, and says why it fails', async () => {
    const endpoint = await listenForPosts()
    const { page, context, faults } = await openAs('ada', '/settings/channels')
    await page.getByLabel('Kind').selectOption('webhook')
    await page.getByLabel('Name', { exact: true }).fill('ops')
    await page.getByLabel(/^url/).fill(endpoint.url)
    await page.getByLabel(/^Secret/).fill('kept apart')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const row = page.locator('li.panel', { hasText: 'ops' })
    await row.getByRole('button', { name: 'Test' }).click()
    await row.getByText('It was taken.').waitFor()
    expect(endpoint.bodies).toHaveLength(1)
    expect(await page.content()).not.toContain('kept apart')
    await endpoint.close()
    await row.getByRole('button', { name: 'Test' }).click()
    await row.getByText('It was not taken:').waitFor()
    await row.getByRole('button', { name: 'Remove' }).click()
    await row.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await context.close()
  })

  test('what is told when, the set-up and the past are set, and kept', async () => {
    const { page, context, faults } = await openAs('ada', '/settings/channels')
    const chat = page.locator('li.panel', { hasText: 'chat' })
    await chat.locator('summary').click()
    await chat.getByLabel('Only after so many minutes').fill('30')
    await chat.getByLabel('Quiet from').fill('22:00')
    await chat.getByLabel('until', { exact: true }).fill('07:00')
    await expectAccessible(page)
    await chat.getByRole('button', { name: 'Save' }).click()
    await chat.getByText('after 30 min without anybody at it').waitFor()
    await chat.getByText('quiet 22:00–07:00').waitFor()
    await page.goto('/settings/keep')
    await page.getByLabel('Figures by the hour, days').fill('90')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.toast').waitFor()
    await page.reload()
    expect(await page.getByLabel('Figures by the hour, days').inputValue()).toBe('90')
    await page.goto('/settings/mutes')
    await page.getByLabel('Sunday').check()
    await page.getByLabel('Why').fill('updates')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Every week 02:00–04:00').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'End' }).click()
    expect(faults).toEqual([])
    await context.close()
  })

  test('a page whose first call fails has its heading, says why, and tries again', slow, async () => {
    const { page, context, faults } = await openAs('vera', '/explain')
    for (const [path, call, title] of failing) {
      let isBroken = true
      const answer = { status: 500, json: { error: { code: 'failed', message: 'the store is full' } } }
      await page.route(`**/api/v1${call}`, (asked) => (isBroken ? asked.fulfill(answer) : asked.continue()))
      await page.goto(path)
      await page.getByRole('alert').getByText('the store is full').waitFor()
      expect(await page.locator('h1').textContent(), path).toBe(title)
      if (path === '/') await expectAccessible(page, path)
      isBroken = false
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('alert').waitFor({ state: 'detached' })
      await page.unrouteAll()
    }
    expect(faults).toEqual([])
    await context.close()
  })

  test('who asks too much waits a moment, and sees the page', async () => {
    const { page, context } = await openAs('vera', '/explain')
    let asked = 0
    const tooMany = { status: 429, json: { error: { code: 'too-many', message: 'too many' } } }
    await page.route('**/api/v1/security', (call) =>
      asked++ === 0 ? call.fulfill(tooMany) : call.continue(),
    )
    await page.goto('/security')
    await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor()
    await page.getByRole('heading', { name: 'Software' }).waitFor()
    expect(asked).toBe(2)
    await context.close()
  })

  test('a list of a hundred thousand mails is as quick as one of two hundred', slow, async () => {
    const [mail] = (await served.data.questions.trace({}, 'en', AbortSignal.timeout(10_000))).messages
    const scrolled = async (count: number) => {
      const { page, context, faults } = await openAs('vera', '/explain')
      await page.addInitScript(answerMany, { mail: { ...mail, events: [] }, count })
      await page.goto('/find?q=anything')
      await page.locator('.virtualrow a').first().waitFor()
      expect(await page.locator('.virtualrow').count()).toBeLessThan(60)
      const milliseconds = await page.evaluate(slowestScroll)
      expect(faults).toEqual([])
      await context.close()
      return milliseconds
    }
    const short = await scrolled(200)
    // A tenth of a second where nothing else runs; on a busy machine both are slower.
    expect(await scrolled(100_000)).toBeLessThan(100 + 2 * short)
  })

  test('a colleague is invited by a link that works once; a token is shown once', async () => {
    const { page, context } = await openAs('ada', '/settings/users')
    await page.getByLabel('Name', { exact: true }).fill('otto')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const link = (await page.locator('form .command pre').textContent()) ?? ''
    const guest = await open()
    await guest.page.goto(link)
    await guest.page.getByRole('heading', { name: 'Make your account' }).waitFor()
    await guest.page.waitForFunction(() => document.querySelector('input')?.value === 'otto')
    await expectAccessible(guest.page)
    await guest.page.getByLabel('Password').fill('what otto alone knows')
    await guest.page.getByRole('button', { name: 'Create' }).click()
    await guest.page.getByText('Viewer').first().waitFor()
    await page.goto('/settings/tokens')
    await settled(page)
    await page.getByLabel('Token').fill('grafana')
    await page.getByRole('button', { name: 'Make a token' }).click()
    const token = (await page.locator('form .command pre').textContent()) ?? ''
    const answer = await served.call('/now', { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(200)
    await page.reload()
    await page.getByRole('cell', { name: 'grafana', exact: true }).waitFor()
    expect(await page.content()).not.toContain(token)
    await Promise.all([context.close(), guest.context.close()])
  })

  test('every page of an administrator is accessible, fits a phone, and breaks no rule', async () => {
    const { page, context, faults } = await openAs('ada', '/', { width: 360, height: 740 })
    const own = ['channels', 'mutes', 'keep', 'users', 'tokens', 'account'].map((name) => `/settings/${name}`)
    for (const path of [...own, '/audit', '/domains/example.org', '/incidents?state=over']) {
      await page.goto(path)
      await settled(page)
      await expectAccessible(page, path)
      await expectFits(page, path)
    }
    await page.getByRole('button', { name: 'Menu' }).click()
    await expectAccessible(page)
    await page.getByRole('navigation').getByRole('link', { name: 'Hosts' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hosts' }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })
})

/** Many pages in one test. */
const slow = { timeout: 120_000 }

async function signIn(page: Page, name: string, secret: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function listenForPosts() {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    bodies.push(body)
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    bodies,
    url: `http://127.0.0.1:${port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
