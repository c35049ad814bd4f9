import { deliverLocally, deliverRemotely } from './deliveries.ts'
import { localAddress, messageIdFor, peer, remoteAddress } from './names.ts'
import { QueueFile } from './queue-file.ts'
import { add, type MessageTruth } from './truth.ts'
import type { World } from './world.ts'

const plans = [
  'inbound',
  'inbound',
  'filtered',
  'outgoing',
  'outgoing',
  'forwarded',
  'piped',
  'refused',
  'held',
  'dropped',
] as const
const weights = [0.2, 0.42, 0.58, 0.75, 0.95, 0.96, 0.97, 0.985, 0.99, 1]

/** One message and all that it causes, planned from now on. */
export function message(world: World): void {
  // A server with a backlog is one that sends much.
  const luck = world.options.backlog > 0.5 && world.random.chance(0.6) ? 0.8 : world.random.next()
  const plan = plans[weights.findIndex((weight) => luck < weight)] ?? 'inbound'
  world.truth.open++
  if (plan === 'outgoing') outgoing(world)
  else if (plan === 'forwarded') forwarded(world)
  else inbound(world, plan)
}

function start(
  world: World,
  domain: string,
): { file: QueueFile; messageId: string; sample: MessageTruth | undefined } {
  const messageId = messageIdFor(world, domain)
  const sample = world.sample(messageId)
  const file = new QueueFile(world, world.now, 800 + world.random.below(60_000), sample)
  file.belongs()
  return { file, messageId, sample }
}

function outgoing(world: World): void {
  const sender = localAddress(world)
  const { file, messageId } = start(world, 'home.example')
  const client = `unknown[192.0.2.${world.random.below(200)}]`
  const count = 1 + (world.random.chance(0.15) ? world.random.below(4) : 0)
  const to = peer(world)
  const recipients = new Set(Array.from({ length: count }, () => remoteAddress(world, to.domain)))
  world.schedule.plan(file.at - 40, `postfix/submission/smtpd[${world.pid()}]: connect from ${client}`)
  file.line(0, 'submission/smtpd', `client=${client}, sasl_method=PLAIN, sasl_username=${sender}`)
  const arrived = file.at
  file.line(5, 'cleanup', `message-id=<${messageId}>`)
  rspamd(world, file, messageId, sender)
  file.queued(sender, recipients.size, () => {
    world.truth.received(arrived, file.size, sender, sender)
    add(world.truth.clients, client)
  })
  disconnected(world, { at: file.at + 3, program: 'submission/smtpd', client, isEncrypted: true })
  const deadServer = world.random.chance(world.options.backlog)
  deliverRemotely(world, { file, sender, recipients: [...recipients], to, deadServer })
}

type Inbound = 'inbound' | 'filtered' | 'piped' | 'refused' | 'held' | 'dropped'

function inbound(world: World, plan: Inbound): void {
  const from = peer(world)
  const { file, messageId, sample } = start(world, from.domain)
  const sender = world.random.chance(0.04) ? '' : remoteAddress(world, from.domain)
  const recipient = localAddress(world)
  const client = `${from.name}[${from.address}]`
  world.schedule.plan(file.at - 60, `postfix/smtpd[${world.pid()}]: connect from ${client}`)
  if (from.tls !== '')
    world.schedule.plan(
      file.at - 20,
      `postfix/smtpd[${world.pid()}]: Anonymous TLS connection established from ${client}: ${from.tls} with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256`,
      () => add(world.truth.tls.inbound.versions, from.tls),
    )
  file.line(0, 'smtpd', `client=${client}`)
  const arrived = file.at
  file.line(5, 'cleanup', `message-id=<${messageId}>`)
  rspamd(world, file, messageId, sender)
  disconnected(world, { at: file.at + 6, program: 'smtpd', client, isEncrypted: from.tls !== '' })
  const { truth } = world
  const received = () => {
    truth.received(arrived, file.size, sender, undefined)
    add(truth.clients, client)
  }
  const tail = `; from=<${sender}> to=<${recipient}> proto=ESMTP helo=<${from.name}>`
  if (plan === 'refused' || plan === 'held' || plan === 'dropped') {
    truth.open--
    const [words, effect] = endings[plan]
    file.line(
      9,
      'cleanup',
      `${words} from ${client}${plan === 'refused' ? ': 5.7.1 Spam message rejected' : ': milter triggers an action'}${tail}`,
      (at) => {
        if (plan === 'refused') truth.rejected(at, from.address)
        else {
          truth.totals[effect]++
          truth.received(arrived, 0, sender, undefined)
          add(truth.clients, client)
        }
      },
    )
    return
  }
  file.queued(sender, 1, received)
  if (plan === 'filtered') throughAmavis(world, file, { sender, recipient, messageId, sample })
  else if (plan === 'piped') throughPipe(world, file, { sender, recipient, messageId, sample })
  else deliverLocally(world, file, recipient, messageId)
  file.removed()
}

const endings = {
  refused: ['milter-reject: END-OF-MESSAGE', 'held'],
  held: ['milter-hold: END-OF-MESSAGE', 'held'],
  dropped: ['milter-discard: END-OF-MESSAGE', 'discarded'],
} as const

