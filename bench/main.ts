/**
 * `npm run bench`: whole processes, started as the package starts them, timed from outside. As root it also measures `check` on a real host of
 * the lab: healthy with 100 MB of logs, and with dead DNS. Prints a table; fails when a bound is broken.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { down, type Lab } from '../lab/lab.ts'
import { inject, revert } from '../lab/run.ts'
import { up } from '../lab/up.ts'
import { runtimeFlags } from '../tools/package/runtime-flags.ts'
import { writeMailLog } from './mail-log.ts'
import { type Measured, measure } from './measure.ts'

interface Row {
  readonly what: string
  readonly measured: Measured
  readonly bound: { readonly seconds: number; readonly mebibytes: number }
}

const node = process.execPath
/** What the package runs; built first. */
const program = 'dist/cli/main.js'
const logBytes = 100 << 20
const rows: Row[] = []

execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })

await row('mailmedic --help', [node, ...runtimeFlags, program, '--help'], { seconds: 0.15, mebibytes: 250 })
for (const name of ['disk-full', 'healthy'].filter((one) => existsSync(`demo/${one}.mmc`))) {
  await row(
    `check --capture ${name}`,
    [node, ...runtimeFlags, program, 'check', '--capture', `demo/${name}.mmc`],
    {
      seconds: 1,
      mebibytes: 250,
    },
  )
}
if (process.getuid?.() === 0) await measureInLab()
else process.stdout.write('Left out: check on a real host of the lab, because it needs root.\n')
print()

async function measureInLab(): Promise<void> {
  const lab = await up({ debian: 12, name: 'bench', say: (line) => process.stderr.write(`${line}\n`) })
  try {
    const check = insideHost(lab)
    await row('check, healthy host', check, { seconds: 3, mebibytes: 250 })
    const log = `${lab.a.layers.root}/var/log/mail.log`
    writeMailLog(log, logBytes, Date.now())
    await row(`check, healthy host, ${Math.round(statSync(log).size / 1e6)} MB of logs`, check, {
      seconds: 3,
      mebibytes: 250,
    })
    await revert(lab)
    await inject(lab, 'dns-local-resolver-down')
    await row('check, dead DNS', insideHost(lab), { seconds: 15, mebibytes: 250 }, 3)
  } finally {
    await down(lab)
  }
}

/** The command as root inside the examined host. */
function insideHost(lab: Lab): string[] {
  return lab.a.commandLine([
    '/opt/mailmedic/node_modules/.bin/node',
    ...runtimeFlags,
    `/opt/mailmedic/${program}`,
    'check',
    '--format',
    'json',
  ])
}

async function row(what: string, command: readonly string[], bound: Row['bound'], runs = 5): Promise<void> {
  rows.push({ what, measured: await measure(command, runs), bound })
}

function print(): void {
  const lines = rows.map(({ what, measured: { seconds, peakMebibytes, exitCode }, bound }) => {
    const kept = seconds <= bound.seconds && peakMebibytes <= bound.mebibytes
    if (!kept) process.exitCode = 1
    return [
      what.padEnd(44),
      `${seconds.toFixed(2)} s (≤ ${bound.seconds})`.padEnd(18),
      `${peakMebibytes.toFixed(0)} MiB (≤ ${bound.mebibytes})`.padEnd(18),
      `exit ${exitCode}`,
      kept ? '' : 'BOUND BROKEN',
    ].join('  ')
  })
  process.stdout.write(`median of the runs, whole process; highest memory of all\n${lines.join('\n')}\n`)
}
