import { type CommandFile, exit } from '../command-file.ts'
import { whereOptions } from '../open-world.ts'
import { textOf } from '../options.ts'
import { version } from '../version.ts'

export const capture: CommandFile = {
  name: 'capture',
  summary: 'Record all that check looks at, without secrets, so that an expert can examine it elsewhere',
  options: [
    ...whereOptions.filter(({ flags }) => flags.startsWith('--root')),
    { flags: '--out <file>', description: 'where to write it', default: 'mailmedic-capture.mmc' },
    { flags: '--no-pseudonyms', description: 'keep mail addresses and IP addresses as they are' },
  ],
  examples: [
    ['record this server', 'sudo mailmedic capture --out mail.mmc'],
    ['examine it on another machine', 'mailmedic check --capture mail.mmc'],
  ],
  async run(_args, options, io) {
    const [{ openWorld }, { runCheck }, { recordingWorld }, { writeCapture }] = await Promise.all([
      import('../open-world.ts'),
      import('../run-check.ts'),
      import('../../access/recording/record.ts'),
      import('../../access/recording/capture-file.ts'),
    ])
    const out = textOf(options, 'out') ?? 'mailmedic-capture.mmc'
    const recording = recordingWorld(await openWorld(options))
    await runCheck(recording.world, undefined, (done, total) => {
      io.progress(`recording … ${done} of ${total}`)
    })
    io.progress('writing …')
    const written = await writeCapture(out, recording, {
      pseudonyms: options['pseudonyms'] !== false,
      mailmedicVersion: version,
    })
    io.progress('')
    io.print(`${written}\n`)
    return exit.fine
  },
}
