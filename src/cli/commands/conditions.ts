import { type CommandFile, exit, UsageError } from '../command-file.ts'
import { formatOption, languageOf, languageOption } from '../options.ts'

export const conditions: CommandFile = {
  name: 'conditions',
  summary: 'List what can be wrong, or show one condition whole',
  arguments: [['[id]', 'a condition, such as storage-disk-full']],
  options: [formatOption, languageOption],
  examples: [
    ['all of them', 'mailmedic conditions'],
    ['one, with its fix and its lookalikes', 'mailmedic conditions storage-disk-full'],
  ],
  async run([id], options, io) {
    const [{ allConditions }, { describeCondition, listConditions, conditionData }] = await Promise.all([
      import('../../knowledge/registry.ts'),
      import('../../report/conditions.ts'),
    ])
    const language = languageOf(options, io)
    const chosen = id === undefined ? allConditions : allConditions.filter((one) => one.id === id)
    if (chosen.length === 0)
      throw new UsageError(`there is no condition called ${id}; mailmedic conditions lists them`)
    if (options['format'] === 'json') {
      io.print(
        `${JSON.stringify({ schema: 'mailmedic.conditions/1', conditions: chosen.map(conditionData) }, null, 2)}\n`,
      )
    } else if (id === undefined) io.print(listConditions(chosen, language))
    else io.print(chosen.map((condition) => describeCondition(condition, language)).join('\n'))
    return exit.fine
  },
}
