import { type CommandFile, exit } from '../command-file.ts'
import { stateOption } from '../state.ts'

export const token: CommandFile = {
  name: 'token',
  summary: 'Let programs use the API: add, list and remove tokens',
  arguments: [
    ['<action>', 'add, list or remove'],
    ['[name]', 'of the token: what it is for'],
  ],
  options: [
    {
      flags: '--scope <scope>',
      description: 'what it may: find, read, operate, administer, agent',
      repeatable: true,
    },
    { flags: '--days <days>', description: 'how long it is valid; without: until it is removed' },
    stateOption,
  ],
  examples: [
    ['for a dashboard', 'sudo mailmedic token add grafana --scope read --days 365'],
    ['which there are, and when they were used', 'sudo mailmedic token list'],
  ],
  async run(args, options, io) {
    const { runToken } = await import('../run-token.ts')
    await runToken(args, options, io)
    return exit.fine
  },
}
