import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type ServiceUnit, serviceUnits } from '../system/units.ts'

/** How this host renews its certificates by itself, and what came of it last. */
export interface CertificateRenewal {
  /** `certbot`, `acme.sh`, `lego`, `dehydrated`. */
  readonly tool: string
  /** False: nothing starts it any more; undefined: not known. */
  readonly scheduled: boolean | undefined
  /** Its last words about a failure, newest last. */
  readonly failures: readonly Evidence[]
  readonly evidence: readonly Evidence[]
}

interface Tool {
  readonly tool: string
  readonly folder: string
  readonly log: string
  readonly units: readonly string[]
  readonly schedules: readonly string[]
}

const tools: readonly Tool[] = [
  {
    tool: 'certbot',
    folder: '/etc/letsencrypt/renewal',
    log: '/var/log/letsencrypt/letsencrypt.log',
    units: ['certbot.timer', 'snap.certbot.renew.timer', 'certbot-renew.timer'],
    schedules: ['/etc/cron.d/certbot'],
  },
  {
    tool: 'acme.sh',
    folder: '/root/.acme.sh',
    log: '/root/.acme.sh/acme.sh.log',
    units: ['acme.timer', 'acme_letsencrypt.timer'],
    schedules: ['/var/spool/cron/crontabs/root'],
  },
  {
    tool: 'dehydrated',
    folder: '/etc/dehydrated',
    log: '/var/log/dehydrated.log',
    units: ['dehydrated.timer'],
    schedules: ['/etc/cron.d/dehydrated', '/etc/cron.daily/dehydrated'],
  },
]

const tailBytes = 128 << 10
const shownLines = 4
const failureWords =
  /urn:ietf:params:acme:error:|Timeout during connect|Invalid response from http|Failed to renew|Challenge failed|failed to authenticate|Connection refused|Verify error|DNS problem:|Could not bind/

/** Which program renews certificates here, whether something starts it, and its last failures. Absent: none. */
export const certificateRenewal = fact({
  id: 'tls.renewal',
  privilege: 'root',
  summary: 'Programs that renew certificates here (certbot, acme.sh, dehydrated): scheduled? last failures.',
  optional: { units: serviceUnits },
  async collect(world, { units }): Promise<Fact<readonly CertificateRenewal[]>> {
    const all = units.status === 'known' ? units.value : undefined
    const found = await Promise.all(tools.map((tool) => look(world, tool, all)))
    const here = found.flat()
    return here.length === 0 ? absent() : known(here)
  },
})

async function look(
  world: World,
  { tool, folder, log, units, schedules }: Tool,
  all: readonly ServiceUnit[] | undefined,
): Promise<CertificateRenewal[]> {
  const status = await world.host.status(folder)
  if (status.status !== 'known') return []
  const timers = all?.filter(({ name }) => units.includes(name)) ?? []
  const cron = await Promise.all(schedules.map((path) => world.host.status(path)))
  const byTimer = timers.some(
    ({ activeState, loadState }) => activeState === 'active' && loadState === 'loaded',
  )
  // Debian's cron file of certbot does nothing where systemd runs.
  const byCron = cron.some((one) => one.status === 'known') && (tool !== 'certbot' || all === undefined)
  const scheduled = byTimer || byCron ? true : all === undefined ? undefined : false
  const failures = await lastFailures(world, log)
  return [{ tool, scheduled, failures, evidence: timers.flatMap(({ evidence }) => evidence) }]
}

async function lastFailures(world: World, path: string): Promise<Evidence[]> {
  const blocks = await world.host.readBlocks(path, { startByte: -tailBytes, limitBytes: tailBytes })
  if (blocks.status !== 'known') return []
  const decoder = new TextDecoder()
  let text = ''
  for await (const block of blocks.value) text += decoder.decode(block, { stream: true })
  const at = isoTime(world.clock.now())
  const lines = text.split('\n').filter((line) => line.length < 2_000 && failureWords.test(line))
  return lines.slice(-shownLines).map((line) => ({ kind: 'log', where: path, text: line.trim(), at }))
}
