import { mkdirSync, writeFileSync } from 'node:fs'
import { pause } from '../hosts/host.ts'
import type { Lab, MachineId } from '../lab.ts'
import { alice, carol } from '../setup/accounts.ts'
import { must } from '../system/command.ts'
import { mailHosts, RESOLVER } from '../world/addresses.ts'
import type { ClientOrder, ClientStep, FetchStep, StepResult, SubmitStep } from './step.ts'

const SETTLE_SECONDS = 6
const CLIENT = new URL('client.ts', import.meta.url).pathname
const SERVER = mailHosts.a.name

/** One thing that mail users expect of a healthy server, and whether it held. */
export interface Expectation {
  readonly what: string
  readonly ok: boolean
  readonly detail: string
}

/** All that one run of traffic showed. */
export interface TrafficReport {
  readonly expectations: readonly Expectation[]
  readonly transcript: string
  readonly seconds: number
}

let counter = 0

/** A message of a user of example-a.test, by submission with TLS and AUTH. */
export function message(label: string, to: string, more: Partial<SubmitStep> = {}): SubmitStep {
  const messageId = `${Date.now()}.${process.pid}.${counter++}@client`
  return {
    kind: 'submit',
    label,
    host: SERVER,
    port: 587,
    security: 'starttls',
    login: { user: alice.address, password: alice.password },
    from: alice.address,
    to,
    messageId,
    ...more,
  }
}

/** A message that comes from outside to port 25, without a login. */
export function delivery(
  label: string,
  from: string,
  to: string,
  more: Partial<SubmitStep> = {},
): SubmitStep {
  const { login: _, ...rest } = message(label, to, { from, port: 25, security: 'none', ...more })
  return rest
}

/** Reads alice's INBOX over IMAPS. */
export function fetching(): FetchStep {
  return {
    kind: 'fetch',
    label: 'alice reads her mail',
    host: SERVER,
    port: 993,
    login: { user: alice.address, password: alice.password },
  }
}

/** Runs client steps in the users' network, all at the same time. */
export async function runSteps(lab: Lab, steps: readonly ClientStep[]): Promise<StepResult[]> {
  const order: ClientOrder = { resolver: RESOLVER, caPem: lab.authority.rootPem, steps }
  const argv = ['nsenter', `--net=/run/netns/${lab.network.namespace('client')}`, process.execPath, CLIENT]
  return JSON.parse(await must(argv, { input: JSON.stringify(order), timeoutSeconds: 90 })) as StepResult[]
}

/** Everyday mail: out, in, local, fetched; plus what a fault adds. Checks where each message went. */
export async function traffic(
  lab: Lab,
  extra: readonly ClientStep[] = [],
  settleSeconds = SETTLE_SECONDS,
): Promise<TrafficReport> {
  const started = Date.now()
  const sent = everydayMessages()
  const inbound = { b: `${started}.b@peer`, d: `${started}.d@peer` }
  const [results] = await Promise.all([
    runSteps(lab, [...sent, ...extra]),
    sendFromPeer(lab, 'b', inbound.b),
    sendFromPeer(lab, 'd', inbound.d),
  ])
  await settle(lab, settleSeconds)
  const fetched = await runSteps(lab, [fetching()])
  const all = [...results, ...fetched]
  const expectations = [
    ...results.map(({ label, ok, detail }) => ({ what: label, ok, detail })),
    ...fetched.map(({ label, ok, detail }) => ({ what: label, ok, detail })),
    ...(await arrivals(lab, sent)),
    ...Object.entries(inbound).map(([peer, id]) => ({
      what: `mail from ${peer} is in alice's INBOX`,
      ok: fetched[0]?.found?.includes(id) ?? false,
      detail: id,
    })),
  ]
  const transcript = all
    .map(({ label, ok, transcript: lines }) =>
      [`### ${label}: ${ok ? 'ok' : 'failed'}`, ...lines, ''].join('\n'),
    )
    .join('\n')
  keep(lab, transcript)
  return { expectations, transcript, seconds: (Date.now() - started) / 1000 }
}

function everydayMessages(): SubmitStep[] {
  return [
    message('alice writes to b by 587', 'bob@example-b.test'),
    message('alice writes to c by 465', 'bob@example-c.test', { port: 465, security: 'tls' }),
    message('alice writes to d by 587', 'bob@example-d.test'),
    message('alice writes to carol by 587', carol.address),
  ]
}

async function sendFromPeer(lab: Lab, peer: 'b' | 'd', messageId: string): Promise<void> {
  const from = `bob@${mailHosts[peer].domain}`
  const text = `From: ${from}\nTo: ${alice.address}\nSubject: from ${peer}\nMessage-ID: <${messageId}>\nDate: ${new Date().toUTCString()}\n\nHello from ${peer}.\n`
  await lab.host(peer).shell(`sendmail -f ${from} ${alice.address}`, { input: text })
}

/** Waits until no Postfix of the lab has a message in hand that it has not tried. */
export async function settle(lab: Lab, seconds = SETTLE_SECONDS): Promise<void> {
  const end = Date.now() + seconds * 1000
  const busy =
    'find /var/spool/postfix/maildrop /var/spool/postfix/incoming /var/spool/postfix/active -type f 2>/dev/null | wc -l'
  while (Date.now() < end) {
    await pause(250)
    const counts = await Promise.all(
      (['a', 'b', 'c', 'd'] as MachineId[]).map(async (id) => {
        return lab.host(id).pid === undefined
          ? 0
          : Number((await lab.host(id).shell(busy, { timeoutSeconds: 5 })).stdout)
      }),
    )
    if (counts.every((count) => count === 0)) return
  }
}

/** Looks for each message where it should have gone; at d also what d thought of its signature and sender. */
async function arrivals(lab: Lab, sent: readonly SubmitStep[]): Promise<Expectation[]> {
  return Promise.all(
    sent.map(async ({ to, messageId }) => {
      const [user = '', domain = ''] = to.split('@')
      const peer = (['b', 'c', 'd'] as const).find((id) => mailHosts[id].domain === domain)
      const folder =
        peer === undefined ? `{/var/vmail,/srv/mailboxes}/${domain}/${user}/Maildir` : `/home/${user}/Maildir`
      const host = lab.host(peer ?? 'a')
      if (host.pid === undefined) return { what: `${to} has the message`, ok: false, detail: 'host is down' }
      const copy = await host.shell(
        `cat $(grep -rl '${messageId}' ${folder}/{new,cur} 2>/dev/null | head -n 1) </dev/null`,
      )
      const arrived = copy.stdout.includes(messageId)
      if (peer !== 'd') return { what: `${to} has the message`, ok: arrived, detail: messageId }
      const verified = /dkim=pass/.test(copy.stdout) && /Received-SPF: pass/i.test(copy.stdout)
      return {
        what: `${to} has the message, DKIM and SPF pass`,
        ok: arrived && verified,
        detail: arrived ? authentication(copy.stdout) : messageId,
      }
    }),
  )
}

function authentication(text: string): string {
  return (text.match(/dkim=\S+|Received-SPF: \S+|dmarc=\S+/gi) ?? []).join(' ')
}

function keep(lab: Lab, transcript: string): void {
  mkdirSync(`${lab.folder}/transcripts`, { recursive: true })
  writeFileSync(`${lab.folder}/transcripts/${new Date().toISOString().replace(/[:.]/g, '-')}.txt`, transcript)
}
