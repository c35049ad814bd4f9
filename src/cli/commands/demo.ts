import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommandFile, exit, UsageError } from '../command-file.ts'
import { formatOption, languageOption, textOf, verboseOption } from '../options.ts'
import { packageFolder } from '../package-folder.ts'

/** Captures made by the lab on really broken servers; `demo/` lies beside src/ and dist/ alike. */
const folder = join(packageFolder, 'demo')
const first = 'disk-full'

export const demo: CommandFile = {
  name: 'demo',
  summary: 'Run the real check on a capture of a really broken server: no root, no network needed',
  arguments: [['[name]', `which capture (default: ${first}; "list" names them)`]],
  options: [
    {
      flags: '--listen <address>',
      description: 'show it as a page there, until Ctrl-C: 8025, 127.0.0.1:8025',
    },
    formatOption,
    languageOption,
    verboseOption,
  ],
  examples: [
    ['a server whose disk is full', 'mailmedic demo'],
    ['which others there are', 'mailmedic demo list'],
    ['the same in a browser', 'mailmedic demo --listen 8025'],
  ],
  endsItself: true,
  async run([name = first], options, io) {
    const names = (await readdir(folder))
      .filter((file) => file.endsWith('.mmc'))
      .map((file) => file.slice(0, -4))
    if (name === 'list') {
      io.print(names.map((one) => `${one}\n`).join(''))
      return exit.fine
    }
    if (!names.includes(name)) throw new UsageError(`there is no demo called ${name}: ${names.join(', ')}`)
    const address = textOf(options, 'listen')
    if (address !== undefined) {
      const { runDemoConsole } = await import('../run-demo-console.ts')
      await runDemoConsole({ folder, names, first: name, address }, io)
      return exit.fine
    }
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
    'The same as a page in your browser: npm run demo -- --listen 8025',
    'On your own mail server: sudo mailmedic check',
    '',
  ].join('\n')
}
