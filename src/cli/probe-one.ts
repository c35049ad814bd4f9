import { systemClock } from '../access/clock.ts'
import { unseenHost } from '../access/host/outside.ts'
import { systemNet } from '../access/net/system-net.ts'
import type { World } from '../access/world.ts'
import { type ExitCode, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { openCapture } from './open-world.ts'
import { listOf, textOf } from './options.ts'
import { outsideConditions } from './outside-conditions.ts'
import { printReport } from './print-report.ts'
import { taskOf } from './probe-task.ts'
import { runCheck } from './run-check.ts'
import { version } from './version.ts'

/** A polite stranger: two connections at a time to a server. */
export const connectionsPerServer = 2

/** `mailmedic probe DOMAIN`, or the replay of one. */
export async function probeOne(given: string | undefined, options: OptionValues, io: Io): Promise<ExitCode> {
  const conditions = outsideConditions(listOf(options, 'only'))
  const replay = textOf(options, 'replay')
  const world = replay === undefined ? await openDomain(given, options) : await openReplay(replay, given)
  if (options['format'] === 'mobileconfig') {
    const { printAppleProfile } = await import('./probe-apple-profile.ts')
    return printAppleProfile(world, io)
  }
  const examined = async (where: World) => {
    const result = await runCheck(where, conditions, (done, total) => {
      io.progress(`probing … ${done} of ${total}`)
    })
    io.progress('')
    return printReport(result, options, io)
  }
  const save = textOf(options, 'save')
  if (save === undefined) return examined(world)
  const [{ recordingWorld }, { writeCapture }] = await Promise.all([
    import('../access/recording/record.ts'),
    import('../access/recording/capture-file.ts'),
  ])
  const recording = recordingWorld(world)
  const code = await examined(recording.world)
  // All of it is public: nothing to hide, and the names must stay what they are.
  io.warn(await writeCapture(save, recording, { pseudonyms: false, mailmedicVersion: version }))
  return code
}

async function openReplay(path: string, given: string | undefined): Promise<World> {
  if (given !== undefined) throw new UsageError('give a domain or --replay, not both')
  const world = await openCapture(path)
  if (world.task === undefined)
    throw new UsageError(`${path} is a capture of a host: mailmedic check --capture ${path}`)
  return world
}

/** The world as a stranger sees it who asks about a domain. Throws `UsageError`. */
export async function openDomain(given: string | undefined, options: OptionValues): Promise<World> {
  if (given === undefined) throw new UsageError('name a domain: mailmedic probe example.org')
  const task = await taskOf(given, options)
  const resolvers = listOf(options, 'resolver')
  const net = systemNet({
    connectionsPerPeer: connectionsPerServer,
    ...(resolvers.length === 0 ? {} : { resolvers }),
  })
  return { host: unseenHost, net, clock: systemClock, task }
}
