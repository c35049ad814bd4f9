import type { Stats } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import { unknown } from '../answer.ts'
import { type Clock, systemClock } from '../clock.ts'
import { Files } from './files.ts'
import type { Host } from './host.ts'
import type { Locator, Place } from './locator.ts'
import { errnoOf, NotThere, Refusal } from './refusal.ts'

const onTheHost = 'run `mailmedic check` on the host itself'
/** As in Linux (path_resolution(7)). */
const mostLinks = 40
/** Filled by the running system only: when it does not run, nothing follows from an empty one. */
const volatile = /^\/(?:proc|sys|dev|run|var\/run)(?:\/|$)/

/**
 * A directory that holds a root file system: of a disk mounted elsewhere, an image, a container
 * (`/proc/PID/root` shows a running one whole). Paths are resolved inside it as `chroot(2)` would:
 * an absolute link starts again at it, `..` ends at it. Nothing is ever run in it.
 * A directory whose paths are swapped by somebody else meanwhile may lead elsewhere: it is for examining
 * systems that do not attack the examiner while he looks.
 */
export function rootDirectoryHost(directory: string, clock: Clock = systemClock): Host {
  const files = new Files(locatorIn(resolve(directory)), { clock })
  const refused = async () => unknown('not-running-here', 'nothing is run in a root directory', onTheHost)
  return {
    kind: 'root',
    readFile: (path, limitBytes) => files.readFile(path, limitBytes),
    readBlocks: (source, range) => (typeof source === 'string' ? files.readBlocks(source, range) : refused()),
    listDirectory: (path) => files.listDirectory(path),
    status: (path) => files.status(path),
    readPublicKey: (path) => files.readPublicKey(path),
    run: refused,
  }
}

function locatorIn(root: string): Locator {
  return async (path, lastLink) => {
    try {
      return await walk(root, path, lastLink)
    } catch (error) {
      if (error instanceof NotThere) await refuseToConclude(root, error.inside)
      throw error
    }
  }
}

/** Something missing proves nothing where the directory itself is, or only a running system fills it. */
async function refuseToConclude(root: string, inside: string) {
  if (!(await exists(`${root}/.`))) throw new Refusal('failed', `${root}: is not a directory`)
  if (!volatile.test(inside) || (await exists(`${root}/proc/uptime`))) return
  throw new Refusal('not-running-here', `${inside}: is filled by the running system only`, onTheHost)
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return false
    throw error
  }
}

/** Follows a path part by part, as the kernel does for a process whose root this is. */
async function walk(root: string, path: string, lastLink: 'follow' | 'keep'): Promise<Place> {
  const base = root === '/' ? '' : root
  const ahead = partsOf(path).reverse()
  let done: string[] = []
  let links = 0
  for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
    if (part === '..') {
      done.pop()
      continue
    }
    const inside = `/${[...done, part].join('/')}`
    const seen = await lstatInside(base, inside)
    if (!seen.isSymbolicLink()) {
      if (ahead.length > 0 && !seen.isDirectory()) throw new NotThere(inside, 'not a directory')
      done.push(part)
    } else if (ahead.length === 0 && lastLink === 'keep') {
      done.push(part)
    } else {
      links += 1
      if (links > mostLinks) throw new Refusal('failed', `${path}: symbolic links lead in a circle`)
      const target = await readlink(base + inside)
      if (target.startsWith('/')) done = []
      ahead.push(...partsOf(target).reverse())
    }
  }
  const inside = `/${done.join('/')}`
  return { real: base + inside, inside }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

async function lstatInside(base: string, inside: string): Promise<Stats> {
  try {
    return await lstat(base + inside)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw new NotThere(inside, 'missing')
    if (errnoOf(error) === 'ENOTDIR') throw new NotThere(inside, 'not a directory')
    throw error
  }
}
