import { type CommandFile, exit } from '../command-file.ts'
import { stateOption, storeOption } from '../state.ts'

export const agents: CommandFile = {
  name: 'agents',
  summary: 'List the hosts that report to this centre; let one in; forget one',
  arguments: [
    ['[what]', 'list (default), add, forget'],
    ['[name]', 'of the host'],
  ],
  options: [
    { flags: '--format <format>', description: 'how to list', choices: ['text', 'json'], default: 'text' },
    stateOption,
    storeOption,
  ],
  examples: [
    ['how they are', 'sudo mailmedic agents'],
    ['a token for one more; it is printed once', 'sudo mailmedic agents add mx2'],
    ['one that is no more', 'sudo mailmedic agents forget mx2.example.org'],
  ],
  async run(args, options, io) {
    const { runAgents } = await import('../run-agents.ts')
    await runAgents(args, options, io)
    return exit.fine
  },
}