interface Content {
  readonly sender: string
  readonly recipient: string
  readonly messageId: string
  readonly sample: MessageTruth | undefined
}

/** Amavis gives the mail back over SMTP: the second file is there before the first one is sent. */
function throughAmavis(
  world: World,
  first: QueueFile,
  { sender, recipient, messageId, sample }: Content,
): void {
  world.truth.open++
  const second = new QueueFile(world, first.at + 900 + world.random.below(600), first.size + 700, sample)
  second.belongs()
  second.line(0, 'smtpd', 'client=localhost[127.0.0.1]')
  second.line(3, 'cleanup', `message-id=<${messageId}>`)
  second.queued(sender, 1)
  const number = `${10_000 + world.random.below(9_000)}-${world.random.below(20)}`
  world.schedule.plan(
    second.at + 2,
    `amavis[${world.pid()}]: (${number}) Passed CLEAN {RelayedInbound}, [198.51.100.1]:4021 [198.51.100.1] <${sender}> -> <${recipient}>, Queue-ID: ${first.id}, Message-ID: <${messageId}>, mail_id: ${world.random.hexadecimal(12)}, Hits: -1.9, size: ${first.size}, queued_as: ${second.id}, 812 ms`,
  )
  first.at = second.at
  first.attempt(4, {
    program: 'smtp-amavis/smtp',
    recipient,
    relay: '127.0.0.1[127.0.0.1]:10024',
    status: 'sent',
    dsn: '2.0.0',
    reply: `250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${second.id}`,
    handOff: true,
  })
  second.at += world.random.below(60)
  deliverLocally(world, second, recipient, messageId)
  second.removed()
}

/** A pipe(8) filter gives it back with sendmail(1): only time and message-id tie the two. */
function throughPipe(
  world: World,
  first: QueueFile,
  { sender, recipient, messageId, sample }: Content,
): void {
  world.truth.open++
  const second = new QueueFile(world, first.at + 700, first.size + 400, sample)
  second.belongs()
  second.line(0, 'pickup', `uid=110 from=<${sender}>`)
  second.line(2, 'cleanup', `message-id=<${messageId}>`)
  first.at = second.at
  first.attempt(world.random.below(3), {
    program: 'pipe',
    recipient,
    relay: 'spamassassin',
    status: 'sent',
    dsn: '2.0.0',
    reply: 'delivered via spamassassin service',
    handOff: true,
  })
  second.queued(sender, 1)
  deliverLocally(world, second, recipient, messageId)
  second.removed()
}

/** cron's mail to root, which an alias sends away: local(8) forwards it under a new queue ID. */
function forwarded(world: World): void {
  const { file, messageId, sample } = start(world, 'mx1.home.example')
  const to = peer(world)
  const sender = 'root@mx1.home.example'
  file.line(0, 'pickup', 'uid=0 from=<root>')
  const arrived = file.at
  file.line(3, 'cleanup', `message-id=<${messageId}>`)
  file.queued(sender, 1, () => world.truth.received(arrived, file.size, sender, undefined))
  world.truth.open++
  const second = new QueueFile(world, file.at + 20, file.size + 150, sample)
  second.belongs()
  second.line(0, 'cleanup', `message-id=<${messageId}>`)
  file.at = second.at
  file.attempt(1, {
    program: 'local',
    recipient: 'root@mx1.home.example',
    originally: 'root',
    relay: 'local',
    status: 'sent',
    dsn: '2.0.0',
    reply: `forwarded as ${second.id}`,
    handOff: true,
  })
  file.removed()
  second.queued(sender, 1)
  deliverRemotely(world, {
    file: second,
    sender,
    recipients: [remoteAddress(world, to.domain)],
    to,
    deadServer: false,
  })
}

function rspamd(world: World, file: QueueFile, messageId: string, sender: string): void {
  const symbols =
    '[ARC_NA(0.00){},DKIM_SIGNED(0.00){home.example:s=s1},MIME_GOOD(-0.10){text/plain},RCVD_COUNT_ONE(0.00){1}]'
  world.schedule.plan(
    file.at + 30,
    `rspamd[812]: <${world.random.hexadecimal(6)}>; task; rspamd_task_write_log: id: <${messageId}>, qid: <${file.id}>, ip: 198.51.100.7, from: <${sender}>, (default: F (no action): [-0.10/15.00] ${symbols}), len: ${file.size}, time: 41.2ms, dns req: 6, digest: <${world.random.hexadecimal(32)}>, mime_rcpts: <someone@home.example>`,
  )
  file.at += 40
}

interface Session {
  readonly at: number
  readonly program: string
  readonly client: string
  readonly isEncrypted: boolean
}

function disconnected(world: World, { at, program, client, isEncrypted }: Session): void {
  const commands = `ehlo=2 ${isEncrypted ? 'starttls=1 ' : ''}mail=1 rcpt=1 data=1 quit=1 commands=7`
  const { inbound } = world.truth.tls
  world.schedule.plan(at, `postfix/${program}[${world.pid()}]: disconnect from ${client} ${commands}`, () => {
    inbound.total++
    if (isEncrypted) inbound.encrypted++
  })
}
