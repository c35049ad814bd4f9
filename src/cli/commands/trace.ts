import { type CommandFile, exit } from '../command-file.ts'
import { sinceOption, untilOption } from '../log-window.ts'
import { languageOption, rootOption } from '../options.ts'
import { yearOption } from './logs.ts'

export const trace: CommandFile = {
  name: 'trace',
  summary: 'Tell the story of a message: where it came from, what became of each recipient, and why',
  arguments: [
    ['[files...]', 'log files, directories, patterns, - for standard input (default: the logs of this host)'],
  ],
  options: [
    { flags: '--message-id <id>', description: 'by its Message-ID, with or without <>' },
    { flags: '--queue-id <id>', description: 'by a queue ID' },
    { flags: '--from <address>', description: 'by envelope sender' },
    { flags: '--to <address>', description: 'by recipient' },
    { flags: '--subject <text>', description: 'by a part of the subject, where the log has it' },
    {
      flags: '--client <name-or-ip>',
      description: 'by the client that handed it in: name, address, or network such as 192.0.2.0/24',
    },
    { flags: '--user <name>', description: 'by the user who was logged in' },
    {
      flags: '--status <status>',
      description: 'delivered, deferred, bounced, expired, rejected, discarded, held; several with commas',
    },
    sinceOption,
    untilOption,
    { flags: '--limit <n>', description: 'how many stories to tell; more are listed', default: '5' },
    { flags: '-v, --verbose', description: 'also show the lines of the log' },
    {
      flags: '--here',
      description:
        'go on from this host: is its address listed now, what says SPF, how full is the mailbox (default: where no logs are named)',
    },
    { flags: '--no-here', description: 'look at nothing but the logs' },
    { flags: '--format <format>', description: 'how to print', choices: ['text', 'json'], default: 'text' },
    languageOption,
    rootOption,
    yearOption,
  ],
  examples: [
    ['where is the mail from A to B?', 'mailmedic trace --from a@example.org --to b@example.net'],
    ['what is late for one domain', "mailmedic trace --to '*@example.net' --status deferred --since today"],
    ['what came from a network', 'mailmedic trace --client 192.0.2.0/24 --since 2h'],
    [
      'why it was refused, and whether it still would be',
      'mailmedic trace --to bob@example.net --here mail.log',
    ],
    ['by a part of its Message-ID', "mailmedic trace --message-id '*4711*' /var/log/mail.log*"],
  ],
  async run(paths, options, io) {
    const { runTrace } = await import('../run-trace.ts')
    const outcome = await runTrace(paths, options, io)
    return outcome === 'unreadable' ? exit.unreadable : exit.fine
  },
}
