import { type CommandFile, exit } from '../command-file.ts'
import { languageOption, resolverOption } from '../options.ts'
import { stateOption, storeOption } from '../state.ts'

export const mcp: CommandFile = {
  name: 'mcp',
  summary: 'Answer an AI assistant over standard input and output (Model Context Protocol); only reads',
  options: [
    {
      flags: '--files <folder>',
      description: 'logs and captures beneath it may be named, too (else only the logs of this host)',
      repeatable: true,
    },
    resolverOption,
    stateOption,
    storeOption,
    languageOption,
  ],
  examples: [
    ['what an assistant starts, see docs/mcp.md', 'sudo mailmedic mcp'],
    ['it may also read logs and captures in a folder', 'mailmedic mcp --files /srv/mail-logs'],
    [
      'over SSH, for a server elsewhere: the command of the assistant',
      'ssh mail.example.org sudo mailmedic mcp',
    ],
  ],
  endsItself: true,
  async run(_args, options, io) {
    const { runMcp } = await import('../run-mcp.ts')
    await runMcp(options, io)
    return exit.fine
  },
}
