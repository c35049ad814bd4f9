import { absent, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { type QueuedMessage, type QueueSummary, summarise } from '../mail/queue-summary.ts'
import { opensmtpdInstalled } from './installed.ts'

export const opensmtpdQueue = fact({
  id: 'opensmtpd.queue',
  privilege: 'root',
  summary: 'Mail in OpenSMTPD’s queue: number, age, by destination domain and reason. Absent: no OpenSMTPD.',
  needs: { installed: opensmtpdInstalled },
  async collect(world, { installed }): Promise<Fact<QueueSummary>> {
    if (installed.status === 'absent') return absent()
    const output = await world.host.run({ name: 'opensmtpd-queue' })
    if (output.status !== 'known') return output
    if (output.value.exitCode !== 0)
      return unknown('failed', `smtpctl show queue says: ${output.value.stderr.trim().slice(0, 200)}`)
    const queue = summariseOpenSmtpdQueue(output.value.stdout)
    const at = isoTime(world.clock.now())
    return known(queue, {
      kind: 'command',
      where: 'smtpctl show queue',
      text: `${queue.messages} envelopes`,
      at,
    })
  },
})

/** An envelope is one recipient of one message: here each counts. Lines that are none are left out. */
export function summariseOpenSmtpdQueue(output: string): QueueSummary {
  return summarise(output.split('\n').flatMap((line) => parseEnvelope(line) ?? []))
}

/**
 * smtpctl(8) "show queue": `evpid|family|action|flags|sender|recipient|destination|created|expires|last
 * try|tries|state|runs in|reason`; times are seconds since 1970 UTC.
 */
function parseEnvelope(line: string): QueuedMessage | undefined {
  const fields = line.split('|')
  const [queueId = '', , , , sender = '', recipient = '', , created = ''] = fields
  if (!/^[0-9a-f]{16}$/.test(queueId) || !/^\d{1,12}$/.test(created)) return undefined
  return {
    queueId,
    queueName: fields[11] ?? '',
    arrivedAt: Number(created) * 1_000,
    sizeBytes: 0,
    sender,
    recipients: [{ address: recipient, reason: fields.slice(13).join('|').slice(0, 2_000) }],
  }
}
