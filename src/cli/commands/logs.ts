import { type CommandFile, exit, type OptionFile } from '../command-file.ts'
import { sinceOption, untilOption } from '../log-window.ts'
import { languageOption, rootOption } from '../options.ts'

export const yearOption: OptionFile = {
  flags: '--year <year>',
  description: 'year of the first line, where the log writes none (default: from the time of the file)',
}

export const logs: CommandFile = {
  name: 'logs',
  summary: 'Say what happened to the mail: totals, reasons, charts by hour, from any mail log',
  arguments: [
    ['[files...]', 'log files, directories, patterns, - for standard input (default: the logs of this host)'],
  ],
  options: [
    {
      flags: '--format <format>',
      description: 'how to print',
      choices: ['text', 'json', 'html', 'csv'],
      default: 'text',
    },
    {
      flags: '--top <n>',
      description: 'how many senders, recipients, domains, users to list',
      default: '10',
    },
    sinceOption,
    untilOption,
    {
      flags: '--compare <period>',
      description: 'say what is new against yesterday, last-week, SINCE..UNTIL, or another log',
    },
    {
      flags: '-f, --follow',
      description: 'say what happens while it happens: deliveries, refusals, warnings (survives rotation)',
    },
    languageOption,
    rootOption,
    yearOption,
  ],
  examples: [
    ['the logs of this host', 'sudo mailmedic logs'],
    ['a rotated set, in order of time', 'mailmedic logs /var/log/mail.log*'],
    ['what is new against the day before', "mailmedic logs '/var/log/mail.log*' --compare yesterday"],
    ['a report for the browser', 'mailmedic logs mail.log --format html > report.html'],
    ['while it happens, like tail -F with understanding', 'sudo mailmedic logs --follow'],
    ['from the journal', 'journalctl -o export -u postfix@- | mailmedic logs -'],
  ],
  async run(paths, options, io) {
    if (options['follow'] === true) {
      const { runFollow } = await import('../run-follow.ts')
      return (await runFollow(paths, options, io)) ? exit.fine : exit.unreadable
    }
    const { runLogs } = await import('../run-logs.ts')
    return (await runLogs(paths, options, io)) ? exit.fine : exit.unreadable
  },
}
