import { type CommandFile, exit } from '../command-file.ts'
import { stateOption, storeOption } from '../state.ts'

export const mute: CommandFile = {
  name: 'mute',
  summary: 'Tell nobody for a while, of all or of one thing; maintenance windows',
  arguments: [
    ['<scope>', 'all, topic:…, condition:…, host:… (of a fleet), the number of an incident; or: list, end'],
    ['[id]', 'of the mute to end'],
  ],
  options: [
    { flags: '--for <time>', description: 'how long: 30m, 2h, 3d, 1w' },
    { flags: '--from <time>', description: 'when it begins: "2026-03-03 22:00", in the time of this host' },
    { flags: '--until <time>', description: 'when it ends' },
    {
      flags: '--every <days>',
      description:
        'again and again: day, sunday, "saturday sunday", "2nd tuesday", "last friday" (of the month)',
    },
    { flags: '--at <times>', description: 'of --every: 02:00-04:00, by the clock on the wall' },
    { flags: '--zone <zone>', description: 'of --every: Europe/Berlin; without it the zone of this host' },
    { flags: '--reason <text>', description: 'why: for those who wonder about the silence' },
    { flags: '--format <format>', description: 'how to list', choices: ['text', 'json'], default: 'text' },
    stateOption,
    storeOption,
  ],
  examples: [
    ['not again this morning', 'sudo mailmedic mute 3 --for 4h --reason "the disk comes at noon"'],
    [
      'a maintenance window',
      'sudo mailmedic mute all --from "2026-03-03 22:00" --until "2026-03-04 02:00" --reason "moving to Debian 13"',
    ],
    [
      'each month, by the clock on the wall',
      'sudo mailmedic mute all --every "2nd tuesday" --at 02:00-04:00 --reason "updates"',
    ],
    ['what is silent', 'sudo mailmedic mute list'],
    ['and no more', 'sudo mailmedic mute end 2'],
  ],
  async run(args, options, io) {
    const { runMute } = await import('../run-mute.ts')
    await runMute(args, options, io)
    return exit.fine
  },
}
