import { type CommandFile, exit, InputError, UsageError } from '../command-file.ts'
import { languageOf, languageOption, textOf } from '../options.ts'
import { personOf } from '../person.ts'
import { openState, stateOption, storeOption } from '../state.ts'

export const incident: CommandFile = {
  name: 'incident',
  summary: 'Tell the story of one incident; acknowledge it; write the outage report',
  arguments: [['<id>', 'its number, as "mailmedic incidents" lists it']],
  options: [
    { flags: '--acknowledge <note>', description: 'say that somebody is at it, and who or why' },
    { flags: '--report', description: 'an outage report in plain words, as Markdown' },
    { flags: '--format <format>', description: 'how to print', choices: ['text', 'json'], default: 'text' },
    stateOption,
    storeOption,
    languageOption,
  ],
  examples: [
    ['what happened, and what to do', 'sudo mailmedic incident 3'],
    ['for those who ask what happened', 'sudo mailmedic incident 3 --report > outage.md'],
    ['I am at it', 'sudo mailmedic incident 3 --acknowledge "ordered a larger disk"'],
  ],
  async run([given = ''], options, io) {
    const id = Number(given.replace(/^#/, ''))
    if (!Number.isSafeInteger(id) || id < 1) throw new UsageError(`${given} is no number of an incident`)
    const [log, { printIncident }] = await Promise.all([
      import('../../watch/incidents/incident-log.ts'),
      import('../print-incidents.ts'),
    ])
    const store = await openState(options)
    try {
      const note = textOf(options, 'acknowledge')
      const found =
        note === undefined
          ? log.incidentById(store, id)
          : log.acknowledge(store, id, { at: Date.now(), by: personOf(), note })
      if (found === undefined)
        throw new InputError(`there is no incident ${id}; see: mailmedic incidents --all`)
      const events = store.incidents.events(id)
      if (options['report'] === true) {
        const { outageReport } = await import('../../watch/incidents/outage-report.ts')
        io.print(outageReport(found, events, languageOf(options, io), Date.now()))
      } else if (options['format'] === 'json')
        io.print(`${JSON.stringify({ schema: 'mailmedic.incident/1', incident: found, events })}\n`)
      else printIncident(found, events, languageOf(options, io), io)
    } finally {
      store.close()
    }
    return exit.fine
  },
}
