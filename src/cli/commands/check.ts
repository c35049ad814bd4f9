import type { CommandFile } from '../command-file.ts'
import { whereOptions } from '../open-world.ts'
import { formatOption, languageOption, listOf, trustAnchorOption, verboseOption } from '../options.ts'

export const check: CommandFile = {
  name: 'check',
  summary: 'Examine a mail server and name what is wrong, why, and what to do',
  options: [
    ...whereOptions,
    { flags: '--only <topic-or-id>', description: 'check only this topic or condition', repeatable: true },
    trustAnchorOption,
    formatOption,
    languageOption,
    verboseOption,
  ],
  examples: [
    ['this server, as root so that everything can be seen', 'sudo mailmedic check'],
    ['a capture that somebody sent', 'mailmedic check --capture mail.example.org.mmc'],
    ['only what concerns DNS and the network', 'mailmedic check --only delivery --only network'],
    ['for a ticket, or for a program', 'mailmedic check --format markdown'],
  ],
  async run(_args, options, io) {
    const [{ openWorld, withTrustAnchors }, { chooseConditions, runCheck }, { printReport }] =
      await Promise.all([import('../open-world.ts'), import('../run-check.ts'), import('../print-report.ts')])
    const conditions = chooseConditions(listOf(options, 'only'))
    const world = await withTrustAnchors(await openWorld(options), options)
    const result = await runCheck(world, conditions, (done, total) => {
      io.progress(`checking … ${done} of ${total}`)
    })
    io.progress('')
    return printReport(result, options, io)
  },
}
