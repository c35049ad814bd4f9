import { type CommandFile, exit } from '../command-file.ts'
import { rootOption } from '../options.ts'
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
    { flags: '--client <name-or-ip>', description: 'by the client that handed it in' },
    { flags: '--user <name>', description: 'by the user who was logged in' },
    { flags: '--format <format>', description: 'how to print', choices: ['text', 'json'], default: 'text' },
    rootOption,
    yearOption,
  ],
  examples: [
    ['where is the mail from A to B?', 'mailmedic trace --from a@example.org --to b@example.net'],
    ['by a part of its Message-ID', "mailmedic trace --message-id '*4711*' /var/log/mail.log*"],
  ],
  async run(paths, options, io) {
    const { runTrace } = await import('../run-trace.ts')
    const outcome = await runTrace(paths, options, io)
    return outcome === 'unreadable' ? exit.unreadable : exit.fine
  },
}
