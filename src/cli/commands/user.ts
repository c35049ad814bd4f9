import { type CommandFile, exit } from '../command-file.ts'
import { stateOption } from '../state.ts'

export const user: CommandFile = {
  name: 'user',
  summary: 'Say who may use the console: add, list, remove, reset',
  arguments: [
    ['<action>', 'add, list, remove or reset'],
    ['[name]', 'of the user'],
  ],
  options: [
    {
      flags: '--role <role>',
      description: 'help-desk: find and explain; viewer: all that is shown; admin: all',
      choices: ['help-desk', 'viewer', 'admin'],
    },
    { flags: '--url <url>', description: 'by which address people reach the console' },
    stateOption,
  ],
  examples: [
    ['let somebody look', 'sudo mailmedic user add bob --role viewer'],
    ['who forgot the password, or lost the authenticator', 'sudo mailmedic user reset bob'],
  ],
  async run(args, options, io) {
    const { runUser } = await import('../run-user.ts')
    await runUser(args, options, io)
    return exit.fine
  },
}
