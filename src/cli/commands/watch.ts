import { type CommandFile, exit, type OptionFile, UsageError } from '../command-file.ts'
import { textOf } from '../options.ts'
import { serve } from './serve.ts'

const centreOptions: readonly OptionFile[] = [
  { flags: '--to <url>', description: 'the centre that it reports to: https://centre.example.org' },
  { flags: '--token <token>', description: 'what "mailmedic agents add" printed there (or MAILMEDIC_TOKEN)' },
  { flags: '--token-file <file>', description: 'its first line is that token' },
  { flags: '--every <seconds>', description: 'how often it reports', default: '10' },
]

export const watch: CommandFile = {
  name: 'watch',
  summary: 'Watch this server as serve does, and report to a centre that watches many',
  options: [...centreOptions, ...serve.options],
  examples: [
    ['on the centre, once for each host', 'sudo mailmedic agents add mx1'],
    [
      'on the host; the file holds what that printed',
      'sudo mailmedic watch --to https://centre.example.org --token-file /etc/mailmedic/token',
    ],
    [
      'two that watch each other: on both, with the address of the other',
      'sudo mailmedic watch --listen 9154 --to https://other.example.org --token-file /etc/mailmedic/token',
    ],
  ],
  endsItself: true,
  async run(_args, options, io) {
    if (textOf(options, 'to') === undefined)
      throw new UsageError('report to whom? Give --to URL, or use "mailmedic serve"')
    const { runServe } = await import('../run-serve.ts')
    await runServe(options, io)
    return exit.fine
  },
}
