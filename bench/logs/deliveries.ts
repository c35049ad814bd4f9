import { messageIdFor, type Peer } from './names.ts'
import { type Attempt, QueueFile } from './queue-file.ts'
import { add } from './truth.ts'
import type { World } from './world.ts'

/** LMTP to Dovecot, which logs what it saved. */
export function deliverLocally(
  world: World,
  file: QueueFile,
  recipient: string,
  messageId: string,
  originally?: string,
): void {
  const session = `${world.random.hexadecimal(14)}+AA`
  const prefix = `dovecot: lmtp(${recipient})<${world.pid()}><${session}>:`
  world.schedule.plan(file.at + 20, `${prefix} msgid=<${messageId}>: saved mail to INBOX`)
  file.attempt(25, {
    program: 'lmtp',
    recipient,
    ...(originally === undefined ? {} : { originally }),
    relay: 'mx1.home.example[private/dovecot-lmtp]',
    status: 'sent',
    dsn: '2.0.0',
    reply: `250 2.0.0 <${recipient}> ${session} Saved`,
  })
}

const temporary = [
  '451 4.7.1 Greylisting in action, please come back later',
  '450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.example/help/{d}',
  '421 4.7.0 [192.0.2.10] Our system has detected an unusual rate of unsolicited mail',
  '452 4.2.2 Mailbox full',
] as const
const permanent = [
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  '554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using zen.spamhaus.org',
  '552 5.2.2 Quota exceeded',
] as const

export interface Outgoing {
  readonly file: QueueFile
  readonly sender: string
  readonly recipients: readonly string[]
  readonly to: Peer
  readonly deadServer: boolean
}

/** SMTP to another host: sent at once, after retries, never in this log, or returned. */
export function deliverRemotely(world: World, mail: Outgoing): void {
  runQueue(world, mail, { round: 0, waiting: mail.recipients, bounced: false })
}

interface QueueRun {
  readonly round: number
  readonly waiting: readonly string[]
  readonly bounced: boolean
}

/** One run over the recipients that still wait; the next is planned only when this one's time has come. */
function runQueue(world: World, mail: Outgoing, { round, waiting, bounced }: QueueRun): void {
  const { file } = mail
  if (round > 0) file.queued(mail.sender, waiting.length)
  const pid = world.smtpPid()
  if (!mail.deadServer && mail.to.tls !== '') tlsLine(world, file.at + 50, mail.to, pid)
  const later: string[] = []
  let returned = bounced
  for (const recipient of waiting) {
    const attempt = attemptFor(world, recipient, mail, pid)
    if (attempt.status === 'deferred') later.push(recipient)
    if (attempt.status === 'bounced') returned = true
    file.attempt(120 + world.random.below(400), attempt)
  }
  if (later.length === 0) {
    if (returned) notify(world, file, mail.sender)
    file.removed()
    return
  }
  if (round === 0) {
    world.schedule.plan(file.at, '', () => {
      world.truth.totals.deferredMessages++
    })
  }
  const pause = Math.min(300_000 * 2 ** round, 4_000_000) + world.random.below(30_000)
  world.schedule.plan(file.at + pause, '', () => {
    file.at += pause
    runQueue(world, mail, { round: round + 1, waiting: later, bounced: returned })
  })
}

function attemptFor(world: World, recipient: string, mail: Outgoing, pid: number): Attempt {
  const { to, deadServer } = mail
  const base = { program: 'smtp', recipient, relay: `${to.name}[${to.address}]:25`, pid }
  const fill = (reply: string) =>
    `host ${to.name}[${to.address}] said: ${reply.replace('{to}', recipient).replace('{d}', to.domain)} (in reply to RCPT TO command)`
  if (deadServer) {
    const reply = `connect to ${to.name}[${to.address}]:25: Connection timed out`
    return { ...base, relay: 'none', status: 'deferred', dsn: '4.4.1', reply }
  }
  const luck = world.random.next()
  if (luck < 0.08)
    return { ...base, status: 'deferred', dsn: '4.7.1', reply: fill(world.random.pick(temporary)) }
  if (luck < 0.11)
    return { ...base, status: 'bounced', dsn: '5.1.1', reply: fill(world.random.pick(permanent)) }
  const accepted = world.random.chance(0.5)
    ? `250 2.0.0 Ok: queued as ${world.random.hexadecimal(10).toUpperCase()}`
    : `250 2.0.0 OK ${world.random.hexadecimal(12)} - gsmtp`
  return { ...base, status: 'sent', dsn: '2.0.0', reply: accepted, encrypted: to.tls !== '' }
}

function tlsLine(world: World, at: number, to: Peer, pid: number): void {
  const cipher = `${to.tls} with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519`
  world.schedule.plan(
    at,
    `postfix/smtp[${pid}]: Untrusted TLS connection established to ${to.name}[${to.address}]:25: ${cipher} server-signature RSA-PSS (2048 bits) server-digest SHA256`,
    () => add(world.truth.tls.outbound.versions, to.tls),
  )
}

/** bounce(8): a message of its own, which nobody handed in. Its cleanup line comes first. */
function notify(world: World, original: QueueFile, sender: string): void {
  world.truth.open++
  const notice = new QueueFile(world, original.at + 1, 3_200 + world.random.below(900), undefined)
  const messageId = messageIdFor(world, 'mx1.home.example')
  notice.line(1, 'cleanup', `message-id=<${messageId}>`)
  original.line(3, 'bounce', `sender non-delivery notification: ${notice.id}`)
  notice.queued('', 1)
  deliverLocally(world, notice, sender, messageId)
  notice.removed()
}
