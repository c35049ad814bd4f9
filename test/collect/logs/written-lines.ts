import { absent, known } from '../../../src/access/answer.ts'
import { fixedClock } from '../../../src/access/clock.ts'
import type { World } from '../../../src/access/world.ts'
import { deliveryTroubles } from '../../../src/collect/logs/delivery-troubles.ts'
import { refusals } from '../../../src/collect/logs/refusals.ts'
import { readAt, readSyslog } from '../../logs/read-lines.ts'
import { worldOf } from '../written-world.ts'

const world: World = { ...worldOf({}), clock: fixedClock(readAt) }

/** The facts that conditions on the log stand on, made of lines as syslog writes them. */
export async function factsOf(...lines: readonly string[]) {
  const log = known(await readSyslog(...lines))
  return {
    log,
    troubles: await deliveryTroubles.collect(world, { log }),
    refused: await refusals.collect(world, { log }),
  }
}

/** What these facts are on a host without a mail log. */
export async function noFacts() {
  const log = absent()
  return {
    log,
    troubles: await deliveryTroubles.collect(world, { log }),
    refused: await refusals.collect(world, { log }),
  }
}

interface Attempt {
  readonly id?: string
  readonly to?: string
  readonly relay?: string
  readonly status?: 'sent' | 'deferred' | 'bounced'
  readonly dsn?: string
  readonly reply?: string
  readonly daemon?: string
}

/** One line of smtp(8), or of another delivery agent. */
export function attempt(source: Attempt): string {
  const {
    id = '4AAAAAA1',
    to = 'bob@example.com',
    relay = 'mx.example.com[203.0.113.9]:25',
    status = 'sent',
    dsn = '2.0.0',
    reply = '250 2.0.0 Ok: queued as 7B',
    daemon = 'smtp',
  } = source
  return `postfix/${daemon}[41]: ${id}: to=<${to}>, relay=${relay}, delay=0.2, delays=0/0/0.1/0.1, dsn=${dsn}, status=${status} (${reply})`
}

/** qmgr's line about a queue file. */
export function queued(id: string, sender: string): string {
  return `postfix/qmgr[9]: ${id}: from=<${sender}>, size=1464, nrcpt=1 (queue active)`
}

interface Refused {
  readonly service?: string
  readonly client?: string
  readonly stage?: string
  readonly from?: string
  readonly to?: string
  readonly tail?: string
  readonly action?: string
}

/** smtpd's line about a refusal. */
export function refused(reply: string, source: Refused = {}): string {
  const {
    service = 'smtpd',
    client = 'mx.example.net[198.51.100.20]',
    stage = 'RCPT',
    from = 'bob@example.net',
    to = 'anna@example.org',
    tail = '',
    action = 'reject',
  } = source
  return `postfix/${service}[41]: NOQUEUE: ${action}: ${stage} from ${client}: ${reply}; from=<${from}> to=<${to}> proto=ESMTP helo=<h>${tail}`
}
