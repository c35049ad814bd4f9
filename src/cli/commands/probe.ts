import type { CommandFile } from '../command-file.ts'
import { languageOption, resolverOption, textOf, trustAnchorOption, verboseOption } from '../options.ts'

export const probe: CommandFile = {
  name: 'probe',
  summary: 'Look at a mail domain and its servers from outside, without access to them',
  arguments: [['[domain...]', 'such as example.org']],
  options: [
    {
      flags: '--dkim-selector <selector>',
      description: 'a DKIM selector that is in use (others are guessed)',
      repeatable: true,
    },
    resolverOption,
    trustAnchorOption,
    { flags: '--mail <file>', description: 'a mail of the domain: its DKIM selectors are looked at' },
    {
      flags: '--file <list>',
      description: 'many domains, one a line (- for standard input); JSON: one line each',
    },
    { flags: '--save <file>', description: 'keep all answers in a capture that replays' },
    { flags: '--replay <file>', description: 'look at such a capture; nothing is asked' },
    { flags: '--only <topic-or-id>', description: 'only this topic or condition', repeatable: true },
    {
      flags: '--format <format>',
      description: 'how to print; mobileconfig: a profile for Apple Mail with the servers that work',
      choices: ['text', 'json', 'markdown', 'html', 'mobileconfig'],
      default: 'text',
    },
    languageOption,
    verboseOption,
  ],
  examples: [
    ['all that can be told from outside', 'mailmedic probe example.org'],
    ['with the key that signs', 'mailmedic probe example.org --dkim-selector mail2026'],
    ['for the admin of that domain', 'mailmedic probe example.org --format html > example.org.html'],
    ['keep what was seen, look again later', 'mailmedic probe example.org --save example.mmc'],
    ['many, for a program', 'mailmedic probe --file domains.txt --format json'],
  ],
  async run(args, options, io) {
    const file = textOf(options, 'file')
    if (file === undefined && args.length < 2) {
      const { probeOne } = await import('../probe-one.ts')
      return probeOne(args[0], options, io)
    }
    const { namesIn, probeMany } = await import('../probe-many.ts')
    return probeMany(file === undefined ? args : [...args, ...(await namesIn(file))], options, io)
  },
}
