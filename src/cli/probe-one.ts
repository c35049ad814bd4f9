import { systemClock } from '../access/clock.ts'
import { unseenHost } from '../access/host/outside.ts'
import type { ProbeTask } from '../access/task.ts'
import type { World } from '../access/world.ts'
import { type ExitCode, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { openCapture } from './open-world.ts'
import { listOf, textOf } from './options.ts'
import { printReport } from './print-report.ts'
import { probedName } from './probe-domain.ts'
import { chooseConditions, runCheck } from './run-check.ts'
import { version } from './version.ts'

/** `mailmedic probe DOMAIN`, or the replay of one. */
export async function probeOne(args: readonly string[], options: OptionValues, io: Io): Promise<ExitCode> {
  const conditions = chooseConditions(listOf(options, 'only'))
  const replay = textOf(options, 'replay')
  const world = replay === undefined ? await openDomain(args, options) : await openReplay(replay, args)
  const save = textOf(options, 'save')
  const examined = async (where: World) => {
    const result = await runCheck(where, conditions, (done, total) => {
      io.progress(`probing … ${done} of ${total}`)
    })
    io.progress('')
    return printReport(result, options, io)
  }
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

async function openReplay(path: string, args: readonly string[]): Promise<World> {
  if (args.length > 0) throw new UsageError('give a domain or --replay, not both')
  const world = await openCapture(path)
  if (world.task === undefined)
    throw new UsageError(`${path} is a capture of a host: mailmedic check --capture ${path}`)
  return world
}

async function openDomain(args: readonly string[], options: OptionValues): Promise<World> {
  const [given] = args
  if (given === undefined) throw new UsageError('name a domain: mailmedic probe example.org')
  if (args.length > 1) throw new UsageError('one domain at a time')
  const { systemNet } = await import('../access/net/system-net.ts')
  const resolvers = listOf(options, 'resolver')
  const net = systemNet(resolvers.length === 0 ? {} : { resolvers })
  return { host: unseenHost, net, clock: systemClock, task: taskOf(given, options) }
}

function taskOf(given: string, options: OptionValues): ProbeTask {
  const domain = probedName(given)
  const selectors = listOf(options, 'dkimSelector').map((selector) => ({
    selector: selector.toLowerCase(),
    domain,
    from: 'the command line' as const,
  }))
  return { domain, selectors }
}
