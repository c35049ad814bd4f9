import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildConsole } from '../../tools/build-console.ts'
import { servedConsole } from '../server/served-console.ts'
import { hasChromium, openBrowser, settled, type Watched, watchedPage } from './browser.ts'
import { hostileData, hostileDiagnosis, hostileReport, planted } from './hostile.ts'

/** Each page with some of what was planted there: it must be seen, as text. */
const pages: readonly (readonly [path: string, seen: readonly string[]])[] = [
  ['/', ['title', 'because', 'host name', 'step', 'command', 'forecast', 'trend', 'change']],
  ['/incidents', ['title']],
  [
    '/incidents/1',
    ['log line', 'log file', 'DNS answer', 'SMTP reply', 'ruled out', 'verify', 'symptom title'],
  ],
  ['/incidents/1/report', ['title', 'because', 'command']],
  ['/find?q=from:a@b.example', ['sender', 'recipient', 'mail subject', 'refusal', 'refused client']],
  [
    '/find?q=from:a@b.example&mail=MAIL',
    ['remote reply', 'relay', 'message-ID', 'next host', 'try reply', 'event'],
  ],
  ['/flow', ['destination', 'reason', 'address', 'age', 'stage']],
  ['/security', ['network', 'sudden user', 'policy', 'list', 'version', 'program', 'why not']],
  ['/domains', ['domain', 'probed domain']],
  [
    '/domains/example.org',
    [
      'verdict',
      'TXT record',
      'exhibit note',
      'standard',
      'problem',
      'column',
      'value cell',
      'published cell',
    ],
  ],
  ['/hosts', ['host name', 'system', 'version']],
  ['/settings/channels', ['webhook']],
  ['/settings/mutes', ['mute reason']],
  ['/audit', ['audit detail']],
]

describe.skipIf(!hasChromium)('what comes from outside is text, whatever it holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-console-'))
  let browser: Browser
  let served: Awaited<ReturnType<typeof servedConsole>>
  let watched: Watched
  beforeAll(async () => {
    await buildConsole(folder)
    browser = await openBrowser()
    served = await servedConsole({ folder, users: { ada: 'admin' } })
    await served.host.watch(60, [hostileDiagnosis])
    Object.assign(served.data, hostileData(served.data), { latest: () => hostileReport })
    const { store, clock } = served.host
    const document = { route: {}, settings: { url: planted('webhook') }, language: 'en' }
    store.channels.put({ name: 'x', kind: 'webhook', document: JSON.stringify(document), secret: '' })
    store.mutes.add({
      ...{ scope: planted('scope'), fromAt: 0, untilAt: clock.at + 1e9, who: planted('muter') },
      reason: planted('mute reason'),
    })
    store.incidents.addEvent(1, {
      at: clock.at,
      kind: 'noted',
      who: planted('author'),
      text: planted('note'),
    })
    served.identity.note(planted('who'), planted('address'), planted('what'), planted('audit detail'))
    watched = await watchedPage(browser, served.url)
    const { cookie = '' } = await served.signedIn('ada')
    const [name = '', value = ''] = cookie.split('=')
    await watched.context.addCookies([{ name, value, url: served.url }])
  })
  afterAll(async () => {
    await browser?.close()
    served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Nothing ran, nothing became an element, no link leads to a script. */
  const expectHarmless = async () => {
    const { page, faults } = watched
    const harm = await page.evaluate(() => ({
      hurt: Reflect.get(window, 'hurt') ?? null,
      elements: document.querySelectorAll('img, iframe, object, .planted, main script').length,
      links: [...document.querySelectorAll('a')].filter((link) => !/^(https?|otpauth):$/.test(link.protocol))
        .length,
    }))
    expect(harm).toEqual({ hurt: null, elements: 0, links: 0 })
    expect(faults).toEqual([])
  }

  const mailKey = encodeURIComponent(`${planted('queue ID')} 2026-03-03T10:00:00+01:00`)

  test.each(pages)('%s', async (path, seen) => {
    const { page } = watched
    await page.goto(path.replace('MAIL', mailKey))
    await settled(page)
    await page.locator('main').getByText('<img src=x').first().waitFor({ state: 'attached' })
    const text = (await page.locator('main').evaluate((main) => main.textContent)) ?? ''
    expect(seen.filter((where) => !text.includes(planted(where)))).toEqual([])
    await expectHarmless()
  })

  test('a hostile mail, reply and file name are explained as text', async () => {
    const { page } = watched
    const mail = [
      `From: ${planted('from')} <a@example.org>`,
      `Subject: ${planted('header subject')}`,
      `Received: from ${planted('helo')} by mx.example.net; Tue, 3 Mar 2026 10:00:00 +0000`,
      `Authentication-Results: mx.example.net; spf=${planted('spf')}`,
      '',
      planted('body'),
    ].join('\r\n')
    await page.goto('/explain')
    await settled(page)
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: planted('file name').replaceAll('/', ''), mimeType: 'message/rfc822' },
      buffer: Buffer.from(mail),
    })
    await page.locator('.answers').getByText(planted('header subject')).waitFor()
    await expectHarmless()
    await page.goto(`/explain?text=${encodeURIComponent(`550 5.1.1 ${planted('pasted reply')}`)}`)
    await page.locator('.answers').getByText(planted('pasted reply')).first().waitFor()
    await expectHarmless()
  })

  test('a hostile link and a hostile event harm nobody', async () => {
    const { page } = watched
    await page.goto(`/conditions?q=${encodeURIComponent(planted('query'))}#${planted('fragment')}`)
    await settled(page)
    await page.getByText('live', { exact: true }).waitFor()
    served.events.publish({
      ...{ kind: 'incident', at: '2026-03-03T10:00:00Z', id: 1, change: 'opened' },
      ...{ title: planted('event title'), severity: 'critical' },
    })
    await page.locator('.toast').getByText(planted('event title')).waitFor()
    await page.goto(`/incidents/${encodeURIComponent('../../../evil')}`)
    await page.getByRole('alert').waitFor()
    await expectHarmless()
  })

  test('the page may run nothing but its own files', async () => {
    const answer = await fetch(served.url)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })
})
