import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommandFile, exit, UsageError } from '../command-file.ts'
import { formatOption, languageOption, verboseOption } from '../options.ts'
import { packageFolder } from '../package-folder.ts'

/** Captures made by the lab on really broken servers; `demo/` lies beside src/ and dist/ alike. */
const folder = join(packageFolder, 'demo')
const first = 'disk-full'

export const demo: CommandFile = {
  name: 'demo',
  summary: 'Run the real check on a capture of a really broken server: no root, no network needed',
  arguments: [['[name]', `which capture (default: ${first}; "list" names them)`]],
  options: [formatOption, languageOption, verboseOption],
  examples: [
    ['a server whose disk is full', 'mailmedic demo'],
    ['which others there are', 'mailmedic demo list'],
  ],
  async run([name = first], options, io) {
    const names = (await readdir(folder))
      .filter((file) => file.endsWith('.mmc'))
      .map((file) => file.slice(0, -4))
    if (name === 'list') {
      io.print(names.map((one) => `${one}\n`).join(''))
      return exit.fine
    }
    if (!names.includes(name)) throw new UsageError(`there is no demo called ${name}: ${names.join(', ')}`)
    const [{ openCapture }, { runCheck }, { printReport }] = await Promise.all([
      import('../open-world.ts'),
      import('../run-check.ts'),
      import('../print-report.ts'),
    ])
    await printReport(await runCheck(await openCapture(join(folder, `${name}.mmc`))), options, io)
    if (options['format'] === 'text') io.print(whatNext(name, names))
    return exit.fine
  },
}

function whatNext(name: string, names: readonly string[]): string {
  const others = names.filter((other) => other !== name).map((other) => `  npm run demo -- ${other}`)
  return [
    '',
    `That was "${name}": a real server of our lab, recorded. Others to try:`,
    ...others,
    'On your own mail server: sudo mailmedic check',
    '',
  ].join('\n')
}
