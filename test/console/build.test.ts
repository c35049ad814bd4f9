import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildConsole } from '../../tools/build-console.ts'

const mostBytes = 150_000

describe('the built console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-console-'))
  let page = ''
  beforeAll(async () => {
    await buildConsole(folder)
    page = readFileSync(join(folder, 'index.html'), 'utf8')
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const scripts = () => readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'))
  const sizeOf = (file: string) => gzipSync(readFileSync(join(folder, 'assets', file)), { level: 9 }).length

  test('loads less than 150 KB of script, all of it together', () => {
    const sizes = scripts().map((file) => sizeOf(file))
    expect(sizes.length).toBeGreaterThan(1)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostBytes)
  })

  test('asks no other origin for anything, and runs nothing that stands in the page', () => {
    expect(page).not.toMatch(/https?:\/\//)
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
  })

  test('has its hash in each name, so that browsers may keep it', () => {
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(assets).toHaveLength(3)
    for (const asset of assets) expect(asset).toMatch(/^\/assets\/[\w.-]+-[\w-]{8,}\.(js|css|svg)$/)
  })
})
