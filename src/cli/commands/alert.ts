import { type CommandFile, exit } from '../command-file.ts'
import { languageOption } from '../options.ts'
import { stateOption, storeOption } from '../state.ts'

export const alert: CommandFile = {
  name: 'alert',
  summary: 'Say how people are told: add, list, test and remove channels',
  arguments: [
    ['<action>', 'kinds, add, list, test or remove'],
    ['[name]', 'of the channel: what you call it'],
  ],
  options: [
    { flags: '--kind <kind>', description: 'what it is; "mailmedic alert kinds" lists them' },
    { flags: '--set <name=value>', description: 'one of its settings', repeatable: true },
    {
      flags: '--secret-file <file>',
      description: 'its password, token or address, from a file; - for standard input',
    },
    {
      flags: '--severity <severity>',
      description: 'only this and graver',
      choices: ['critical', 'high', 'medium', 'low'],
      default: 'medium',
    },
    { flags: '--topic <topic>', description: 'only of this topic', repeatable: true },
    { flags: '--after <minutes>', description: 'only if nobody has acknowledged it for so long: 15m' },
    {
      flags: '--quiet <times>',
      description: 'hold what is not critical until the morning: 22:00-07:00, in the time of this host',
    },
    { flags: '--digest <time>', description: 'a summary each day, such as at 08:00' },
    stateOption,
    storeOption,
    languageOption,
  ],
  examples: [
    ['which kinds there are, and what they need', 'mailmedic alert kinds'],
    [
      'push to a phone',
      'sudo mailmedic alert add phone --kind ntfy --set url=https://ntfy.sh --set topic=mail-example',
    ],
    [
      'mail, not through this server',
      'sudo mailmedic alert add me --kind email --set to=me@example.net --set from=alerts@example.org --set relay=smtp.example.net:465 --set user=me --secret-file /root/relay-password',
    ],
    [
      'wake the second one when the first does not react',
      'sudo mailmedic alert add second --kind ntfy --set url=https://ntfy.sh --set topic=mail-second --after 15m',
    ],
    ['does it reach me?', 'sudo mailmedic alert test'],
  ],
  async run(args, options, io) {
    const { runAlert } = await import('../run-alert.ts')
    return (await runAlert(args, options, io)) ? exit.fine : exit.problem
  },
}
