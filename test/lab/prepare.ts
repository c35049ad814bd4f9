import { buildImages } from '../../lab/lab.ts'
import { prepareMachine } from '../../lab/system/machine.ts'

/** Once, before all tests of the lab: what the machine needs, and the images. */
export default async function prepare(): Promise<void> {
  const say = (line: string) => process.stderr.write(`lab: ${line}\n`)
  await prepareMachine(say)
  await buildImages(['mail12', 'mail13', 'exim12', 'smtpd13', 'peer12', 'bare12'], say)
}
