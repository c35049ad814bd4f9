import { stat } from 'node:fs/promises'
import { unknown } from '../access/answer.ts'
import { systemClock } from '../access/clock.ts'
import type { Net } from '../access/net/net.ts'
import type { World } from '../access/world.ts'
import { InputError, type OptionFile, type OptionValues, UsageError } from './command-file.ts'
import { textOf } from './options.ts'

/** To each server of somebody else. */
const connectionsPerPeer = 2

export const whereOptions: readonly OptionFile[] = [
  {
    flags: '--root <directory>',
    description: 'examine a root file system in a directory; nothing in it is run',
  },
  { flags: '--capture <file>', description: 'examine a capture made by "mailmedic capture"' },
]

/** The world that the options name: this machine, a root directory, or a capture. */
export async function openWorld(options: OptionValues): Promise<World> {
  const [root, capture] = [textOf(options, 'root'), textOf(options, 'capture')]
  if (root !== undefined && capture !== undefined) throw new UsageError('give --root or --capture, not both')
  if (capture !== undefined) return openCapture(capture)
  const { systemNet } = await import('../access/net/system-net.ts')
  if (root === undefined) {
    const { localHost } = await import('../access/host/local.ts')
    return { host: localHost(), net: systemNet({ connectionsPerPeer }), clock: systemClock }
  }
  const folder = await stat(root).catch(() => undefined)
  if (!folder?.isDirectory())
    throw new InputError(`--root ${root}: there is no such directory, or it may not be read`)
  const { rootDirectoryHost } = await import('../access/host/root-directory.ts')
  return { host: await rootDirectoryHost(root), net: withoutConnections(systemNet({})), clock: systemClock }
}

/** The same, with the DS records of a private root that were named. Throws `UsageError`. */
export async function withTrustAnchors(world: World, options: OptionValues): Promise<World> {
  const { trustAnchorsOf } = await import('./probe-task.ts')
  const trustAnchors = trustAnchorsOf(options)
  return trustAnchors.length === 0 ? world : { ...world, trustAnchors }
}

export async function openCapture(path: string): Promise<World> {
  const [{ readCapture }, { replayWorld }] = await Promise.all([
    import('../access/recording/capture-file.ts'),
    import('../access/recording/replay.ts'),
  ])
  return replayWorld(await readCapture(path))
}

/** A directory has no services and no network of its own: only public DNS can be asked for it from here. */
function withoutConnections(net: Net): Net {
  const refuse = async () =>
    unknown(
      'not-running-here',
      'a directory has no network of its own',
      'run mailmedic check on the server itself',
    )
  return {
    resolve: (question) => (question.resolver === undefined ? net.resolve(question) : refuse()),
    connect: refuse,
    dialogue: refuse,
    fetch: (url, posted) => net.fetch(url, posted),
  }
}
