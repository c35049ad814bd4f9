import type { CommandFile } from '../command-file.ts'
import { languageOption, resolverOption, verboseOption } from '../options.ts'

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
    { flags: '--save <file>', description: 'keep all answers in a capture that replays' },
    { flags: '--replay <file>', description: 'look at such a capture; nothing is asked' },
    { flags: '--only <topic-or-id>', description: 'only this topic or condition', repeatable: true },
    {
      flags: '--format <format>',
      description: 'how to print',
      choices: ['text', 'json', 'markdown', 'html'],
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
  ],
  async run(args, options, io) {
    const { probeOne } = await import('../probe-one.ts')
    return probeOne(args, options, io)
  },
}
