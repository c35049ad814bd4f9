import { type CommandFile, exit } from '../command-file.ts'
import { languageOf, languageOption } from '../options.ts'
import { openState, stateOption, storeOption } from '../state.ts'

const shown = 50

export const incidents: CommandFile = {
  name: 'incidents',
  summary: 'List what went wrong on this server since it is watched',
  options: [
    { flags: '--all', description: 'also what is over' },
    { flags: '--format <format>', description: 'how to print', choices: ['text', 'json'], default: 'text' },
    stateOption,
    storeOption,
    languageOption,
  ],
  examples: [
    ['what is wrong now', 'sudo mailmedic incidents'],
    ['and what was', 'sudo mailmedic incidents --all'],
  ],
  async run(_args, options, io) {
    const [{ latestIncidents }, { printIncidents }] = await Promise.all([
      import('../../watch/incidents/incident-log.ts'),
      import('../print-incidents.ts'),
    ])
    const store = await openState(options)
    const listed = latestIncidents(store, shown).filter(
      ({ state }) => options['all'] === true || state !== 'over',
    )
    store.close()
    if (options['format'] === 'json')
      io.print(`${JSON.stringify({ schema: 'mailmedic.incidents/1', incidents: listed })}\n`)
    else printIncidents(listed, languageOf(options, io), io)
    return listed.some(({ state }) => state === 'open') ? exit.problem : exit.fine
  },
}
