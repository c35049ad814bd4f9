import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Clock, systemClock } from '../clock.ts'
import { CommandRunner } from './command-runner.ts'
import { Files } from './files.ts'
import type { Host } from './host.ts'
import type { Locator } from './locator.ts'

const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

export interface LocalHostOptions {
  readonly clock?: Clock
  /** Where programs are looked for, in this order; the usual system folders unless told. */
  readonly searchFolders?: readonly string[]
  /** Shortens the time limits of commands and file questions; never lengthens a command's. */
  readonly timeoutMilliseconds?: number
}

/** This machine. What it can see depends on who runs it: much of a mail server takes root. */
export function localHost(options: LocalHostOptions = {}): Host {
  const { clock = systemClock, searchFolders = systemFolders, timeoutMilliseconds } = options
  const limits = timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }
  const files = new Files(locateHere, { clock, ...limits })
  const commands = new CommandRunner({ clock, searchFolders, ...limits })
  return {
    kind: 'local',
    readFile: (path, limitBytes) => files.readFile(path, limitBytes),
    readBlocks: (source, range) =>
      typeof source === 'string' ? files.readBlocks(source, range) : commands.readBlocks(source, range),
    listDirectory: (path) => files.listDirectory(path),
    status: (path) => files.status(path),
    readPublicKey: (path) => files.readPublicKey(path),
    run: (command) => commands.run(command),
  }
}

const locateHere: Locator = async (path, lastLink) => {
  if (lastLink === 'follow') {
    const real = await realpath(path)
    return { real, inside: real }
  }
  const real = join(await realpath(dirname(path)), basename(path))
  return { real, inside: path }
}
