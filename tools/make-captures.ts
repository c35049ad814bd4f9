/**
 * `npm run captures [NAME …]`: records the hosts of `demo/` anew, from real servers in the lab, so that they hold
 * every question that today's conditions ask. As root. `test/captures.test.ts` replays them.
 */
import { writeFileSync } from 'node:fs'
import { judge } from '../lab/judge.ts'
import { down, type Lab } from '../lab/lab.ts'
import { driveTraffic, revert, runCheck } from '../lab/run.ts'
import { up } from '../lab/up.ts'
import { capturedHosts } from './captured-hosts.ts'

const wanted = process.argv.slice(2)
const hosts = capturedHosts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

for (const debian of [12, 13] as const) {
  const here = hosts.filter((host) => host.debian === debian)
  if (here.length === 0) continue
  const lab = await up({
    debian,
    name: `captures${debian}`,
    say: (line) => process.stderr.write(`${line}\n`),
  })
  try {
    for (const { name, fault } of here) await record(lab, name, fault)
  } finally {
    await down(lab)
  }
}

async function record(lab: Lab, name: string, fault: string | undefined): Promise<void> {
  if (fault === undefined) {
    await revert(lab)
    await driveTraffic(lab)
  } else if (!(await judge(lab, fault)).right) throw new Error(`check does not name ${fault}: not recorded`)
  const { code, stderr } = await runCheck(lab, ['capture', '--out', '/tmp/host.mmc'])
  if (code !== 0) throw new Error(`capture failed: ${stderr}`)
  const content = await lab.a.must('base64 -w0 /tmp/host.mmc')
  writeFileSync(`demo/${name}.mmc`, Buffer.from(content, 'base64'))
  process.stdout.write(`demo/${name}.mmc\n`)
}
