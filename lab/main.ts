import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { byId, faults, healthyVariants, isFault } from './catalogue.ts'
import { openShell } from './hosts/container.ts'
import { buildImages } from './images/build.ts'
import type { Debian, MachineId } from './lab.ts'
import { down, Lab, labName } from './lab.ts'
import { driveTraffic, inject, revert, runCheck, symptoms } from './run.ts'
import { prepareMachine } from './system/machine.ts'
import type { TrafficReport } from './traffic/traffic.ts'
import { traffic } from './traffic/traffic.ts'
import { up } from './up.ts'

const USAGE = `usage: npm run lab -- COMMAND [--debian 12|13] [--name NAME] [--bare] [--server postfix|exim|opensmtpd]
  list              faults and healthy variants
  build             the images (once)
  up                start a lab and verify that mail flows
  inject ID …       put faults or a healthy variant in place
  traffic           everyday mail, and that of the injected faults
  check [ARGUMENT]  run mailmedic inside the examined host
  capture FILE      have it record the examined host into FILE
  prove [ID …]      revert, inject, traffic, look for the symptoms; each fault, or those named
  revert            make everything healthy again
  down              end everything
  shell HOST        a shell in a, b, c, d or dns; or run what follows
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    debian: { type: 'string', default: '12' },
    name: { type: 'string' },
    bare: { type: 'boolean', default: false },
    server: { type: 'string', default: 'postfix' },
  },
})
const [command = 'help', ...rest] = positionals
const debian: Debian = values['debian'] === '13' ? 13 : 12
const server = (['exim', 'opensmtpd'] as const).find((one) => one === values['server']) ?? 'postfix'
const lab = new Lab(typeof values['name'] === 'string' ? values['name'] : labName(debian))
const say = (line: string): void => console.error(line)

const commands: Readonly<Record<string, () => Promise<number>>> = {
  async list() {
    for (const one of [...(await faults()), ...(await healthyVariants())]) {
      const expected = isFault(one) ? one.expects.map(({ condition }) => condition).join(' + ') : '(healthy)'
      console.log(`${one.id.padEnd(42)} ${expected === one.id ? '' : `${expected}  `}${one.story}`)
    }
    return 0
  },
  async build() {
    await prepareMachine(say)
    await buildImages(['mail12', 'mail13', 'exim12', 'smtpd13', 'peer12', 'bare12'], say)
    return 0
  },
  async up() {
    const started = Date.now()
    await up({ debian, name: lab.name, bare: values['bare'] === true, server, say })
    say(`lab ${lab.name} is up after ${((Date.now() - started) / 1000).toFixed(1)} s`)
    return values['bare'] === true ? 0 : printTraffic(await traffic(lab))
  },
  async inject() {
    for (const id of rest) await inject(lab, id)
    return 0
  },
  async traffic() {
    return printTraffic(await driveTraffic(lab))
  },
  async check() {
    const result = await runCheck(lab, rest.length > 0 ? ['check', ...rest] : undefined)
    process.stdout.write(result.stdout)
    process.stderr.write(result.stderr)
    return result.code
  },
  async capture() {
    const [file = 'host.mmc'] = rest
    const result = await runCheck(lab, ['capture', '--out', '/tmp/lab-capture.mmc'])
    process.stderr.write(result.stderr)
    if (result.code === 0)
      writeFileSync(file, Buffer.from(await lab.a.must('base64 -w0 /tmp/lab-capture.mmc'), 'base64'))
    return result.code
  },
  async prove() {
    const ids =
      rest.length > 0
        ? rest
        : (await faults()).filter((one) => (one.server ?? 'postfix') === server).map(({ id }) => id)
    let failed = 0
    for (const id of ids) failed += (await prove(id)) ? 0 : 1
    return failed === 0 ? 0 : 1
  },
  async revert() {
    await revert(lab)
    return 0
  },
  async down() {
    await down(lab)
    return 0
  },
  async shell() {
    const [host = 'a', ...script] = rest
    if (script.length === 0) await openShell(lab.host(host as MachineId))
    else {
      const output = await lab.host(host as MachineId).shell(script.join(' '))
      process.stdout.write(output.stdout + output.stderr)
      return output.code
    }
    return 0
  },
}

function printTraffic({ expectations, seconds }: TrafficReport): number {
  for (const { what, ok, detail } of expectations)
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${what}: ${detail}`)
  console.log(`traffic took ${seconds.toFixed(1)} s`)
  return expectations.every(({ ok }) => ok) ? 0 : 1
}

/** A healthy lab; a new one where the examined host needs another image. */
async function freshLab(bare: boolean): Promise<void> {
  if (bare === (lab.state.examinedImage === 'bare12')) await revert(lab)
  else await up({ debian, name: lab.name, bare, say })
}

/** Whether a fault, put on a healthy lab, shows what its file says that it shows. */
async function prove(id: string): Promise<boolean> {
  const one = await byId(id)
  if (one.debian !== undefined && one.debian !== debian) return true
  const clock = [Date.now()]
  await freshLab(!isFault(one) && one.bare === true)
  clock.push(Date.now())
  await inject(lab, id)
  clock.push(Date.now())
  const report = await driveTraffic(lab)
  const results = await symptoms(lab, report)
  clock.push(Date.now())
  const seconds = clock.slice(1).map((time, i) => ((time - (clock[i] ?? 0)) / 1000).toFixed(1))
  const shown =
    results.every((result) => result.shown) && (isFault(one) || report.expectations.every(({ ok }) => ok))
  console.log(
    `${shown ? 'shown ' : 'MISSED'} ${id}  (revert ${seconds[0]} inject ${seconds[1]} traffic ${seconds[2]} s)`,
  )
  for (const { symptom, shown: seen, text } of results)
    console.log(`   ${seen ? '' : `not in ${symptom.where}: ${symptom.matches}\n   `}${text.slice(0, 600)}`)
  if (!shown || !isFault(one))
    for (const { what, ok, detail } of report.expectations) if (!ok) console.log(`   - ${what}: ${detail}`)
  return shown
}

const action = commands[command]
if (action === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 64
} else {
  process.exitCode = await action()
}
