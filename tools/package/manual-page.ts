import type { CommandFile } from '../../src/cli/command-file.ts'

/** mailmedic(1) in man(7) macros, from the same data as `--help`. */
export function manualPage(commands: readonly CommandFile[], version: string): string {
  return [
    `.TH MAILMEDIC 1 "" "mailmedic ${version}" "Mail servers"`,
    '.SH NAME',
    'mailmedic \\- names the root cause when an e\\-mail server is ill',
    '.SH SYNOPSIS',
    '.B mailmedic',
    '.I command',
    '[\\fIoptions\\fR]',
    '.SH DESCRIPTION',
    'Reads logs, queue, configuration, certificates, DNS and network of a mail server and says what is wrong,',
    'why, and what to do, with evidence. Nothing is changed. Run it as root so that everything can be seen.',
    '.SH COMMANDS',
    ...commands.flatMap(describe),
    '.SH EXIT STATUS',
    'Of commands that check: 0 fine, 1 problem, 2 could not tell.',
    'Of all: 64 wrong usage, 66 input unreadable, 70 internal error, 130 interrupted.',
    '.SH ENVIRONMENT',
    '.TP',
    '.B NO_COLOR',
    'When set, nothing is coloured.',
    '',
  ].join('\n')
}

function describe({ name, summary, arguments: args, options, examples }: CommandFile): string[] {
  const synopsis = [name, ...(args ?? []).map(([argument]) => argument)].join(' ')
  return [
    `.SS ${roff(synopsis)}`,
    roff(summary),
    ...(args ?? []).flatMap(([argument, description]) => ['.TP', `.I ${roff(argument)}`, roff(description)]),
    ...options.flatMap(({ flags, description }) => ['.TP', `.B ${roff(flags)}`, roff(description)]),
    ...examples.flatMap(([what, command]) => ['.TP', roff(`${what}:`), roff(command)]),
  ]
}

function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1')
}
