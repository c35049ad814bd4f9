import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { followFiles } from '../../../src/access/host/follow.ts'
import { FollowedFile } from '../../../src/access/host/followed-file.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'mailmedic-follow-'))

/** Looks at a file after each step, and tells what came: lines, or `[change]`. */
async function follow(path: string, steps: readonly (() => void)[], lastBytes = 0): Promise<string[]> {
  const file = new FollowedFile(path, lastBytes)
  const told: string[] = []
  for (const [turn, step] of [() => {}, ...steps].entries()) {
    step()
    for (const piece of await file.poll(turn * 1_000, true)) {
      if (piece.kind === 'change') told.push(`[${piece.change}]`)
      else if (piece.kind === 'lines') told.push(...piece.bytes.toString().trimEnd().split('\n'))
    }
  }
  await file.close()
  return told
}

describe('one file, as tail -F', () => {
  test('what is there already is not told; what comes is, whole lines only', async () => {
    const path = join(folder(), 'mail.log')
    writeFileSync(path, 'old\n')
    expect(
      await follow(path, [
        () => appendFileSync(path, 'one\ntwo\nthr'),
        () => {},
        () => appendFileSync(path, 'ee\n'),
      ]),
    ).toEqual(['one', 'two', 'three'])
  })

  test('the last bytes of what is there, from the beginning of a line', async () => {
    const path = join(folder(), 'mail.log')
    writeFileSync(path, 'a long first line\nsecond\nthird\n')
    expect(await follow(path, [], 15)).toEqual(['second', 'third'])
    expect(await follow(path, [], 1_000)).toEqual(['a long first line', 'second', 'third'])
  })

  test('renamed and created anew: the old one to its end, the new one from its beginning', async () => {
    const path = join(folder(), 'mail.log')
    writeFileSync(path, '')
    expect(
      await follow(path, [
        () => appendFileSync(path, 'one\n'),
        () => {
          appendFileSync(path, 'two\n')
          renameSync(path, `${path}.1`)
          writeFileSync(path, 'three\n')
        },
        // The daemon has not been told to reopen yet.
        () => appendFileSync(`${path}.1`, 'late\n'),
        () => appendFileSync(path, 'four\n'),
      ]),
    ).toEqual(['one', 'two', '[replaced]', 'three', 'late', 'four'])
  })

  test('renamed, and for a while nothing in its place', async () => {
    const path = join(folder(), 'mail.log')
    writeFileSync(path, '')
    expect(
      await follow(path, [
        () => renameSync(path, `${path}.1`),
        () => appendFileSync(`${path}.1`, 'one\n'),
        () => writeFileSync(path, 'two\n'),
      ]),
    ).toEqual(['one', '[replaced]', 'two'])
  })

  test('copied and truncated', async () => {
    const path = join(folder(), 'mail.log')
    writeFileSync(path, 'old\n')
    expect(
      await follow(path, [
        () => appendFileSync(path, 'one\nhal'),
        () => {
          copyFileSync(path, `${path}.1`)
          truncateSync(path)
        },
        () => appendFileSync(path, 'two\n'),
      ]),
    ).toEqual(['one', 'hal', '[truncated]', 'two'])
  })

  test('missing, said once; then it appears and is read whole', async () => {
    const path = join(folder(), 'mail.log')
    expect(await follow(path, [() => {}, () => writeFileSync(path, 'one\n')])).toEqual([
      '[missing]',
      '[appeared]',
      'one',
    ])
  })

  test('a link is followed to what it leads to; a directory is none', async () => {
    const [path, link] = [join(folder(), 'real.log'), join(folder(), 'mail.log')]
    writeFileSync(path, 'old\n')
    symlinkSync(path, link)
    expect(await follow(link, [() => appendFileSync(path, 'one\n')])).toEqual(['one'])
    expect(await follow(folder(), [])).toEqual(['[unreadable]'])
  })

  test('a line without end is given out in pieces', async () => {
    const path = join(folder(), 'mail.log')
    writeFileSync(path, '')
    const told = await follow(path, [() => appendFileSync(path, 'x'.repeat(3 << 20)), () => {}])
    expect(told.length).toBeGreaterThan(1)
    expect(told.join('').length).toBeGreaterThan(2 << 20)
  })
})

describe('a file that is silent for long', () => {
  test('is looked at less often, and as often as ever once it grows again', async () => {
    const [path, stop] = [join(folder(), 'mail.log'), new AbortController()]
    writeFileSync(path, '')
    const came: string[] = []
    const options = { signal: stop.signal, lastBytes: 0, longestPause: 2_000 }
    const following = (async () => {
      for await (const piece of followFiles([path], options)) {
        if (piece?.kind === 'lines') came.push(piece.bytes.toString())
      }
    })()
    // Looks after 0.14, 0.42, 0.98, 2.1, 4.1 s.
    await setTimeout(2_500)
    appendFileSync(path, 'one\n')
    await setTimeout(500)
    expect(came).toEqual([])
    await expect.poll(() => came.length, { timeout: 3_000, interval: 5 }).toBe(1)
    appendFileSync(path, 'two\n')
    await expect.poll(() => came.length, { timeout: 1_000, interval: 5 }).toBe(2)
    stop.abort()
    await following
  })
})

describe('several files', () => {
  const stop = new AbortController()
  afterEach(() => stop.abort())

  test('a directory: what is there, and what appears later', async () => {
    const path = folder()
    writeFileSync(join(path, 'mail.log'), 'old\n')
    writeFileSync(join(path, 'mail.log.1'), 'older\n')
    mkdirSync(join(path, 'mail.d'))
    const told: string[] = []
    const following = (async () => {
      for await (const piece of followFiles([path], { signal: stop.signal, lastBytes: 0 })) {
        if (piece?.kind === 'lines') told.push(piece.bytes.toString())
      }
    })()
    await setTimeout(200)
    appendFileSync(join(path, 'mail.log'), 'one\n')
    writeFileSync(join(path, 'rspamd.log'), 'two\n')
    appendFileSync(join(path, 'mail.log.1'), 'nobody writes here\n')
    await expect.poll(() => told.toSorted(), { timeout: 6_000 }).toEqual(['one\n', 'two\n'])
    stop.abort()
    await following
    rmSync(path, { recursive: true })
  })
})
